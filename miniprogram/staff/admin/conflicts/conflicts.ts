import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { loadMore, reload, type PagedList } from '../../../api/paged-list'
import { listGestures } from '../../../pages/list-gestures'
import { conflictsView, initialConflicts, type ConflictRow, type ConflictsState } from './conflicts.view'

/** What the office has to look at after a time without a network: who passed against the rules, and what to do. */
Page({
  data: conflictsView(initialConflicts()),
  state: initialConflicts(),

  ...listGestures,

  onLoad() {
    this.state = initialConflicts()
    void this.reload()
  },

  reload(): Promise<void> {
    return reload(this.state.list, this.page, (list) => this.showList(list))
  },

  more(): Promise<void> {
    return loadMore(this.state.list, this.page, (list) => this.showList(list))
  },

  page(cursor: string | null) {
    return call('gate.conflicts', { cursor })
  },

  showList(list: PagedList<ConflictRow>) {
    this.show({ list })
  },

  show(change: Partial<ConflictsState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(conflictsView(this.state))
  },
})
