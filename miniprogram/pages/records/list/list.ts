import { listPage } from '../../../behaviors/list-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { emptyList } from '../../../api/paged-list'
import { routes } from '../../../config/routes'
import { dayOf } from '../../../domain/values/days'
import { recordsView, type RecordsState } from './list.view'
import { takeWantedList, type VisitList } from './wanted-list'

const untouched = (): RecordsState => ({ chosen: 'pending', list: emptyList(), today: dayOf(serverNow()) })

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
      onShow() {
        const wanted = takeWantedList()
        if (wanted !== null && wanted !== this.state.chosen) this.choose(wanted)
        else void this.reload()
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: VisitList }>) {
        if (event.detail.value !== this.state.chosen) this.choose(event.detail.value)
      },

      onOpen(event: WechatMiniprogram.CustomEvent<{ visitId: string }>) {
        void wx.navigateTo({ url: routes.visit(event.detail.visitId) })
      },

      onBook() {
        void wx.navigateTo({ url: routes.booking() })
      },

      choose(chosen: VisitList) {
        this.render({ chosen, list: emptyList() })
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        void this.reload()
      },
    },
  ),
)
