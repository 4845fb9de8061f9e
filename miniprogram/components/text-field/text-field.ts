import { controlWords } from '../../locales/controls'

/**
 * A line to type in, or several (`long`), with label, field error and a clear button. Fires `type` {field, value} on every change and
 * `leave` {field} when the cursor goes elsewhere.
 *
 * The value is written back into the input only when it differs from what was typed: an echo that arrives late
 * swallows characters and moves the cursor on slow phones.
 */
Component({
  options: { multipleSlots: true, pureDataPattern: /^typed$/ },
  properties: {
    field: { type: String, value: '' },
    label: { type: String, value: '' },
    required: { type: Boolean, value: false },
    value: { type: String, value: '' },
    fieldError: { type: String, value: '' },
    hint: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** Keyboard: text, number or idcard. */
    keyboard: { type: String, value: 'text' },
    /** As high as what is typed. */
    long: { type: Boolean, value: false },
    maxlength: { type: Number, value: 60 },
  },
  data: { words: controlWords(), shown: '', typed: '', typing: false },
  observers: {
    value(value: string) {
      if (value !== this.data.typed) this.write(value)
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.report(event.detail.value)
    },
    onFocus() {
      this.setData({ typing: true })
    },
    onBlur() {
      this.setData({ typing: false })
      this.triggerEvent('leave', { field: this.data.field })
    },
    onClear() {
      this.write('')
      this.report('')
    },
    /** `shown` may lag behind the input: bring it level first, or setting an equal value would change nothing. */
    write(value: string) {
      if (this.data.shown !== this.data.typed) this.setData({ shown: this.data.typed })
      this.setData({ shown: value, typed: value })
    },
    report(value: string) {
      this.setData({ typed: value })
      this.triggerEvent('type', { field: this.data.field, value })
    },
  },
})
