import { asApiError, failureOf } from '../../api/api-error'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { idempotencyKey } from '../../api/idempotency-key'
import { jumpTo } from '../../api/jump-to'
import { openPage } from '../../api/open-page'
import { statefulPage } from '../../behaviors/stateful-page'
import { decoded } from '../../config/decoded'
import { routes } from '../../config/routes'
import { loadFormDraft, removeFormDraft, saveFormDraft } from '../../device-storage/form-draft'
import { loadOwnValues, ownValuesOf, saveOwnValues } from '../../device-storage/own-values'
import { dayOf } from '../../domain/values/days'
import { normalisePhone } from '../../domain/values/phones'
import { DOCUMENT_KINDS } from '../../domain/values/documents'
import { rememberTick, type PrivacyTick } from '../../domain/visit/privacy'
import { usualPurpose } from '../../domain/visit/purposes'
import { refusalWays, rulesFor } from '../../pages/booking/form/refusal-ways'
import { answeredErrors } from '../../pages/booking/form/short-form'
import { walkInFormWords } from '../locales/form'
import {
  formFieldErrors,
  formView,
  initialForm,
  leftField,
  visitFormOf,
  withOffer,
  type FormState,
  type WalkInFields,
} from './form.view'

const untouched = (): FormState => initialForm(serverNow())

/** One, whichever gate it is for. */
const DRAFT = 'walk-in'

const hasTyped = ({ name, phone, document, plate, note }: WalkInFields): boolean =>
  [name, phone, document, plate, note].some((text) => text !== '')

/** `w=<code>`, as the code at the gate carries it, encoded by the platform. */
const codeOf = ({ code, scene }: { code?: string; scene?: string }): string =>
  code ?? decoded(scene).replace(/^w=/, '')

/** Somebody scanned the code at a gate and comes in without a booking (spec 4.3). */
Page(
  statefulPage(
    {
      initial: untouched,
      view: formView,
      moment: () => ({ now: serverNow() }),
    },
    {
      code: '',
      key: idempotencyKey(),
      ask: idempotencyKey(),

      onLoad(query: { code?: string; scene?: string }) {
        void wx.setNavigationBarTitle({ title: walkInFormWords().title })
        this.code = codeOf(query)
        this.key = idempotencyKey()
        this.ask = idempotencyKey()
        void this.loadTyped()
      },

      /** What was typed at a gate whose code ran out meanwhile is there when it is scanned again. */
      async loadTyped() {
        const [offer, typed] = await Promise.all([loadOwnValues(), loadFormDraft<WalkInFields>(DRAFT)])
        const form = { ...this.state.form, ...typed }
        this.render({ offer, form: rememberTick(form, offer?.privacy, dayOf(this.state.now)) })
      },

      onHide() {
        this.keep()
      },

      onUnload() {
        this.keep()
      },

      /** Also on the way back from the pass. */
      onShow() {
        void this.load()
      },

      onRetry() {
        void this.load()
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: keyof WalkInFields; value: string }>) {
        this.fill({ [event.detail.field]: event.detail.value })
      },

      onPurpose(event: WechatMiniprogram.PickerChange) {
        const purpose = this.state.read?.purposes[Number(event.detail.value)]
        if (purpose !== undefined) this.fill({ purpose: purpose.id })
      },

      onLeave(event: WechatMiniprogram.CustomEvent<{ field: keyof WalkInFields }>) {
        this.render(leftField(this.state, event.detail.field))
      },

      onDocumentKind(event: WechatMiniprogram.PickerChange) {
        const documentKind = DOCUMENT_KINDS[Number(event.detail.value)]
        if (documentKind !== undefined) this.fill({ documentKind })
      },

      onPhoneKind() {
        this.fill({ phoneKind: this.state.form.phoneKind === 'mainland' ? 'international' : 'mainland' })
      },

      onFillOwn() {
        const { form, offer, read } = this.state
        if (offer === null) return
        this.render({ form: withOffer(form, offer, read?.takesCars === true), offer: null })
      },

      /** The platform hands out a code; the server resolves the number. */
      async onPhoneNumber(event: WechatMiniprogram.CustomEvent<{ code?: string }>) {
        const { code } = event.detail
        if (code === undefined || this.state.proving) return
        this.render({ proving: true })
        try {
          const wasOnForm = normalisePhone(this.state.form.phone)
          const { phone, phoneKind } = await call('phone.prove', { code })
          this.render({ proving: false, proved: phone })
          this.fill({ phone, phoneKind })
          // It was refused for want of the proof: with it the same form is sent again.
          if (this.state.refusal !== null && phone === wasOnForm) this.sendAgain()
        } catch (thrown) {
          this.render({ proving: false })
          void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
        }
      },

      onPrivacy(event: WechatMiniprogram.CustomEvent<{ value?: PrivacyTick }>) {
        this.fill({ privacy: event.detail.value })
      },

      onOpenPlate() {
        this.render({ plateOpen: true })
      },

      onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.fill({ plate: event.detail.value })
      },

      onPlateDone() {
        if (this.state.plateOpen) this.render({ ...leftField(this.state, 'plate'), plateOpen: false })
      },

      async onAct() {
        const { read, sending } = this.state
        if (read === null || sending !== 'no') return
        if (read.visitId !== null) {
          await openPage(routes.pass(read.visitId))
          return
        }
        await this.send()
      },

      async send() {
        const [wrong] = formFieldErrors(this.state)
        this.render({ progress: { ...this.state.progress, tried: true, answered: [] }, refusal: null })
        if (wrong !== undefined) {
          jumpTo(wrong.field)
          return
        }
        this.render({ sending: 'sending' })
        const { read, form, now } = this.state
        try {
          const { visitId } = await call(
            'walkIn.submit',
            { form },
            { idempotencyKey: this.key, onRetry: () => this.render({ sending: 'confirming' }) },
          )
          this.render({ sending: 'no', read: read === null ? null : { ...read, visitId } })
          await removeFormDraft(DRAFT)
          if (read !== null) await saveOwnValues(ownValuesOf(visitFormOf(read, form, now)))
          await openPage(routes.pass(visitId))
        } catch (thrown) {
          const refusal = asApiError(thrown)
          const answered = answeredErrors(refusal, form)
          const [first] = answered
          if (first === undefined) {
            this.render({ sending: 'no', refusal })
            jumpTo('refusal')
            this.render({ rules: await rulesFor(refusal) })
            return
          }
          this.render({ sending: 'no', progress: { ...this.state.progress, answered } })
          jumpTo(first.field)
          // What the office lets choose may be another by now.
          await this.load()
        }
      },

      ...refusalWays,
      wantedDays() {
        const today = dayOf(this.state.now)
        return { firstDay: today, lastDay: today }
      },
      sendAgain() {
        void this.send()
      },
      loadAgain() {
        void this.load()
      },

      async load() {
        this.render({ failure: null })
        try {
          const read = await call('walkIn.read', { code: this.code })
          const { form } = this.state
          this.render({
            read,
            form: { ...form, purpose: form.purpose || usualPurpose(read.purposes, 'private') },
          })
        } catch (thrown) {
          // Without an answer what was read holds on: a form in the hand, or the way to the pass.
          const failure = failureOf(thrown)
          this.render({ failure, read: failure.again ? this.state.read : null })
        }
      },

      keep() {
        const { read, form } = this.state
        if (read?.visitId == null && hasTyped(form)) void saveFormDraft(DRAFT, form)
      },

      fill(change: Partial<WalkInFields>) {
        this.render({ form: { ...this.state.form, ...change } })
      },
    },
  ),
)
