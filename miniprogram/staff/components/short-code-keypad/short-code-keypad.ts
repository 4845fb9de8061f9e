import { keypadView, typeCharacter, type CodeKind } from './short-code-keypad.view'

/**
 * Types a short code with a thumb in a glove: own large keys, no letters that look alike. Fires `check` with {code},
 * `number` when the visitor tells the number of a phone report instead, and `close`. It begins anew whenever it opens.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: { typed: '', view: keypadView('') },
  observers: {
    visible(visible: boolean) {
      if (visible) this.show('')
    },
  },
  methods: {
    onKind(event: WechatMiniprogram.TouchEvent) {
      if ((event.currentTarget.dataset.kind as CodeKind) === 'number') this.triggerEvent('number')
    },
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
      const { typed, view } = this.data
      if (view.complete) this.triggerEvent('check', { code: typed })
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
