import type { VisitRow } from '../../../../contract'
import { hasMore, listStage, type PagedList } from '../../../api/paged-list'
import { visitCard, type VisitCardView } from '../../../components/visit-card/visit-card.view'
import type { Day } from '../../../domain/values/days'
import type { VisitList } from './wanted-list'

export interface RecordsState {
  chosen: VisitList
  list: PagedList<VisitRow>
  today: Day
}

export interface RecordsView {
  chosen: VisitList
  tabs: Array<{ value: VisitList; label: string }>
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: VisitCardView[]
  failure: string
  waiting: boolean
  /** Beneath the last row: still loading, how to go on, or that this is all. */
  end: 'loading' | 'failed' | 'more' | 'all'
  empty: { sentence: string; advice: string; action: string }
}

const TABS: RecordsView['tabs'] = [
  { value: 'pending', label: '待审批' },
  { value: 'approved', label: '已通过' },
  { value: 'returned', label: '已退回' },
  { value: 'ended', label: '已结束' },
]

const EMPTY: Readonly<Record<VisitList, RecordsView['empty']>> = {
  pending: { sentence: '没有等待审批的预约', advice: '要来访时，提前预约即可', action: '预约来访' },
  approved: { sentence: '没有已通过的预约', advice: '审批通过后，通行码会出现在这里', action: '预约来访' },
  returned: { sentence: '没有被退回的预约', advice: '被退回的预约可以修改后重新提交', action: '' },
  ended: { sentence: '没有已结束的预约', advice: '结束的预约可以一键再次预约', action: '' },
}

/** Own bookings by state (spec 8). */
export function recordsView({ chosen, list, today }: RecordsState): RecordsView {
  return {
    chosen,
    tabs: TABS,
    stage: listStage(list),
    cards: list.rows.map((row) => visitCard(row, today)),
    failure: list.failure,
    waiting: list.loading,
    end: list.failure !== '' ? 'failed' : list.loading ? 'loading' : hasMore(list) ? 'more' : 'all',
    empty: EMPTY[chosen],
  }
}
