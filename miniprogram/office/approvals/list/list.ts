import { call } from '../../../cloud/call'
import { serverNow } from '../../../cloud/clock'
import { askConsent } from '../../../cloud/consent'
import { asRefusal } from '../../../cloud/refusal'
import { loadMe } from '../../../cloud/session'
import { routes } from '../../../config/routes'
import { approvalsView, initialApprovals, type ApprovalsState, type ApprovalTab } from './list.view'

/** The approver's queue: 待审批, 审核通过, 已退回 (spec 8). */
Page({
  data: approvalsView(initialApprovals()),
  state: initialApprovals(),
  /** Grows with every load, so that the late answer of a tab already left is dropped. */
  turn: 0,

  onLoad() {
    this.state = initialApprovals()
    this.turn = 0
    void this.loadRules()
  },

  /** Also after a decision: what was decided has left its tab. */
  onShow() {
    void this.refresh()
  },

  async onPullDownRefresh() {
    await this.refresh()
    void wx.stopPullDownRefresh()
  },

  onReachBottom() {
    if (this.state.next !== null && !this.state.waiting) void this.load(this.state.next)
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ value: ApprovalTab }>) {
    const tab = event.detail.value
    if (tab === this.state.tab) return
    this.show({ tab, rows: null, next: null, failure: '' })
    void this.load(null)
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
    await Promise.all([this.loadMe(), this.load(null)])
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

  /** The page of rows at `cursor`; null: the first, which replaces all. */
  async load(cursor: string | null) {
    const turn = ++this.turn
    this.show({ waiting: true })
    try {
      const { rows, next } = await call('approval.list', { list: this.state.tab, cursor })
      if (turn !== this.turn) return
      const before = cursor === null ? [] : (this.state.rows ?? [])
      this.show({ rows: [...before, ...rows], next, failure: '', waiting: false })
    } catch (thrown) {
      if (turn === this.turn) this.show({ failure: asRefusal(thrown).message, waiting: false })
    }
  },

  show(change: Partial<ApprovalsState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(approvalsView(this.state))
  },
})
