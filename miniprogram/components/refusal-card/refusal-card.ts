import type { RefusalCardView } from './refusal-card.view'

/** Shows a RefusalCardView; telephone numbers are one tap, `act`, `second`, `phone` and `help` are fired by what is tapped. */
Component({
  properties: {
    card: { type: Object, value: {} as RefusalCardView },
  },
  methods: {
    onAct() {
      this.triggerEvent('act')
    },
    onHelp() {
      this.triggerEvent('help')
    },
    onPhoneNumber(event: WechatMiniprogram.ButtonGetPhoneNumber) {
      this.triggerEvent('phone', event.detail)
    },
    onSecond() {
      this.triggerEvent('second')
    },
  },
})
