import { controlWords } from '../../locales/controls'

/** A telephone number and whose it is. */
export interface Contact {
  name: string
  phone: string
}

/** Numbers that are called with one tap. */
Component({
  properties: {
    calls: { type: Array, value: [] as Contact[] },
  },
  data: { words: controlWords() },
  methods: {
    onCall(event: WechatMiniprogram.BaseEvent) {
      // Rejects when the caller thinks better of it.
      wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone as string }).catch(() => undefined)
    },
  },
})
