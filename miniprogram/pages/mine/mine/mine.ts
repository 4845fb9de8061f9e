import { statefulPage } from '../../../behaviors/stateful-page'
import type { HostRow } from '../../../../contract'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { askConsent } from '../../../api/consent'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError } from '../../../api/api-error'
import { openPrivacyGuide } from '../../../api/privacy-guide'
import { loadMe } from '../../../api/session'
import { routes } from '../../../config/routes'
import { dayOf } from '../../../domain/values/days'
import { removeEverything } from '../../../device-storage/storage'
import { initialMine, mineView, type MineTarget } from './mine.view'
import { mineWords } from '../../../locales/zh/pages/mine'

/** Who I am, what I may do, who stands in for me, which messages I still get, what this phone keeps. */
Page(
  statefulPage(
    { initial: () => initialMine(dayOf(serverNow())), view: mineView },
    {
      keys: {} as Record<'bind' | 'deputy', IdempotencyKey>,

      onLoad() {
        this.keys = { bind: idempotencyKey(), deputy: idempotencyKey() }
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
          const { name, unitName } = await call('staff.bind', { code }, { idempotencyKey: this.keys.bind })
          this.render({ binding: false })
          void wx.showToast({
            title: mineWords.onPhoneNumberTitle(name, unitName),
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
          invitations: routes.invitations,
          releases: routes.releases,
          activities: routes.activities,
          standing: routes.standingPasses,
          hostVisits: routes.hostVisits,
          hostCode: routes.hostCode,
          unitCode: routes.unitCode,
        }
        void wx.navigateTo({ url: addresses[event.currentTarget.dataset.target as MineTarget]() })
      },

      onFindDeputy() {
        void wx.navigateTo({
          url: routes.hostSearch(),
          events: {
            chosen: (host: HostRow) =>
              this.render({ naming: { ...this.state.naming, host }, deputyRefused: '' }),
          },
        })
      },

      onFirstDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        const firstDay = event.detail.value
        const { lastDay } = this.state.naming
        this.render({
          naming: { ...this.state.naming, firstDay, lastDay: lastDay < firstDay ? firstDay : lastDay },
          deputyRefused: '',
        })
      },

      onLastDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ naming: { ...this.state.naming, lastDay: event.detail.value }, deputyRefused: '' })
      },

      async onNameDeputy() {
        const { host, firstDay, lastDay } = this.state.naming
        if (host !== null)
          await this.setDeputy({ staffId: host.hostId, firstDay, lastDay }, mineWords.onNameDeputy)
      },

      async onEndDeputy() {
        const { confirm } = await wx.showModal({
          title: mineWords.onEndDeputyTitle,
          content: mineWords.onEndDeputyContent(this.state.deputy?.name ?? ''),
          confirmText: mineWords.onEndDeputyTitle,
        })
        if (confirm) await this.setDeputy(null, mineWords.onEndDeputy)
      },

      async setDeputy(input: { staffId: string; firstDay: string; lastDay: string } | null, done: string) {
        if (this.state.savingDeputy) return
        this.render({ savingDeputy: true, deputyRefused: '' })
        try {
          const { deputy } = await call('deputy.set', input, { idempotencyKey: this.keys.deputy })
          this.render({ deputy, savingDeputy: false, naming: { ...this.state.naming, host: null } })
          void wx.showToast({ title: done, icon: 'success' })
        } catch (thrown) {
          this.render({ savingDeputy: false, deputyRefused: asApiError(thrown).message })
        }
      },

      async onMoreReminders(event: WechatMiniprogram.BaseEvent) {
        const purpose = event.currentTarget.dataset.purpose as 'newBooking' | 'decision'
        const allowed = await askConsent(purpose)
        const { me } = this.state
        if (allowed === 0 || me === null) return
        // The server learns of it at the same moment; counting here saves asking it.
        const id = me.templates[purpose]
        this.render({ me: { ...me, consents: { ...me.consents, [id]: (me.consents[id] ?? 0) + allowed } } })
      },

      onHelp() {
        void wx.navigateTo({ url: routes.help() })
      },

      onContacts() {
        void wx.navigateTo({ url: routes.contacts() })
      },

      onOwnData() {
        void wx.navigateTo({ url: routes.ownData() })
      },

      onStanding() {
        void wx.navigateTo({ url: routes.claimStanding() })
      },

      onPrivacy() {
        openPrivacyGuide()
      },

      async onClearPhone() {
        const { confirm } = await wx.showModal({
          title: mineWords.onClearPhoneTitle,
          content: mineWords.onClearPhoneContent,
          confirmText: mineWords.onClearPhoneConfirmText,
        })
        if (!confirm) return
        if (await removeEverything()) void wx.showToast({ title: mineWords.clearedPhone, icon: 'success' })
        else
          void wx.showModal({
            title: mineWords.notClearedTitle,
            content: mineWords.notClearedContent,
            showCancel: false,
          })
      },

      async load() {
        this.render({ loading: true })
        try {
          const me = await loadMe()
          this.render({ me, failure: '', loading: false })
          await Promise.all([
            me.staffName === null ? undefined : this.loadAsked(),
            me.approver && this.loadDeputy(),
          ])
        } catch (thrown) {
          this.render({ me: null, failure: asApiError(thrown).message, loading: false })
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

      async loadDeputy() {
        try {
          this.render({ deputy: (await call('deputy.get', {})).deputy })
        } catch (thrown) {
          this.render({ deputyRefused: asApiError(thrown).message })
        }
      },
    },
  ),
)
