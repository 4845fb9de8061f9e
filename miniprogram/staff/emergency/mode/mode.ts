import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError } from '../../../api/api-error'
import { routes } from '../../../config/routes'
import { initialMode, modeView } from './mode.view'
import { emergencyModeWords } from '../../../locales/zh/pages/emergency-mode'

/** The office switches the phone reports on and off, with a reason (spec 5.6). */
Page(
  statefulPage(
    {
      initial: initialMode,
      view: modeView,
      moment: () => ({ now: serverNow() }),
    },
    {
      key: null as IdempotencyKey | null,

      onLoad() {
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
        this.render({ sheetOpen: true, refused: '' })
      },

      onCloseSheet() {
        this.render({ sheetOpen: false })
      },

      async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
        const { mode, sending } = this.state
        if (mode === null || sending) return
        const on = !mode.on
        this.render({ sending: true, refused: '' })
        try {
          const { reason } = event.detail
          await call('emergency.switch', { on, reason }, { idempotencyKey: this.key ?? undefined })
          this.render({ sending: false, sheetOpen: false })
          void wx.showToast({
            title: on ? emergencyModeWords.onReasonTitle : emergencyModeWords.emergencyClosed,
            icon: 'none',
          })
          await this.load()
        } catch (thrown) {
          const refusal = asApiError(thrown)
          this.render({ sending: false, refused: refusal.message })
          if (refusal.code !== 'EMERGENCY_SWITCHED') return
          this.render({ sheetOpen: false })
          void wx.showToast({ title: refusal.message, icon: 'none' })
          await this.load()
        }
      },

      async load() {
        this.render({ loading: true, failure: '' })
        try {
          this.render({ mode: await call('emergency.get', {}), loading: false })
        } catch (thrown) {
          // An old state of the switch would mislead.
          this.render({ mode: null, failure: asApiError(thrown).message, loading: false })
        }
      },
    },
  ),
)
