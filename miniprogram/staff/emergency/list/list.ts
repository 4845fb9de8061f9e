import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { emptyList, loadMore, reload, type PagedList } from '../../../api/paged-list'
import { asApiError } from '../../../api/api-error'
import { routes } from '../../../config/routes'
import { dayOf } from '../../../domain/values/days'
import { listGestures } from '../../../pages/list-gestures'
import { initialReports, reportsView, type Report, type ReportList, type ReportsState } from './list.view'

/** Phone reports: the calls recorded, and going through them afterwards (spec 5.6). */
Page({
  data: reportsView(initialReports()),
  state: initialReports(),
  key: null as IdempotencyKey | null,

  ...listGestures,

  onLoad() {
    this.state = initialReports()
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
    void wx.navigateTo({ url: routes.emergencyReport() })
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ value: ReportList }>) {
    const tab = event.detail.value
    if (tab === this.state.tab) return
    this.show({ tab, list: emptyList() })
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
    const { confirm } = await wx.showModal({
      title: `${report.number} 相符`,
      content: '登记的访客、被访人和车辆与实际一致？核对后不能再改。',
      confirmText: '相符',
    })
    if (confirm) await this.send(report.id, true, '')
  },

  onAsk(event: WechatMiniprogram.BaseEvent) {
    const report = this.reportOf(event)
    if (report !== undefined && !this.state.sending) this.open(report.id, false)
  },

  open(working: string, matching: boolean) {
    this.show({ working, matching, sheetOpen: true, refused: { id: '', sentence: '' } })
  },

  onCloseSheet() {
    this.show({ sheetOpen: false })
  },

  onNote(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    void this.send(this.state.working, this.state.matching, event.detail.reason)
  },

  async send(visitId: string, matched: boolean, note: string) {
    this.show({ working: visitId, sending: true, refused: { id: '', sentence: '' } })
    try {
      await call('emergency.reconcile', { visitId, matched, note }, { idempotencyKey: this.key ?? undefined })
      this.show({ sending: false, sheetOpen: false })
      void wx.showToast({ title: matched ? '已核对' : '已转为待说明', icon: 'none' })
      await this.reload()
    } catch (thrown) {
      const refusal = asApiError(thrown)
      this.show({ sending: false, refused: { id: visitId, sentence: refusal.message } })
      if (refusal.code !== 'EMERGENCY_RECONCILED') return
      this.show({ sheetOpen: false })
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
        (mode) => this.show({ mode }),
        () => this.show({ mode: null }),
      ),
    ])
  },

  reload(): Promise<void> {
    return reload(this.state.list, this.loader(), this.shower())
  },

  more(): Promise<void> {
    return loadMore(this.state.list, this.loader(), this.shower())
  },

  loader() {
    const { tab } = this.state
    return (cursor: string | null) => call('emergency.list', { list: tab, cursor })
  },

  /** An answer that comes after another tab was chosen is dropped. */
  shower() {
    const { tab } = this.state
    return (list: PagedList<Report>) => {
      if (this.state.tab === tab) this.show({ list })
    }
  },

  show(change: Partial<ReportsState>) {
    const now = serverNow()
    this.state = { ...this.state, ...change, now, today: dayOf(now) }
    this.setData(reportsView(this.state))
  },
})
