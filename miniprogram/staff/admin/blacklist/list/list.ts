import { call } from '../../../../api/call'
import { serverNow } from '../../../../api/clock'
import { emptyList, loadMore, reload, type PagedList } from '../../../../api/paged-list'
import { routes } from '../../../../config/routes'
import type { BlacklistRow } from '../words'
import { listGestures } from '../../../../pages/list-gestures'
import { blacklistView, initialBlacklist, type BlacklistState, type BlacklistTab } from './list.view'

/** Persons and plates on the blacklist, what waits for a second person first (spec 5.4). */
Page({
  data: blacklistView(initialBlacklist()),
  state: initialBlacklist(),

  ...listGestures,

  onLoad() {
    this.state = initialBlacklist()
  },

  onShow() {
    void this.reload()
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ value: BlacklistTab }>) {
    const tab = event.detail.value
    if (tab === this.state.tab) return
    this.show({ tab, list: emptyList() })
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    void this.reload()
  },

  onOpen(event: WechatMiniprogram.BaseEvent) {
    void wx.navigateTo({ url: routes.blacklistEntry(event.currentTarget.dataset.id as string) })
  },

  onPropose() {
    void wx.navigateTo({ url: routes.blacklistPropose() })
  },

  reload(): Promise<void> {
    return reload(this.state.list, this.loader(), this.shower())
  },

  more(): Promise<void> {
    return loadMore(this.state.list, this.loader(), this.shower())
  },

  loader() {
    const list = this.state.tab
    return (cursor: string | null) => call('blacklist.list', { list, cursor })
  },

  /** An answer that comes after another tab was chosen is dropped. */
  shower() {
    const { tab } = this.state
    return (list: PagedList<BlacklistRow>) => {
      if (this.state.tab === tab) this.show({ list })
    }
  },

  show(change: Partial<BlacklistState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(blacklistView(this.state))
  },
})
