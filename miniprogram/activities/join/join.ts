import { asApiError, failureOf } from '../../api/api-error'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { askConsent } from '../../api/consent'
import { idempotencyKey } from '../../api/idempotency-key'
import { knownMe, willTell } from '../../api/session'
import { jumpTo } from '../../api/jump-to'
import { statefulPage } from '../../behaviors/stateful-page'
import { decoded } from '../../config/decoded'
import { routes } from '../../config/routes'
import { loadOwnValues, ownValuesOf, saveOwnValues } from '../../device-storage/own-values'
import { guestVisitForm } from '../../domain/activity/guest'
import { dayOf } from '../../domain/values/days'
import { normalisePhone } from '../../domain/values/phones'
import { DOCUMENT_KINDS } from '../../domain/values/documents'
import { rememberTick, type PrivacyTick } from '../../domain/visit/privacy'
import { refusalWays, rulesFor } from '../../pages/booking/form/refusal-ways'
import { joinWords } from '../locales/join'
import {
  initialJoin,
  joinFieldErrors,
  joinView,
  withOffer,
  type GuestFields,
  type JoinState,
} from './join.view'

const untouched = (): JoinState => initialJoin(dayOf(serverNow()))

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
        loadOwnValues()
          .then((offer) =>
            this.render({ offer, form: rememberTick(this.state.form, offer?.privacy, this.state.today) }),
          )
          .catch(() => undefined)
      },

      /** Also on the way back from the booking: it may have been cancelled there. */
      onShow() {
        if (this.state.done === null) void this.load()
      },

      onRetry() {
        void this.load()
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: keyof GuestFields; value: string }>) {
        this.fill({ [event.detail.field]: event.detail.value })
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
        this.render({ plateOpen: false })
      },

      async onAct() {
        const { activity, sending, done } = this.state
        if (activity === null || sending !== 'no') return
        const own = done ?? activity.own
        if (own === null) return this.join()
        const url = own.state === 'approved' ? routes.pass(own.visitId) : routes.visit(own.visitId)
        await wx.navigateTo({ url })
      },

      onHome() {
        void wx.switchTab({ url: routes.home() })
      },

      async join() {
        const wrong = Object.keys(joinFieldErrors(this.state))[0]
        this.render({ tried: true, refusal: null })
        if (wrong !== undefined) {
          jumpTo(wrong)
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
          void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
          if (activity !== null)
            await saveOwnValues(ownValuesOf(guestVisitForm({ ...activity, hostId: '' }, form, today)))
        } catch (thrown) {
          const refusal = asApiError(thrown)
          this.render({ sending: 'no', refusal })
          jumpTo('refusal')
          const [rules] = await Promise.all([rulesFor(refusal), this.load()])
          this.render({ rules })
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
          this.render({ activity: await call('activity.open', { activityId: this.activityId }) })
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
