import { listPage } from '../../../behaviors/list-page'
import { call } from '../../../api/call'
import { asApiError } from '../../../api/api-error'
import { serverNow } from '../../../api/clock'
import { askQuietly } from '../../../api/consent'
import { emptyList } from '../../../api/paged-list'
import { loadMe, meAtHand } from '../../../api/session'
import { routes } from '../../../config/routes'
import { nameTabs } from '../../../api/tab-names'
import { openPage } from '../../../api/open-page'
import { dayOf } from '../../../domain/values/days'
import { recordsListWords } from '../../../locales/pages/records-list'
import { firstFilled, recordsView, type RecordsState } from './list.view'
import { takeWantedList, type VisitList } from './wanted-list'

/** Opens on the first tab with something in it, as far as the phone knows. */
function untouched(): RecordsState {
  const counts = meAtHand()?.waiting ?? null
  const chosen = counts === null ? 'pending' : firstFilled(counts)
  return { chosen, list: emptyList(), today: dayOf(serverNow()), counts }
}

Page(
  listPage(
    {
      initial: untouched,
      view: recordsView,
      longList: 'cards',
      loadPage: ({ chosen: list }, cursor) => call('visit.list', { list, cursor }),
      listKey: ({ chosen }) => [chosen],
    },
    {
      /** Nobody has chosen a tab yet. */
      untouched: true,

      onLoad() {
        nameTabs()
        void wx.setNavigationBarTitle({ title: recordsListWords().title })
      },

      onShow() {
        const wanted = takeWantedList()
        if (wanted !== null) this.untouched = false
        if (wanted !== null && wanted !== this.state.chosen) this.choose(wanted)
        else void this.reload()
        // Asked at the same moment as the list, it crosses the network with it.
        void this.count()
      },

      async onPullDownRefresh() {
        await Promise.all([this.reload(), this.count()])
        await wx.stopPullDownRefresh()
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: VisitList }>) {
        this.untouched = false
        if (event.detail.value !== this.state.chosen) this.choose(event.detail.value)
      },

      onOpen(event: WechatMiniprogram.CustomEvent<{ visitId: string }>) {
        askQuietly('decision')
        void openPage(routes.visit(event.detail.visitId))
      },

      onBook() {
        void openPage(routes.booking())
      },

      /** A page that was opened before anything was known moves on to where something is. */
      async count() {
        try {
          const { waiting: counts } = await loadMe()
          this.render({ counts })
          const filled = firstFilled(counts)
          if (this.untouched && filled !== this.state.chosen) this.choose(filled)
        } catch (thrown) {
          // The list itself says what is wrong with the connection.
          console.warn('me', asApiError(thrown).code)
        }
      },

      choose(chosen: VisitList) {
        this.render({ chosen, list: emptyList() })
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        void this.reload()
      },
    },
  ),
)
