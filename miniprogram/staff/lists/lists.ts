import { failureOf } from '../../api/api-error'
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
        void this.begin()
      },

      async begin() {
        try {
          const lists = listsOf(await knownMe())
          this.render({ lists, tab: lists[0] ?? this.state.tab })
          await this.reload()
        } catch (thrown) {
          this.render({ list: { ...emptyList(), failure: failureOf(thrown) } })
        }
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: RecordListName }>) {
        const tab = event.detail.value
        if (tab === this.state.tab) return
        this.render({ tab, list: emptyList() })
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        void this.reload()
      },

      onRetry() {
        void (this.state.lists.length === 0 ? this.begin() : this.reload())
      },
    },
  ),
)
