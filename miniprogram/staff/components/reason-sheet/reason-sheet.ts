import { sentenceOf } from '../../../locales/errors'
import { composedReason } from './composed-reason'
import { componentsReasonSheetWords } from '../../../locales/zh/pages/components-reason-sheet'

/**
 * Names a step that can't be taken lightly, asks for its reason, picked or typed, and confirms it once. Fires `confirm` {reason} and
 * `close`. What was typed stays through a failed try; another `subject` begins anew.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** Whom or what it is about, so that a reason never lands on the next one. */
    subject: { type: String, value: '' },
    heading: { type: String, value: '' },
    explanation: { type: String, value: '' },
    placeholder: { type: String, value: componentsReasonSheetWords.giveReason },
    /** Reasons that one tap picks; empty: it is typed. */
    choices: { type: Array, value: [] as string[] },
    action: { type: String, value: '' },
    theme: { type: String, value: 'danger' },
    most: { type: Number, value: 100 },
    waiting: { type: Boolean, value: false },
    failure: { type: String, value: '' },
  },
  data: {
    picked: '',
    options: [] as { words: string; chosen: boolean }[],
    reason: '',
    fieldError: '',
  },
  observers: {
    'choices, picked'(choices: string[], picked: string) {
      this.setData({ options: choices.map((words) => ({ words, chosen: words === picked })) })
    },
    subject() {
      this.setData({ picked: '', reason: '', fieldError: '' })
    },
  },
  methods: {
    /** Another tap on what is picked takes it back. */
    onPick(event: WechatMiniprogram.TouchEvent) {
      if (this.data.waiting) return
      const words = event.currentTarget.dataset.words as string
      this.setData({ picked: words === this.data.picked ? '' : words, fieldError: '' })
    },
    onType(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ reason: event.detail.value, fieldError: '' })
    },
    onConfirm() {
      if (this.data.waiting) return
      const reason = composedReason(this.data.picked, this.data.reason)
      if (reason === '') this.setData({ fieldError: sentenceOf('ACCOUNT_REASON_REQUIRED') })
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
