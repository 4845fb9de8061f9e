import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf } from '../../../api/api-error'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { OPEN_PASSES, type OpenPasses } from '../../../domain/emergency/emergency'
import { initialMode, modeView } from './mode.view'
import { emergencyModeWords } from '../../locales/emergency-mode'

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
        void openPage(routes.emergencyReports())
      },

      async onSwitch() {
        const closes = this.state.mode?.on === true
        const openPasses = closes ? await askOpenPasses() : 'keep'
        if (openPasses !== null) this.render({ sheetOpen: true, openPasses, refused: '' })
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
          const given = on ? { on, reason } : { on, reason, openPasses: this.state.openPasses }
          await call('emergency.switch', given, { idempotencyKey: this.key ?? undefined })
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
        this.render({ loading: true, failure: null })
        try {
          this.render({ mode: await call('emergency.get', {}), loading: false })
        } catch (thrown) {
          // An old state of the switch would mislead.
          this.render({ mode: null, failure: failureOf(thrown), loading: false })
        }
      },
    },
  ),
)

/** What becomes of the numbers that were given out; null: the office thought better of it. */
async function askOpenPasses(): Promise<OpenPasses | null> {
  try {
    const itemList = OPEN_PASSES.map((each) => emergencyModeWords.openPasses[each])
    const { tapIndex } = await wx.showActionSheet({ alertText: emergencyModeWords.askOpenPasses, itemList })
    return OPEN_PASSES[tapIndex] ?? null
  } catch {
    return null
  }
}
