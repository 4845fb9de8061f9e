import type { VisitRow } from '../../../../contract'
import { hasMore, listStage, type PagedList } from '../../../api/paged-list'
import { visitCard, type VisitCardView } from '../../../components/visit-card/visit-card.view'
import type { Day } from '../../../domain/values/days'
import type { VisitList } from './wanted-list'
import { recordsListWords } from '../../../locales/zh/pages/records-list'

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
  { value: 'pending', label: recordsListWords.tabsLabel },
  { value: 'approved', label: recordsListWords.approved },
  { value: 'returned', label: recordsListWords.returned },
  { value: 'ended', label: recordsListWords.ended },
]

const EMPTY: Readonly<Record<VisitList, RecordsView['empty']>> = {
  pending: {
    sentence: recordsListWords.pendingSentence,
    advice: recordsListWords.pendingAdvice,
    action: recordsListWords.pendingAction,
  },
  approved: {
    sentence: recordsListWords.approvedSentence,
    advice: recordsListWords.approvedAdvice,
    action: recordsListWords.pendingAction,
  },
  returned: {
    sentence: recordsListWords.returnedSentence,
    advice: recordsListWords.returnedBookings,
    action: '',
  },
  ended: { sentence: recordsListWords.endedSentence, advice: recordsListWords.endedAdvice, action: '' },
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
