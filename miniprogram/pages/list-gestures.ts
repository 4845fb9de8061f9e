/** What a page with a paged list has of its own: the list from its beginning, and one page more of it. */
interface ListPage {
  reload(): Promise<unknown>
  more(): Promise<unknown>
}

/**
 * What people do with every list (spec 8): pull it down, reach its end, tap beneath it, try again. Spread into a page
 * before its own methods, which may stand in for one of these.
 */
export const listGestures = {
  async onPullDownRefresh(this: ListPage) {
    await this.reload()
    await wx.stopPullDownRefresh()
  },

  onReachBottom(this: ListPage) {
    void this.more()
  },

  onMore(this: ListPage) {
    void this.more()
  },

  onRetry(this: ListPage) {
    void this.reload()
  },
}
