import type { LoadFailure } from '../../../api/api-error'
import type { Input, Output } from '../../../../contract'
import { emptyList, hasMore, listStage, type PagedList } from '../../../api/paged-list'
import { visitCard, type VisitCardView } from '../../../components/visit-card/visit-card.view'
import { dayOf } from '../../../domain/values/days'
import { visitWords } from '../../../locales/visit'
import { hostVisitsWords } from '../../../locales/zh/pages/host-visits'
import type { Tab } from '../../../components/tabs/tabs'
import { countedTabs } from '../../../components/tabs/tabs.view'

export type HostTab = Input<'host.visits'>['list']
type HostedRow = Output<'host.visits'>['rows'][number]

export interface HostedState {
  tab: HostTab
  list: PagedList<HostedRow>
  /** Id of the booking whose word is being given; empty: none. */
  answering: string
  refused: { id: string; sentence: string }
  now: number
}

export const initialHosted = (): HostedState => ({
  tab: 'pending',
  list: emptyList(),
  answering: '',
  refused: { id: '', sentence: '' },
  now: 0,
})

export interface HostedView {
  tab: HostTab
  tabs: Tab<HostTab>[]
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Array<{
    id: string
    visit: VisitCardView
    word: string
    icon: string
    mayConfirm: boolean
    mayDeny: boolean
    refused: string
  }>
  busy: boolean
  failure: LoadFailure | null
  waiting: boolean
  /** Beneath the last row; empty while it loads. */
  end: string
  empty: { sentence: string; advice: string }
}

const TABS: HostedView['tabs'] = [
  { value: 'pending', label: hostVisitsWords.tabsLabel },
  { value: 'approved', label: hostVisitsWords.approved },
]

const EMPTY: Readonly<Record<HostTab, HostedView['empty']>> = {
  pending: { sentence: hostVisitsWords.pendingSentence, advice: hostVisitsWords.pendingAdvice },
  approved: { sentence: hostVisitsWords.approvedSentence, advice: hostVisitsWords.approvedAdvice },
}

const ICONS = { none: 'help-circle', confirmed: 'check-circle', denied: 'close-circle' } as const

/** Bookings that name the caller as host, and the word they may give (spec 3). */
export function hostedView({ tab, list, answering, refused, now }: HostedState): HostedView {
  const today = dayOf(now)
  return {
    tab,
    tabs: countedTabs(TABS, list.counts),
    stage: listStage(list),
    cards: list.rows.map((row) => {
      const open = row.state === 'pending' || row.state === 'approved'
      return {
        id: row.id,
        visit: visitCard(row, today, { headedBy: 'name' }),
        word:
          row.hostConfirmation === 'none'
            ? hostVisitsWords.cardsWord
            : visitWords().hostConfirmations[row.hostConfirmation],
        icon: ICONS[row.hostConfirmation],
        mayConfirm: open && row.hostConfirmation !== 'confirmed',
        mayDeny: open && row.hostConfirmation !== 'denied',
        refused: refused.id === row.id ? refused.sentence : '',
      }
    }),
    busy: answering !== '',
    failure: list.failure,
    waiting: list.loading,
    end: list.loading
      ? ''
      : list.failure !== null
        ? hostVisitsWords.end(list.failure)
        : hasMore(list)
          ? hostVisitsWords.hostedViewEnd
          : hostVisitsWords.noMore,
    empty: EMPTY[tab],
  }
}
