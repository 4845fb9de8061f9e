import type { LoadFailure } from '../../../api/api-error'
import type { Me, VisitRow } from '../../../../contract'
import { hasMore, listStage, type PagedList } from '../../../api/paged-list'
import { visitCard, type VisitCardView } from '../../../components/visit-card/visit-card.view'
import type { Tab } from '../../../components/tabs/tabs'
import { countWords } from '../../../components/tabs/tabs.view'
import type { Day } from '../../../domain/values/days'
import type { VisitList } from './wanted-list'
import { recordsListWords } from '../../../locales/pages/records-list'

export interface RecordsState {
  chosen: VisitList
  list: PagedList<VisitRow>
  today: Day
  /** How many there are of each; null: not known yet. */
  counts: Me['waiting'] | null
}

export interface RecordsView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof recordsListWords>['labels']
  chosen: VisitList
  tabs: Tab<VisitList>[]
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: VisitCardView[]
  failure: LoadFailure | null
  waiting: boolean
  /** Beneath the last row: still loading, how to go on, or that this is all. */
  end: 'loading' | 'failed' | 'more' | 'all'
  empty: { sentence: string; advice: string; action: string }
}

const tabs = (): ReadonlyArray<Tab<VisitList>> => [
  { value: 'pending', label: recordsListWords().tabsLabel },
  { value: 'approved', label: recordsListWords().approved },
  { value: 'returned', label: recordsListWords().returned },
  { value: 'ended', label: recordsListWords().ended },
]

const emptyLists = (): Readonly<Record<VisitList, RecordsView['empty']>> => ({
  pending: {
    sentence: recordsListWords().pendingSentence,
    advice: recordsListWords().pendingAdvice,
    action: recordsListWords().pendingAction,
  },
  approved: {
    sentence: recordsListWords().approvedSentence,
    advice: recordsListWords().approvedAdvice,
    action: recordsListWords().pendingAction,
  },
  returned: {
    sentence: recordsListWords().returnedSentence,
    advice: recordsListWords().returnedBookings,
    action: '',
  },
  ended: {
    sentence: recordsListWords().endedSentence,
    advice: recordsListWords().endedAdvice,
    action: recordsListWords().pendingAction,
  },
})

/** Neither to come nor over. */
const nothing = (): RecordsView['empty'] => ({
  sentence: recordsListWords().nothingSentence,
  advice: recordsListWords().pendingAdvice,
  action: recordsListWords().pendingAction,
})

/** Own bookings by state (spec 8). */
export function recordsView({ chosen, list, today, counts }: RecordsState): RecordsView {
  return {
    words: recordsListWords().labels,
    chosen,
    tabs: tabs().map((tab) => ({ ...tab, count: countOf(tab.value, counts) })),
    stage: listStage(list),
    cards: list.rows.map((row) => visitCard(row, today)),
    failure: list.failure,
    waiting: list.loading,
    end: list.failure !== null ? 'failed' : list.loading ? 'loading' : hasMore(list) ? 'more' : 'all',
    empty:
      counts !== null && chosen === 'ended' && firstFilled(counts) === 'ended'
        ? nothing()
        : emptyLists()[chosen],
  }
}

/** Nobody counts what is over. */
function countOf(list: VisitList, counts: RecordsState['counts']): string {
  const count = list === 'ended' ? 0 : (counts?.[list] ?? 0)
  return countWords(count)
}

/** The first tab with something in it (spec 8); what is over may be found when nothing is left to come. */
export const firstFilled = (counts: Me['waiting']): VisitList =>
  tabs().find(({ value }) => countOf(value, counts) !== '')?.value ?? 'ended'
