import { statefulPage } from '../../../behaviors/stateful-page'
import { ask } from '../../../api/ask'
import { call } from '../../../api/call'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf } from '../../../api/api-error'
import { openPrivacyGuide } from '../../../api/privacy-guide'
import { loadMe } from '../../../api/session'
import { nameTabs } from '../../../api/tab-names'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { passagesWait } from '../../../device-storage/waiting-passages'
import { removeEverything } from '../../../device-storage/storage'
import { initialMine, mineView, type MineTarget } from './mine.view'
import { controlWords } from '../../../locales/controls'
import { mineWords } from '../../../locales/pages/mine'

/** Who I am, what I may do, what this phone keeps. */
Page(
  statefulPage(
    { initial: initialMine, view: mineView },
    {
      key: null as IdempotencyKey | null,

      onLoad() {
        nameTabs()
        void wx.setNavigationBarTitle({ title: mineWords().title })
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

      /** The platform hands out a code; the number behind it is resolved on the server. */
      async onPhoneNumber(event: WechatMiniprogram.ButtonGetPhoneNumber) {
        const { code } = event.detail as { code?: string }
        if (code === undefined || this.state.binding) return
        this.render({ binding: true, bindRefused: '' })
        try {
          const { name, unitName } = await call(
            'staff.bind',
            { code },
            { idempotencyKey: this.key ?? undefined },
          )
          this.render({ binding: false })
          void wx.showToast({
            title: mineWords().onPhoneNumberTitle(name, unitName),
            icon: 'none',
            duration: 2500,
          })
          await this.load()
        } catch (thrown) {
          this.render({ binding: false, bindRefused: asApiError(thrown).message })
        }
      },

      onRow(event: WechatMiniprogram.BaseEvent) {
        const addresses: Record<MineTarget, () => string> = {
          approvals: routes.approvals,
          gate: routes.gateScan,
          vehicles: routes.vehicles,
          office: routes.office,
          setup: routes.setup,
          console: routes.console,
          emergency: routes.emergencyReports,
          presence: routes.presence,
          propose: routes.blacklistPropose,
          account: routes.askAccount,
          deputy: routes.deputy,
          reminders: routes.reminders,
          invitations: routes.invitations,
          releases: routes.releases,
          activities: routes.activities,
          standing: routes.standingPasses,
          hostVisits: routes.hostVisits,
          hostCode: routes.hostCode,
          unitCode: routes.unitCode,
        }
        void openPage(addresses[event.currentTarget.dataset.target as MineTarget]())
      },

      onHelp() {
        void openPage(routes.help())
      },

      onContacts() {
        void openPage(routes.contacts())
      },

      onOwnData() {
        void openPage(routes.ownData())
      },

      onStanding() {
        void openPage(routes.claimStanding())
      },

      onPrivacy() {
        openPrivacyGuide()
      },

      async onClearPhone() {
        if (await passagesWait()) {
          const { notClearedTitle: title, passagesWait: content } = mineWords()
          void wx.showModal({ title, content, showCancel: false, confirmText: controlWords().ok })
          return
        }
        const { confirm } = await ask({
          title: mineWords().onClearPhoneTitle,
          content: mineWords().onClearPhoneContent,
          confirmText: mineWords().onClearPhoneConfirmText,
          cancelText: controlWords().cancel,
        })
        if (!confirm) return
        if (await removeEverything()) void wx.showToast({ title: mineWords().clearedPhone, icon: 'success' })
        else
          void wx.showModal({
            title: mineWords().notClearedTitle,
            content: mineWords().notClearedContent,
            showCancel: false,
            confirmText: controlWords().ok,
          })
      },

      async load() {
        this.render({ loading: true })
        try {
          const me = await loadMe()
          this.render({ me, failure: null, loading: false })
          if (me.staffName !== null) await this.loadAsked()
        } catch (thrown) {
          this.render({ me: null, failure: failureOf(thrown), loading: false })
        }
      },

      /** Without an answer the row offers to ask, and the page behind it says what is so. */
      async loadAsked() {
        try {
          this.render({ asked: (await call('account.asked', {})).request })
        } catch (thrown) {
          console.warn('account.asked', asApiError(thrown).code)
        }
      },
    },
  ),
)
