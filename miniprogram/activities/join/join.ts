import { failureOf } from '../../api/api-error'
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
import { rememberTick } from '../../domain/visit/privacy'
import { hasTyped, withOffer } from '../../pages/booking/form/short-form'
import { shortFormActs } from '../../pages/booking/form/short-form-acts'
import { joinWords } from '../locales/join'
import {
  initialJoin,
  joinFieldErrors,
  joinView,
  leftField,
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
        if (done === null && activity?.own == null && hasTyped(form, form.answer))
          void saveFormDraft(this.draft(), form)
      },

      onFillOwn() {
        const { form, offer, activity } = this.state
        if (offer === null) return
        this.render({ form: withOffer(form, offer, activity?.asksPlate === true), offer: null })
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
          await this.refused(thrown)
        }
      },

      ...shortFormActs,
      leave(field: keyof GuestFields) {
        this.render(leftField(this.state, field))
      },
      wantedDays() {
        const { activity, today } = this.state
        return activity ?? { firstDay: today, lastDay: today }
      },
      sendAgain() {
        void this.join()
      },
      /** It may be full, or closed, by now. */
      loadRefused() {
        return this.load()
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
    },
  ),
)
