import type { VisitRow } from '../../../../contract'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { emptyList, loadMore, reload, type PagedList } from '../../../api/paged-list'
import { routes } from '../../../config/routes'
import { dayOf } from '../../../domain/values/days'
import { listGestures } from '../../list-gestures'
import { recordsView, type RecordsState } from './list.view'
import { takeWantedList, type VisitList } from './wanted-list'

const untouched = (): RecordsState => ({ chosen: 'pending', list: emptyList(), today: dayOf(serverNow()) })

Page({
  data: recordsView(untouched()),
  state: untouched(),

  ...listGestures,

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
    this.change({ chosen, list: emptyList() })
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    void this.reload()
  },

  reload(): Promise<void> {
    return reload(this.state.list, this.loader(), this.shower())
  },

  more(): Promise<void> {
    return loadMore(this.state.list, this.loader(), this.shower())
  },

  loader() {
    const list = this.state.chosen
    return (cursor: string | null) => call('visit.list', { list, cursor })
  },

  /** An answer that comes after another tab was chosen is dropped. */
  shower() {
    const { chosen } = this.state
    return (list: PagedList<VisitRow>) => {
      if (this.state.chosen === chosen) this.change({ list, today: dayOf(serverNow()) })
    }
  },

  change(part: Partial<RecordsState>) {
    this.state = { ...this.state, ...part }
    this.setData(recordsView(this.state))
  },
})
