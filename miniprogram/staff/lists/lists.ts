import { serverNow } from '../../api/clock'
import { emptyList } from '../../api/paged-list'
import { knownMe } from '../../api/session'
import { listPage } from '../../behaviors/list-page'
import { initialLists, listsView } from './lists.view'
import type { RecordListName } from '../locales/record-lists'
import { listsOf, recordListOf } from './record-lists'

/** Records that desk and office only look at: one page for all of them (record-lists.ts). */
Page(
  listPage(
    {
      initial: initialLists,
      view: listsView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: ({ tab }, cursor) => recordListOf(tab).load(cursor),
      listKey: ({ tab }) => [tab],
    },
    {
      onLoad() {
        void this.reload()
      },

      /** Who asks and their first list in one call. */
      async reload() {
        await Promise.all([this.nameLists(), this.reloadList()])
      },

      async nameLists() {
        if (this.state.lists.length > 0) return
        try {
          const lists = listsOf(await knownMe())
          this.render({ lists })
          if (lists[0] !== undefined && !lists.includes(this.state.tab)) this.show(lists[0])
        } catch {
          // The list says by itself what went wrong.
        }
      },

      show(tab: RecordListName) {
        this.render({ tab, list: emptyList() })
        void this.reload()
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: RecordListName }>) {
        const tab = event.detail.value
        if (tab === this.state.tab) return
        this.show(tab)
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
      },
    },
  ),
)
