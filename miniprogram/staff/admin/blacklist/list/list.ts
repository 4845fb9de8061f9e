import { listPage } from '../../../../behaviors/list-page'
import { call } from '../../../../api/call'
import { serverNow } from '../../../../api/clock'
import { emptyList } from '../../../../api/paged-list'
import { openPage } from '../../../../api/open-page'
import { routes } from '../../../../config/routes'
import { blacklistView, initialBlacklist, type BlacklistTab } from './list.view'

/** Persons and plates on the blacklist, what waits for a second person first (spec 5.4). */
Page(
  listPage(
    {
      initial: initialBlacklist,
      view: blacklistView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: ({ tab: list }, cursor) => call('blacklist.list', { list, cursor }),
      listKey: ({ tab }) => [tab],
    },
    {
      onLoad() {},

      onShow() {
        void this.reload()
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: BlacklistTab }>) {
        const tab = event.detail.value
        if (tab === this.state.tab) return
        this.render({ tab, list: emptyList(this.state.list.counts) })
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        void this.reload()
      },

      onOpen(event: WechatMiniprogram.BaseEvent) {
        void openPage(routes.blacklistEntry(event.currentTarget.dataset.id as string))
      },

      onPropose() {
        void openPage(routes.blacklistPropose())
      },
    },
  ),
)
