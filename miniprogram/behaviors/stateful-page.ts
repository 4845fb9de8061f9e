import { inBlocks, longList } from './long-list'
import { drawingAtFirst } from './row-blocks'
import { viewChanges } from './view-changes'

/** What is shown on a page, and of what. */
export interface StateDefinition<State extends object, View extends object> {
  /** The state of a page that was just opened. */
  initial: () => State
  /** What the screen shows of it. */
  view: (state: NoInfer<State>) => View
  /** What of the state is read anew at every rendering, such as the server's time, and what follows from it. */
  moment?: (state: NoInfer<State>) => Partial<NoInfer<State>>
  /** Name of a list in the view that may grow long: it is drawn in blocks (long-list.ts). */
  longList?: keyof NoInfer<View> & string
}

type PagePart<View extends object> = WechatMiniprogram.Page.InstanceProperties &
  WechatMiniprogram.Page.InstanceMethods<View & WechatMiniprogram.Page.DataOption> & { data: View }

/** `this` in the methods of a stateful page. */
export type StatefulThis<State extends object, View extends object> = PagePart<View> & {
  state: State
  /** Changes the state, and shows what that changes on the screen. */
  render(change: Partial<State>): void
}

type Runtime = StatefulThis<object, Record<string, unknown>> &
  StateDefinition<object, Record<string, unknown>> & {
    /** Of a page with a long list. */
    viewInBlocks?: (view: Record<string, unknown>) => Record<string, unknown>
  }

/** The platform's half: a fresh state for every page that is opened, and rendering. */
const stateful = Behavior({
  lifetimes: {
    created() {
      const page = this as unknown as Runtime
      page.state = page.initial()
    },
  },
  methods: {
    render(change: object) {
      const page = this as unknown as Runtime
      const state = { ...page.state, ...change }
      page.state = { ...state, ...page.moment?.(state) }
      const view = page.view(page.state)
      const changes = viewChanges(page.data, page.viewInBlocks?.(view) ?? view)
      if (Object.keys(changes).length > 0) page.setData(changes)
    },
  },
})

export type PageOptions = WechatMiniprogram.Page.Options<
  WechatMiniprogram.Page.DataOption,
  WechatMiniprogram.Page.CustomOption
>

/**
 * Options for `Page()` of a page that shows a view of its state. Its own methods and fields stand in `own`; they call
 * `render` with what changed. A method of the page stands in for one of a behavior.
 */
export function statefulPage<State extends object, View extends object, Own extends object>(
  definition: StateDefinition<State, View>,
  own: Own & Partial<WechatMiniprogram.Page.ILifetime> & ThisType<Own & StatefulThis<State, View>>,
): PageOptions {
  return withState(definition, own)
}

/** The same with further behaviors, which find `definition` on the page. */
export function withState<State extends object, View extends object>(
  definition: StateDefinition<State, View>,
  own: object,
  behaviors: readonly string[] = [],
): PageOptions {
  const state = definition.initial()
  const view = definition.view(state)
  const { longList: list } = definition
  // An instance gets a state of its own before anything is called on it.
  const fields = { ...definition, ...own, state }
  if (list === undefined) return { ...fields, data: view, behaviors: [stateful, ...behaviors] }
  return {
    ...fields,
    data: inBlocks(view as Record<string, unknown>, list, drawingAtFirst()),
    behaviors: [stateful, longList, ...behaviors],
    onPageScroll(this: { lookForRows(): void }) {
      this.lookForRows()
    },
  }
}
