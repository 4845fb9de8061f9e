import { listPage } from '../../../behaviors/list-page'
import { ask } from '../../../api/ask'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { emptyList } from '../../../api/paged-list'
import { asApiError } from '../../../api/api-error'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { dayOf } from '../../../domain/values/days'
import { initialReports, reportsView, type Report, type ReportList } from './list.view'
import { emergencyListWords } from '../../locales/emergency-list'

/** Phone reports: the calls recorded, and going through them afterwards (spec 5.6). */
Page(
  listPage(
    {
      initial: initialReports,
      view: reportsView,
      longList: 'cards',
      moment: () => ({ now: serverNow(), today: dayOf(serverNow()) }),
      loadPage: ({ tab }, cursor) => call('emergency.list', { list: tab, cursor }),
      listKey: ({ tab }) => [tab],
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

      onReport() {
        void openPage(routes.emergencyReport())
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: ReportList }>) {
        const tab = event.detail.value
        if (tab === this.state.tab) return
        this.render({ tab, list: emptyList(this.state.list.counts) })
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        void this.reload()
      },

      async onMatch(event: WechatMiniprogram.BaseEvent) {
        const report = this.reportOf(event)
        if (report === undefined || this.state.sending) return
        if (report.state === 'needsExplanation') {
          this.open(report.id, true)
          return
        }
        const { confirm } = await ask({
          title: emergencyListWords.onMatchTitle(report.number),
          content: emergencyListWords.onMatchContent,
          confirmText: emergencyListWords.onMatchConfirmText,
        })
        if (confirm) await this.send(report.id, true, '')
      },

      onAsk(event: WechatMiniprogram.BaseEvent) {
        const report = this.reportOf(event)
        if (report !== undefined && !this.state.sending) this.open(report.id, false)
      },

      open(working: string, matching: boolean) {
        this.render({ working, matching, sheetOpen: true, refused: { id: '', sentence: '' } })
      },

      onCloseSheet() {
        this.render({ sheetOpen: false })
      },

      onNote(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
        void this.send(this.state.working, this.state.matching, event.detail.reason)
      },

      async send(visitId: string, matched: boolean, note: string) {
        this.render({ working: visitId, sending: true, refused: { id: '', sentence: '' } })
        try {
          await call(
            'emergency.reconcile',
            { visitId, matched, note },
            { idempotencyKey: this.key ?? undefined },
          )
          this.render({ sending: false, sheetOpen: false })
          void wx.showToast({
            title: matched ? emergencyListWords.sendTitle : emergencyListWords.needsExplanation,
            icon: 'none',
          })
          await this.reload()
        } catch (thrown) {
          const refusal = asApiError(thrown)
          this.render({ sending: false, refused: { id: visitId, sentence: refusal.message } })
          if (refusal.code !== 'EMERGENCY_RECONCILED') return
          this.render({ sheetOpen: false })
          void wx.showToast({ title: refusal.message, icon: 'none' })
          await this.reload()
        }
      },

      reportOf(event: WechatMiniprogram.BaseEvent): Report | undefined {
        return this.state.list.rows.find(({ id }) => id === event.currentTarget.dataset.id)
      },

      async load() {
        await Promise.all([
          this.reload(),
          // Without it the list says why it failed.
          call('emergency.get', {}).then(
            (mode) => this.render({ mode }),
            () => this.render({ mode: null }),
          ),
        ])
      },
    },
  ),
)
