import { KEYS, keypadView, typeCharacter } from './short-code-keypad.view'

/**
 * Types a short code with a thumb in a glove: own large keys, no letters that look alike. Fires `check` with {code}
 * (8 characters) and `close`. It begins anew whenever it opens.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: { keys: KEYS, typed: '', view: keypadView('') },
  observers: {
    visible(visible: boolean) {
      if (visible) this.show('')
    },
  },
  methods: {
    onKey(event: WechatMiniprogram.TouchEvent) {
      this.show(typeCharacter(this.data.typed, event.currentTarget.dataset.character as string))
    },
    onErase() {
      this.show(this.data.typed.slice(0, -1))
    },
    onClear() {
      this.show('')
    },
    onCheck() {
      if (this.data.view.complete) this.triggerEvent('check', { code: this.data.typed })
    },
    onClose() {
      this.triggerEvent('close')
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose()
    },
    show(typed: string) {
      this.setData({ typed, view: keypadView(typed) })
    },
  },
})
