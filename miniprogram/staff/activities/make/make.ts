import { asApiError, failureOf } from '../../../api/api-error'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { askConsent } from '../../../api/consent'
import { idempotencyKey } from '../../../api/idempotency-key'
import { knownMe } from '../../../api/session'
import { jumpTo } from '../../../api/jump-to'
import { loadFormDraft, removeFormDraft, saveFormDraft } from '../../../device-storage/form-draft'
import { statefulPage } from '../../../behaviors/stateful-page'
import { addDays, dayOf, MAX_VISIT_DAYS, minuteOfTime } from '../../../domain/values/days'
import { usualPurpose } from '../../../domain/visit/purposes'
import { activityWords } from '../../locales/activities'
import {
  DRAFT,
  initialMake,
  makeFieldErrors,
  makeView,
  planOf,
  recalled,
  typedOf,
  type MakeState,
  type Typed,
} from './make.view'
import { leavePage } from '../../../api/leave-page'
import { routes } from '../../../config/routes'

const untouched = (): MakeState => initialMake(dayOf(serverNow()))

/** An approver applies for an activity of an own unit (spec 4.2). */
Page(
  statefulPage(
    {
      initial: untouched,
      view: makeView,
      moment: () => ({ today: dayOf(serverNow()) }),
    },
    {
      key: idempotencyKey(),
      sent: false,

      onLoad() {
        this.sent = false
        this.key = idempotencyKey()
        void this.begin()
      },

      onHide() {
        this.keep()
      },

      onUnload() {
        this.keep()
      },

      /** With what was typed for one and not sent. */
      async begin() {
        const typed = await loadFormDraft<Typed>(DRAFT)
        if (typed !== null) this.render(recalled(typed, this.state.today))
        await this.load()
      },

      keep() {
        const { title, question, quota } = this.state
        if (!this.sent && title + question + quota !== '') void saveFormDraft(DRAFT, typedOf(this.state))
      },

      onRetry() {
        void this.load()
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: 'title' | 'quota' | 'question'; value: string }>) {
        this.render({ [event.detail.field]: event.detail.value })
      },

      onPurpose(event: WechatMiniprogram.PickerChange) {
        const purpose = this.state.purposes[Number(event.detail.value)]
        if (purpose !== undefined) this.render({ purpose: purpose.id })
      },

      onUnit(event: WechatMiniprogram.PickerChange) {
        this.render({ unitIndex: Number(event.detail.value) })
      },

      onFirstDay(event: WechatMiniprogram.PickerChange) {
        const firstDay = event.detail.value as string
        const { lastDay } = this.state
        const most = addDays(firstDay, MAX_VISIT_DAYS - 1)
        this.render({ firstDay, lastDay: lastDay < firstDay ? firstDay : lastDay > most ? most : lastDay })
      },

      onLastDay(event: WechatMiniprogram.PickerChange) {
        this.render({ lastDay: event.detail.value as string })
      },

      onAllDay(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.render({ allDay: event.detail.value })
      },

      /** `data-end` says which of the two times. */
      onTime(event: WechatMiniprogram.PickerChange) {
        const end = event.currentTarget.dataset.end as 'from' | 'until'
        this.render({ [end]: minuteOfTime(event.detail.value as string) })
      },

      onGate(event: WechatMiniprogram.BaseEvent) {
        const id = event.currentTarget.dataset.id as string
        const { gateIds } = this.state
        const without = gateIds.filter((each) => each !== id)
        this.render({ gateIds: without.length < gateIds.length ? without : [...gateIds, id] })
      },

      onPlate(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.render({ asksPlate: event.detail.value })
      },

      async onSend() {
        if (this.state.sending !== 'no') return
        // Without the purposes nothing can be sent.
        if (this.state.purposes.length === 0) return this.load()
        const wrong = Object.keys(makeFieldErrors(this.state))[0]
        this.render({ tried: true, refused: '' })
        if (wrong !== undefined) {
          jumpTo(wrong)
          return
        }
        this.render({ sending: 'sending' })
        await askConsent('decision')
        const unit = this.state.units[this.state.unitIndex]
        try {
          await call(
            'activity.apply',
            { plan: planOf(this.state), ...(unit === undefined ? {} : { unitId: unit.unitId }) },
            { idempotencyKey: this.key, onRetry: () => this.render({ sending: 'confirming' }) },
          )
          this.sent = true
          await removeFormDraft(DRAFT)
          void wx.showToast({ title: activityWords.sent, icon: 'none' })
          await leavePage(routes.activities())
        } catch (thrown) {
          this.render({ sending: 'no', refused: asApiError(thrown).message })
        }
      },

      /** Purposes, gates and units to choose from. */
      async load() {
        this.render({ failure: null })
        try {
          const [{ gates, purposes }, { approver }] = await Promise.all([
            call('visit.options', {}),
            knownMe(),
          ])
          this.render({
            ...{ gates, purposes },
            gateIds: this.state.gateIds.filter((gateId) => gates.some(({ id }) => id === gateId)),
            purpose: this.state.purpose || usualPurpose(purposes, 'official'),
            units: (approver?.units ?? []).map(({ id, name }) => ({ unitId: id, name })),
          })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },
    },
  ),
)
