import { codeOf, keypadView, typeCharacter, type CodeKind } from './short-code-keypad.view'

/**
 * Types a short code, or the number of a phone report, with a thumb in a glove: own large keys, no letters that look
 * alike. Fires `check` with {code} and `close`. It begins anew whenever it opens.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: { typed: '', kind: 'short' as CodeKind, view: keypadView('', 'short') },
  observers: {
    visible(visible: boolean) {
      if (visible) this.show('', 'short')
    },
  },
  methods: {
    onKind(event: WechatMiniprogram.TouchEvent) {
      this.show('', event.currentTarget.dataset.kind as CodeKind)
    },
    onKey(event: WechatMiniprogram.TouchEvent) {
      const { typed, kind } = this.data
      this.show(typeCharacter(typed, event.currentTarget.dataset.character as string, kind), kind)
    },
    onErase() {
      this.show(this.data.typed.slice(0, -1), this.data.kind)
    },
    onClear() {
      this.show('', this.data.kind)
    },
    onCheck() {
      const { typed, kind, view } = this.data
      if (view.complete) this.triggerEvent('check', { code: codeOf(typed, kind) })
    },
    onClose() {
      this.triggerEvent('close')
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose()
    },
    show(typed: string, kind: CodeKind) {
      this.setData({ typed, kind, view: keypadView(typed, kind) })
    },
  },
})
