import { controlWords } from '../../locales/controls'

/**
 * A button. TDesign's own sends itself its classes as soon as it is there and with every change; a list has dozens. Fires
 * `tap` unless it is disabled or waits, and `getphonenumber` as the platform's.
 */
Component({
  properties: {
    /** `primary`, `danger` or `default`. */
    theme: { type: String, value: 'default' },
    /** `base`, `outline` or `text`. */
    variant: { type: String, value: 'base' },
    /** `large`, `medium` or `small`. */
    size: { type: String, value: 'medium' },
    /** As wide as there is room. */
    block: { type: Boolean, value: false },
    icon: { type: String, value: '' },
    loading: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
    openType: { type: String, value: '' },
    ariaLabel: { type: String, value: '' },
  },
  methods: {
    onTap() {
      if (!this.data.disabled && !this.data.loading) this.triggerEvent('tap')
    },
    /** Who refuses knows it; that WeChat gave none, as when the month's numbers are used up, is said. */
    onPhoneNumber(event: WechatMiniprogram.CustomEvent<{ code?: string; errMsg?: string }>) {
      const { code, errMsg = '' } = event.detail
      if (code === undefined && !/deny|cancel/.test(errMsg))
        void wx.showToast({ title: controlWords().noNumber, icon: 'none', duration: 3000 })
      this.triggerEvent('getphonenumber', event.detail)
    },
  },
})
