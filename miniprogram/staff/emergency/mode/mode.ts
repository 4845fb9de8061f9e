import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError } from '../../../api/api-error'
import { routes } from '../../../config/routes'
import { initialMode, modeView, type ModeState } from './mode.view'

/** The office switches the phone reports on and off, with a reason (spec 5.6). */
Page({
  data: modeView(initialMode()),
  state: initialMode(),
  key: null as IdempotencyKey | null,

  onLoad() {
    this.state = initialMode()
    this.key = idempotencyKey()
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    await wx.stopPullDownRefresh()
  },

  onRetry() {
    void this.load()
  },

  onReports() {
    void wx.navigateTo({ url: routes.emergencyReports() })
  },

  onSwitch() {
    this.show({ sheetOpen: true, refused: '' })
  },

  onCloseSheet() {
    this.show({ sheetOpen: false })
  },

  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { mode, sending } = this.state
    if (mode === null || sending) return
    const on = !mode.on
    this.show({ sending: true, refused: '' })
    try {
      const { reason } = event.detail
      await call('emergency.switch', { on, reason }, { idempotencyKey: this.key ?? undefined })
      this.show({ sending: false, sheetOpen: false })
      void wx.showToast({ title: on ? '已开启，指挥中心可以登记来电' : '已关闭电话报备', icon: 'none' })
      await this.load()
    } catch (thrown) {
      const refusal = asApiError(thrown)
      this.show({ sending: false, refused: refusal.message })
      if (refusal.code !== 'EMERGENCY_SWITCHED') return
      this.show({ sheetOpen: false })
      void wx.showToast({ title: refusal.message, icon: 'none' })
      await this.load()
    }
  },

  async load() {
    this.show({ loading: true, failure: '' })
    try {
      this.show({ mode: await call('emergency.get', {}), loading: false })
    } catch (thrown) {
      // An old state of the switch would mislead.
      this.show({ mode: null, failure: asApiError(thrown).message, loading: false })
    }
  },

  show(change: Partial<ModeState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(modeView(this.state))
  },
})
