import type { RefusalCardView } from './refusal-card.view'

/** Shows a RefusalCardView; telephone numbers are one tap, `act` and `second` are fired by the buttons. */
Component({
  properties: {
    card: { type: Object, value: {} as RefusalCardView },
  },
  methods: {
    onCall(event: WechatMiniprogram.BaseEvent) {
      // Rejects when the caller thinks better of it.
      wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone as string }).catch(() => undefined)
    },
    onAct() {
      this.triggerEvent('act')
    },
    onSecond() {
      this.triggerEvent('second')
    },
  },
})
