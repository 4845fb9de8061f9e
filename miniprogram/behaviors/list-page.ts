import { loadMore, reload, type LoadPage, type PagedList } from '../api/paged-list'
import { withState, type PageOptions, type StateDefinition, type StatefulThis } from './stateful-page'

interface ListState {
  list: PagedList<{ id: string }>
}
type RowOf<State extends ListState> = State['list']['rows'][number]

/** What a page with a list that pages by cursor says of itself besides (spec 8). */
export interface ListDefinition<State extends ListState, View extends object> extends StateDefinition<
  State,
  View
> {
  /** One page of the list that the state says; `cursor` null: the first. */
  loadPage: (state: NoInfer<State>, cursor: string | null) => ReturnType<LoadPage<RowOf<NoInfer<State>>>>
  /** Which list the state says, such as its tab; an answer for another one is dropped. Without it there is only one. */
  listKey?: (state: NoInfer<State>) => readonly unknown[]
}

/** What a list page can do, from its methods. */
export interface ListMethods {
  /** The list from its beginning, and one page more of it. A page may do something else in their stead. */
  reload(): Promise<void>
  more(): Promise<void>
  reloadList(): Promise<void>
  moreOfList(): Promise<void>
}

type Runtime = StatefulThis<ListState, Record<string, unknown>> &
  ListDefinition<ListState, Record<string, unknown>> &
  ListMethods & {
    /** How often the list was begun anew: what was asked for before that is of another one. */
    begun: number
  }

/** A page that is read in steps reads on in the list that the state said at first. */
function loadPageOf(page: Runtime): LoadPage<{ id: string }> {
  const { state } = page
  return (cursor) => page.loadPage(state, cursor)
}

/** Shows a list unless the page shows another one by now, or this one read anew. */
function setList(page: Runtime): (list: ListState['list']) => void {
  const { begun } = page
  const key = page.listKey?.(page.state) ?? []
  return (list) => {
    const current = page.listKey?.(page.state) ?? []
    if (begun === page.begun && key.every((part, index) => part === current[index])) page.render({ list })
  }
}

/** The platform's half: what people do with every list: pull it down, reach its end, tap beneath it, try again. */
const listed = Behavior({
  lifetimes: {
    created() {
      ;(this as unknown as Runtime).begun = 0
    },
  },
  methods: {
    reloadList(): Promise<void> {
      const page = this as unknown as Runtime
      page.begun++
      return reload(page.state.list, loadPageOf(page), setList(page))
    },
    moreOfList(): Promise<void> {
      const page = this as unknown as Runtime
      return loadMore(page.state.list, loadPageOf(page), setList(page))
    },
    reload(): Promise<void> {
      return this.reloadList()
    },
    more(): Promise<void> {
      return this.moreOfList()
    },
    async onPullDownRefresh() {
      await this.reload()
      await wx.stopPullDownRefresh()
    },
    onReachBottom() {
      void this.more()
    },
    onMore() {
      void this.more()
    },
    onRetry() {
      void this.reload()
    },
  },
})

/** Options for `Page()` of a stateful page whose state holds a `list`. */
export function listPage<State extends ListState, View extends object, Own extends object>(
  definition: ListDefinition<State, View>,
  own: Own &
    Partial<WechatMiniprogram.Page.ILifetime> &
    ThisType<Own & ListMethods & StatefulThis<State, View>>,
): PageOptions {
  return withState(definition, own, [listed])
}
