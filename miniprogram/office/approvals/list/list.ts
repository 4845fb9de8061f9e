import type { VisitRow } from '../../../../contract'
import { call } from '../../../cloud/call'
import { serverNow } from '../../../cloud/clock'
import { askConsent } from '../../../cloud/consent'
import { emptyList, loadMore, reload, type PagedList } from '../../../cloud/paged-list'
import { asRefusal } from '../../../cloud/refusal'
import { loadMe } from '../../../cloud/session'
import { routes } from '../../../config/routes'
import { approvalsView, initialApprovals, type ApprovalsState, type ApprovalTab } from './list.view'

/** The approver's queue: 待审批, 审核通过, 已退回 (spec 8). */
Page({
  data: approvalsView(initialApprovals()),
  state: initialApprovals(),

  onLoad() {
    this.state = initialApprovals()
    void this.loadRules()
  },

  /** Also after a decision: what was decided has left its tab. */
  onShow() {
    void this.refresh()
  },

  async onPullDownRefresh() {
    await this.refresh()
    await wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.more()
  },

  onMore() {
    void this.more()
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ value: ApprovalTab }>) {
    const tab = event.detail.value
    if (tab === this.state.tab) return
    this.show({ tab, list: emptyList() })
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    void this.reload()
  },

  onOpen(event: WechatMiniprogram.CustomEvent<{ visitId: string }>) {
    void wx.navigateTo({ url: routes.approval(event.detail.visitId) })
  },

  onRetry() {
    void this.refresh()
  },

  async onMoreReminders() {
    const allowed = await askConsent('newBooking')
    const { me } = this.state
    if (allowed === 0 || me === null) return
    // The server learns of it at the same moment; counting here saves asking it.
    const id = me.templates.newBooking
    this.show({ me: { ...me, consents: { ...me.consents, [id]: (me.consents[id] ?? 0) + allowed } } })
  },

  async refresh() {
    await Promise.all([this.loadMe(), this.reload()])
  },

  async loadMe() {
    try {
      this.show({ me: await loadMe() })
    } catch (thrown) {
      // The list itself says what is wrong with the connection; the banner keeps what was known.
      console.warn('me', asRefusal(thrown).code)
    }
  },

  /** Without its rules the list has no hints; the booking itself still shows them. */
  async loadRules() {
    try {
      this.show({ rules: await call('visit.options', {}) })
    } catch (thrown) {
      console.warn('visit.options', asRefusal(thrown).code)
    }
  },

  reload(): Promise<void> {
    return reload(this.state.list, this.loader(), this.shower())
  },

  more(): Promise<void> {
    return loadMore(this.state.list, this.loader(), this.shower())
  },

  loader() {
    const list = this.state.tab
    return (cursor: string | null) => call('approval.list', { list, cursor })
  },

  /** An answer that comes after another tab was chosen is dropped. */
  shower() {
    const { tab } = this.state
    return (list: PagedList<VisitRow>) => {
      if (this.state.tab === tab) this.show({ list })
    }
  },

  show(change: Partial<ApprovalsState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(approvalsView(this.state))
  },
})
