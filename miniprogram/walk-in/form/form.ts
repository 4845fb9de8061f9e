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
import { rememberTick } from '../../domain/visit/privacy'
import { usualPurpose } from '../../domain/visit/purposes'
import { codeOverAt } from '../../domain/walk-in/code-steps'
import { hasTyped, withOffer } from '../../pages/booking/form/short-form'
import { shortFormActs } from '../../pages/booking/form/short-form-acts'
import { walkInFormWords } from '../locales/form'
import {
  formFieldErrors,
  formView,
  initialForm,
  isFull,
  leftField,
  visitFormOf,
  type FormState,
  type WalkInFields,
} from './form.view'

const untouched = (): FormState => initialForm(serverNow())

/** One, whichever gate it is for. */
const DRAFT = 'walk-in'

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

      /** Also on the way back from the pass. What a full gate said holds: the code that said it is over within a minute. */
      onShow() {
        const { read } = this.state
        if (read !== null && isFull(read)) this.render({})
        else void this.load()
      },

      onPurpose(event: WechatMiniprogram.PickerChange) {
        const purpose = this.state.read?.purposes[Number(event.detail.value)]
        if (purpose !== undefined) this.render({ form: { ...this.state.form, purpose: purpose.id } })
      },

      onFillOwn() {
        const { form, offer, read } = this.state
        if (offer === null) return
        this.render({ form: withOffer(form, offer, read?.takesCars === true), offer: null })
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
          await this.refused(thrown)
        }
      },

      ...shortFormActs,
      leave(field: keyof WalkInFields) {
        this.render(leftField(this.state, field))
      },
      wantedDays() {
        const today = dayOf(this.state.now)
        return { firstDay: today, lastDay: today }
      },
      sendAgain() {
        void this.send()
      },
      /** A code that ran out, or a gate that is full, would take the form away. */
      loadRefused() {
        return Promise.resolve()
      },

      async load() {
        this.render({ failure: null })
        const { read: before, now } = this.state
        const wasFull = before !== null && isFull(before)
        // Asked by it again it would count as a wrong code.
        if (wasFull && now >= (this.state.codeUntil ?? now)) return
        try {
          const read = await call('walkIn.read', { code: this.code })
          const { form } = this.state
          const codeUntil = this.state.codeUntil ?? codeOverAt(this.state.now)
          this.render({
            ...{ read, codeUntil },
            form: { ...form, purpose: form.purpose || usualPurpose(read.purposes, 'private') },
          })
          if (isFull(read)) setTimeout(() => this.render({}), Math.max(0, codeUntil - this.state.now))
        } catch (thrown) {
          const failure = failureOf(thrown)
          if (wasFull) {
            // When the next places come stays to be read; another try with this code says no more.
            this.render(failure.again ? {} : { codeUntil: 0 })
            void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
            return
          }
          // Without an answer what was read holds on: a form in the hand, or the way to the pass.
          this.render({ failure, read: failure.again ? this.state.read : null })
        }
      },

      keep() {
        const { read, form } = this.state
        if (read?.visitId == null && hasTyped(form, form.note)) void saveFormDraft(DRAFT, form)
      },
    },
  ),
)
