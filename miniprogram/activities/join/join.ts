import { asApiError, failureOf } from '../../api/api-error'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { askConsent } from '../../api/consent'
import { idempotencyKey } from '../../api/idempotency-key'
import { knownMe, willTell } from '../../api/session'
import { jumpTo } from '../../api/jump-to'
import { openPage } from '../../api/open-page'
import { statefulPage } from '../../behaviors/stateful-page'
import { decoded } from '../../config/decoded'
import { routes } from '../../config/routes'
import { loadFormDraft, removeFormDraft, saveFormDraft } from '../../device-storage/form-draft'
import { loadOwnValues, ownValuesOf, saveOwnValues } from '../../device-storage/own-values'
import { guestVisitForm } from '../../domain/activity/guest'
import { dayOf } from '../../domain/values/days'
import { normalisePhone } from '../../domain/values/phones'
import { DOCUMENT_KINDS } from '../../domain/values/documents'
import { rememberTick, type PrivacyTick } from '../../domain/visit/privacy'
import { refusalWays, rulesFor } from '../../pages/booking/form/refusal-ways'
import { answeredErrors } from '../../pages/booking/form/short-form'
import { joinWords } from '../locales/join'
import {
  initialJoin,
  joinFieldErrors,
  joinView,
  leftField,
  withOffer,
  type GuestFields,
  type JoinState,
} from './join.view'

const untouched = (): JoinState => initialJoin(dayOf(serverNow()))

const hasTyped = ({ name, phone, document, plate, answer }: GuestFields): boolean =>
  [name, phone, document, plate, answer].some((text) => text !== '')

/** `a=<id>`, as the Mini Program code carries it, encoded by the platform. */
const idOf = ({ id, scene }: { id?: string; scene?: string }): string =>
  id ?? decoded(scene).replace(/^a=/, '')

/** A guest scanned the code of an activity and joins it (spec 4.2). */
Page(
  statefulPage(
    {
      initial: untouched,
      view: joinView,
      moment: () => ({ today: dayOf(serverNow()) }),
    },
    {
      activityId: '',
      key: idempotencyKey(),
      ask: idempotencyKey(),

      onLoad(query: { id?: string; scene?: string }) {
        void wx.setNavigationBarTitle({ title: joinWords().title })
        this.activityId = idOf(query)
        this.key = idempotencyKey()
        this.ask = idempotencyKey()
        // Templates for the consent sheet must be at hand when the button is tapped.
        knownMe()
          .then((me) => this.render({ willTell: willTell(me) }))
          .catch(() => undefined)
        void this.loadTyped()
      },

      /** Also on the way back from the booking: it may have been cancelled there. */
      onShow() {
        void this.load()
      },

      onHide() {
        this.keep()
      },

      onUnload() {
        this.keep()
      },

      async loadTyped() {
        const [offer, typed] = await Promise.all([loadOwnValues(), loadFormDraft<GuestFields>(this.draft())])
        const form = { ...this.state.form, ...typed }
        this.render({ offer, form: rememberTick(form, offer?.privacy, this.state.today) })
      },

      draft(): string {
        return `activity:${this.activityId}`
      },

      keep() {
        const { activity, done, form } = this.state
        if (done === null && activity?.own == null && hasTyped(form)) void saveFormDraft(this.draft(), form)
      },

      onRetry() {
        void this.load()
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: keyof GuestFields; value: string }>) {
        this.fill({ [event.detail.field]: event.detail.value })
      },

      onLeave(event: WechatMiniprogram.CustomEvent<{ field: keyof GuestFields }>) {
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
        const { form, offer, activity } = this.state
        if (offer === null) return
        this.render({ form: withOffer(form, offer, activity?.asksPlate === true), offer: null })
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
        const { activity, sending, done } = this.state
        if (activity === null || sending !== 'no') return
        const own = done ?? activity.own
        if (own === null) return this.join()
        const url = own.state === 'approved' ? routes.pass(own.visitId) : routes.visit(own.visitId)
        await openPage(url)
      },

      onHome() {
        void wx.switchTab({ url: routes.home() })
      },

      async join() {
        const [wrong] = joinFieldErrors(this.state)
        this.render({ progress: { ...this.state.progress, tried: true, answered: [] }, refusal: null })
        if (wrong !== undefined) {
          jumpTo(wrong.field)
          return
        }
        this.render({ sending: 'sending' })
        const allowed = await askConsent('decision')
        if (allowed > 0) this.render({ willTell: true })
        const { activity, form, today } = this.state
        try {
          const done = await call(
            'activity.join',
            { activityId: this.activityId, form },
            { idempotencyKey: this.key, onRetry: () => this.render({ sending: 'confirming' }) },
          )
          this.render({ sending: 'no', done })
          await removeFormDraft(this.draft())
          void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
          if (activity !== null)
            await saveOwnValues(ownValuesOf(guestVisitForm({ ...activity, hostId: '' }, form, today)))
        } catch (thrown) {
          const refusal = asApiError(thrown)
          const answered = answeredErrors(refusal, form)
          const [first] = answered
          if (first === undefined) {
            this.render({ sending: 'no', refusal })
            jumpTo('refusal')
            const [rules] = await Promise.all([rulesFor(refusal), this.load()])
            this.render({ rules })
            return
          }
          this.render({ sending: 'no', progress: { ...this.state.progress, answered } })
          jumpTo(first.field)
          // What the organiser asks may be another by now.
          await this.load()
        }
      },

      ...refusalWays,
      wantedDays() {
        const { activity, today } = this.state
        return activity ?? { firstDay: today, lastDay: today }
      },
      sendAgain() {
        void this.join()
      },
      loadAgain() {
        void this.load()
      },

      async load() {
        this.render({ failure: null })
        try {
          const activity = await call('activity.open', { activityId: this.activityId })
          // What was answered on joining holds until the booking says otherwise: moved up, or cancelled.
          const { done } = this.state
          const stands = done === null || (activity.own !== null && activity.own.state === done.state)
          this.render({ activity, done: stands ? done : null })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },

      fill(change: Partial<GuestFields>) {
        this.render({ form: { ...this.state.form, ...change } })
      },
    },
  ),
)
