import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { emptyList, loadMore, reload, type PagedList } from '../../../api/paged-list'
import { asApiError } from '../../../api/api-error'
import { listGestures } from '../../list-gestures'
import { hostedView, initialHosted, type HostedRow, type HostedState, type HostTab } from './visits.view'

/** Visits to me: 确有预约 or 不认识 (spec 3). The approver sees the word; it decides nothing by itself. */
Page({
  data: hostedView(initialHosted()),
  state: initialHosted(),
  key: idempotencyKey(),

  ...listGestures,

  onLoad() {
    this.state = initialHosted()
    this.key = idempotencyKey()
  },

  onShow() {
    void this.reload()
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ value: HostTab }>) {
    const tab = event.detail.value
    if (tab === this.state.tab) return
    this.show({ tab, list: emptyList() })
    void this.reload()
  },

  async onWord(event: WechatMiniprogram.BaseEvent) {
    if (this.state.answering !== '') return
    const { id, word } = event.currentTarget.dataset as { id: string; word: 'confirmed' | 'denied' }
    this.show({ answering: id, refused: { id: '', sentence: '' } })
    try {
      await call('host.confirm', { visitId: id, word }, { idempotencyKey: this.key })
      this.show({ answering: '' })
      void wx.showToast({ title: '已告诉审批人', icon: 'none' })
      await this.reload()
    } catch (thrown) {
      this.show({ answering: '', refused: { id, sentence: asApiError(thrown).message } })
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
    return (cursor: string | null) => call('host.visits', { list, cursor })
  },

  /** An answer that comes after another tab was chosen is dropped. */
  shower() {
    const { tab } = this.state
    return (list: PagedList<HostedRow>) => {
      if (this.state.tab === tab) this.show({ list })
    }
  },

  show(change: Partial<HostedState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(hostedView(this.state))
  },
})
