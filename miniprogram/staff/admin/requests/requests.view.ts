import type { LoadFailure } from '../../../api/api-error'
import type { Input, Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import type { Fact } from '../../../components/fact-list/fact-list'
import { formatMoment } from '../../../locales/days'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { adminRequestsWords } from '../../../locales/zh/pages/admin-requests'
import type { Tab } from '../../../components/tabs/tabs'
import { countedTabs } from '../../../components/tabs/tabs.view'

export type RequestState = Input<'account.requests'>['state']
export type AccountRequestRow = Output<'account.requests'>['rows'][number]

export interface RequestsState {
  tab: RequestState
  list: PagedList<AccountRequestRow>
  /** Id of the request being answered; empty: none. */
  answering: string
  /** Id of the request whose refusal is being written. */
  refusing: string
  sheetOpen: boolean
  /** Why the last try was refused, and for which request. */
  refused: { id: string; sentence: string }
  now: number
}

export const initialRequests = (): RequestsState => ({
  tab: 'open',
  list: emptyList(),
  answering: '',
  refusing: '',
  sheetOpen: false,
  refused: { id: '', sentence: '' },
  now: 0,
})

export interface RequestsView {
  tab: RequestState
  tabs: Tab<RequestState>[]
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Array<{
    id: string
    name: string
    moment: string
    facts: Fact[]
    formUrl: string
    open: boolean
    answering: boolean
    refused: string
  }>
  busy: boolean
  failure: LoadFailure | null
  waiting: boolean
  end: ListEnd
  empty: { sentence: string; advice: string }
  sheet: { visible: boolean; subject: string; explanation: string; waiting: boolean; failure: string }
}

const TABS: RequestsView['tabs'] = [
  { value: 'open', label: adminRequestsWords.tabsLabel },
  { value: 'accepted', label: adminRequestsWords.opened },
  { value: 'refused', label: adminRequestsWords.notPassed },
]

const EMPTY: Readonly<Record<RequestState, RequestsView['empty']>> = {
  open: { sentence: adminRequestsWords.openSentence, advice: adminRequestsWords.openAdvice },
  accepted: { sentence: adminRequestsWords.acceptedSentence, advice: adminRequestsWords.acceptedAdvice },
  refused: { sentence: adminRequestsWords.refusedSentence, advice: adminRequestsWords.refusedAdvice },
}

export function requestsView(state: RequestsState): RequestsView {
  const { tab, list, answering, refusing, refused } = state
  const about = list.rows.find((row) => row.id === refusing)
  return {
    tab,
    tabs: countedTabs(TABS, list.counts),
    stage: listStage(list),
    cards: list.rows.map((row) => ({
      id: row.id,
      name: row.name,
      moment: adminRequestsWords.submittedAt(formatMoment(row.askedAt, state.now)),
      facts: factsOf(row),
      formUrl: row.formUrl ?? '',
      open: row.state === 'open',
      answering: answering === row.id,
      refused: refused.id === row.id && !state.sheetOpen ? refused.sentence : '',
    })),
    busy: answering !== '',
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
    empty: EMPTY[tab],
    sheet: {
      visible: state.sheetOpen,
      subject: refusing,
      explanation: about === undefined ? '' : adminRequestsWords.explanation(about.name),
      waiting: answering !== '',
      failure: refused.id === refusing ? refused.sentence : '',
    },
  }
}

function factsOf(row: AccountRequestRow): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words })
  return [
    fact(adminRequestsWords.factsOfLabel, row.unitName),
    fact(adminRequestsWords.requestReason, row.reason),
    fact(adminRequestsWords.leader, row.leaderName),
    ...(row.answer === null ? [] : [fact(adminRequestsWords.refusedReason, row.answer)]),
  ]
}
