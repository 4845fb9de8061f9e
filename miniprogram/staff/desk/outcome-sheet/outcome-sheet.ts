import { serverNow } from '../../../api/clock'
import type { AnomalyOutcome } from '../../../domain/vehicle/stay'
import { instantOf, outcomeFieldError, outcomeView, type OutcomeChoice } from './outcome-sheet.view'

const newChoice = (): OutcomeChoice => ({ outcome: '', reason: '', leftAt: serverNow(), tried: false })

/**
 * Asks the desk for one of the four outcomes and its reason (spec 5.3). Fires `confirm` {outcome, reason, leftAt} and
 * `close`. What was filled in stays through a failed try; another `subject` begins anew.
 */
Component({
  options: { pureDataPattern: /^choice$/ },
  properties: {
    visible: { type: Boolean, value: false },
    subject: { type: String, value: '' },
    plate: { type: String, value: '' },
    enteredAt: { type: Number, value: 0 },
    waiting: { type: Boolean, value: false },
    failure: { type: String, value: '' },
  },
  data: {
    choice: newChoice(),
    reason: '',
    /** The field for 其他 is there. */
    asks: false,
    view: outcomeView(newChoice(), serverNow(), serverNow()),
  },
  observers: {
    subject() {
      this.change(newChoice())
    },
  },
  methods: {
    onOutcome(event: WechatMiniprogram.BaseEvent) {
      this.change({ outcome: event.currentTarget.dataset.outcome as AnomalyOutcome })
    },
    onReason(event: WechatMiniprogram.CustomEvent<{ reason: string; asks: boolean }>) {
      const { reason, asks } = event.detail
      this.change({ reason })
      this.setData({ asks })
    },
    /** The months stand beside the sheet, not in it: what moves up with the sheet can't cover the screen. */
    onOpenDays() {
      const months = this.selectComponent('#days') as unknown as { onOpen: () => void }
      if (!this.data.waiting) months.onOpen()
    },
    onDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.change({ leftAt: instantOf(event.detail.value, this.data.view.time) })
    },
    onTime(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.change({ leftAt: instantOf(this.data.view.day, event.detail.value) })
    },
    onConfirm() {
      if (this.data.waiting) return
      const { choice, enteredAt } = this.data
      if (outcomeFieldError(choice, enteredAt, serverNow()) !== null) {
        this.change({ tried: true })
        return
      }
      const { outcome, reason, leftAt } = choice
      const left = outcome === 'leftUnpaid' ? leftAt : null
      this.triggerEvent('confirm', { outcome, reason, leftAt: left })
    },
    onClose() {
      if (!this.data.waiting) this.triggerEvent('close')
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose()
    },
    change(part: Partial<OutcomeChoice>) {
      const choice = { ...this.data.choice, ...part }
      const view = outcomeView(choice, this.data.enteredAt, serverNow())
      this.setData({ choice, reason: choice.reason, view })
    },
  },
})
