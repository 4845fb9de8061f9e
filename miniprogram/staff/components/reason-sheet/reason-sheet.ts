import { sentenceOf } from '../../../locales/errors'
import { componentsReasonSheetWords as words } from '../../../locales/zh/pages/components-reason-sheet'

/**
 * Names a step that can't be taken lightly, asks for its reason, picked or typed, and confirms it once. Fires `confirm` {reason} and
 * `close`. What was answered stays through a failed try; another `subject` begins anew.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** Whom or what it is about, so that a reason never lands on the next one. */
    subject: { type: String, value: '' },
    heading: { type: String, value: '' },
    explanation: { type: String, value: '' },
    /** Whose reasons are picked (picked-reasons.ts); empty: it is typed. */
    question: { type: String, value: '' },
    placeholder: { type: String, value: words.giveReason },
    action: { type: String, value: '' },
    theme: { type: String, value: 'danger' },
    most: { type: Number, value: 100 },
    waiting: { type: Boolean, value: false },
    failure: { type: String, value: '' },
  },
  data: {
    reason: '',
    /** The field for 其他 is there. */
    asks: false,
    fieldError: '',
  },
  observers: {
    'subject, question'() {
      this.setData({ reason: '', asks: false, fieldError: '' })
    },
  },
  methods: {
    onReason(event: WechatMiniprogram.CustomEvent<{ reason: string; asks: boolean }>) {
      const { reason, asks } = event.detail
      this.setData({ reason, asks, fieldError: '' })
    },
    onConfirm() {
      if (this.data.waiting) return
      const { question, reason } = this.data
      const missing = question === '' ? sentenceOf('ACCOUNT_REASON_REQUIRED') : words.pickReason
      if (reason === '') this.setData({ fieldError: missing })
      else this.triggerEvent('confirm', { reason })
    },
    onClose() {
      if (!this.data.waiting) this.triggerEvent('close')
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose()
    },
  },
})
