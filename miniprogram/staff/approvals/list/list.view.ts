import type { LoadFailure } from '../../../api/api-error'
import type { ApprovalRow, Me } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { formatMoment } from '../../../locales/days'
import { WHOLE_QUEUE, type QueueFilter } from '../../../domain/visit/queue-filter'
import { tabOf } from '../../../domain/visit/visit'
import { approvalCard, type ApprovalCardView } from '../../components/approval-card/approval-card.view'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import type { Choice } from './queue-choice'
import { choiceView, sheetFailure, type ChoiceView } from './queue-choice.view'
import { filterChips, filtersNothing, type FilterChip } from './queue-filters'
import { approvalsListWords } from '../../locales/approvals-list'
import type { Tab } from '../../../components/tabs/tabs'
import { countWords } from '../../../components/tabs/tabs.view'

/** `ended` is a tab only while a search has found such bookings. */
export type ApprovalTab = 'pending' | 'approved' | 'returned' | 'ended'

/** What a search found, in all tabs at once. */
interface Found {
  text: string
  rows: ApprovalRow[]
  /** There are others: more has to be typed. */
  more: boolean
}

export interface ApprovalsState {
  me: Me | null
  tab: ApprovalTab
  filter: QueueFilter
  list: PagedList<ApprovalRow>
  /** What was typed; empty: the tab's own list is shown. */
  text: string
  /** The latest answer; null: none yet. */
  found: Found | null
  searching: boolean
  searchFailure: LoadFailure | null
  /** Null: one decides on one booking at a time. */
  choice: Choice | null
  /** The reason for sending many back is being asked for. */
  sheetOpen: boolean
  now: number
}

export interface ApprovalsView {
  tab: ApprovalTab
  tabs: Tab<ApprovalTab>[]
  text: string
  chips: FilterChip[]
  /** Null: the account works. */
  frozen: { sentence: string; advice: string } | null
  /** How many reminders are left; null when no template is set up. */
  reminders: { sentence: string; few: boolean } | null
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: ApprovalCardView[]
  failure: LoadFailure | null
  waiting: boolean
  /** Beneath the last row. */
  end: ListEnd
  /** `other`: the tab to offer when the search found something there only. */
  empty: { sentence: string; advice: string; icon: string; action: string; other: ApprovalTab | '' }
  /** That a search found more than is shown; empty otherwise. */
  moreFound: string
  /** 多选 is offered: something waits and the account may decide. */
  mayChoose: boolean
  choice: ChoiceView | null
  sheet: { open: boolean; waiting: boolean; failure: string }
}

const TABS: readonly Tab<ApprovalTab>[] = [
  { value: 'pending', label: approvalsListWords.tabsLabel },
  { value: 'approved', label: approvalsListWords.approvedTab },
  { value: 'returned', label: approvalsListWords.returned },
]
const ENDED = { value: 'ended' as const, label: approvalsListWords.ended }

type Empty = { sentence: string; advice: string; icon: string }
const EMPTY: Readonly<Record<ApprovalTab, Empty>> = {
  pending: {
    sentence: approvalsListWords.pendingSentence,
    advice: approvalsListWords.pendingAdvice,
    icon: 'task',
  },
  approved: {
    sentence: approvalsListWords.approvedSentence,
    advice: approvalsListWords.approvedAdvice,
    icon: 'check-circle',
  },
  returned: {
    sentence: approvalsListWords.returnedSentence,
    advice: approvalsListWords.returnedAdvice,
    icon: 'rollback',
  },
  ended: { sentence: approvalsListWords.endedSentence, advice: '', icon: 'history' },
}

/** Below this many an approver is asked to add reminders: a busy morning brings more bookings than that. */
const FEW_REMINDERS = 3

export const initialApprovals = (): ApprovalsState => ({
  me: null,
  tab: 'pending',
  filter: WHOLE_QUEUE,
  list: emptyList(),
  text: '',
  found: null,
  searching: false,
  searchFailure: null,
  choice: null,
  sheetOpen: false,
  now: 0,
})

export function approvalsView(state: ApprovalsState): ApprovalsView {
  const { me, tab, choice } = state
  const shown = listOfState(state)
  const frozen = frozenNotice(me, state.now)
  const ids = shown.rows.map(({ id }) => id)
  return {
    tab,
    tabs: tabsOf(state),
    text: state.text,
    chips: filterChips(state.filter),
    frozen,
    reminders: remindersOf(me),
    stage: listStage(shown),
    cards: shown.rows.map((row) => approvalCard(row, state.now, choice)),
    failure: shown.failure,
    waiting: shown.loading,
    end: listEnd(shown),
    empty: emptyOf(state),
    moreFound: moreFoundOf(state),
    mayChoose: tab === 'pending' && choice === null && frozen === null && shown.rows.length > 0,
    choice: choice === null ? null : choiceView(choice, ids, state.sheetOpen),
    sheet: {
      open: state.sheetOpen,
      waiting: choice !== null && choice.deciding !== null,
      failure: choice === null ? '' : sheetFailure(choice),
    },
  }
}

/** The rows of the tab: its own list, or what a search found of it. */
export function listOfState(state: ApprovalsState): PagedList<ApprovalRow> {
  const { text, found, tab, searching, searchFailure } = state
  if (text === '') return state.list
  const rows = found === null ? [] : found.rows.filter((row) => tabOf(row.state) === tab)
  return { rows, next: found === null ? undefined : null, loading: searching, failure: searchFailure }
}

function tabsOf(state: ApprovalsState): ApprovalsView['tabs'] {
  const { text, found, me, tab } = state
  if (text === '') return TABS.map((each) => ({ ...each, count: countOf(each.value, me) }))
  const counted = [...TABS, ENDED].map((each) => ({
    ...each,
    count: countWords(found?.rows.filter((row) => tabOf(row.state) === each.value).length ?? 0),
  }))
  return counted.filter(({ value, count }) => value !== 'ended' || count !== '' || tab === 'ended')
}

function emptyOf(state: ApprovalsState): ApprovalsView['empty'] {
  const { tab, text, found, filter } = state
  if (text !== '') {
    const other = [...TABS, ENDED].find(({ value }) =>
      found?.rows.some((row) => tabOf(row.state) === value && value !== tab),
    )
    return {
      icon: 'search',
      sentence: other ? approvalsListWords.emptyOfSentence : approvalsListWords.notFound(text),
      advice: other ? approvalsListWords.emptyOfAdvice(other.label) : approvalsListWords.searchAdvice,
      action: other ? approvalsListWords.emptyOfAction(other.label) : '',
      other: other ? other.value : '',
    }
  }
  const filtered = !filtersNothing(filter)
  return {
    ...EMPTY[tab],
    ...(filtered
      ? { sentence: approvalsListWords.nothingFits, advice: approvalsListWords.filterAdvice }
      : {}),
    action: '',
    other: '',
  }
}

const moreFoundOf = ({ text, found }: ApprovalsState): string =>
  text !== '' && found !== null && found.more ? approvalsListWords.moreFoundOf : ''

/** A frozen approver sees the queue but can't decide (spec 1); the words say why, since when, and the way out. */
export function frozenNotice(me: Me | null, now: number): { sentence: string; advice: string } | null {
  const frozen = me?.approver?.frozen ?? null
  if (frozen === null) return null
  return {
    sentence: approvalsListWords.frozenNoticeSentence(formatMoment(frozen.since, now)),
    advice: approvalsListWords.frozenMayLook(
      frozen.reason ? approvalsListWords.frozenNoticeAdvice(frozen.reason) : '',
    ),
  }
}

const countOf = (tab: ApprovalTab, me: Me | null): string =>
  tab === 'pending' ? countWords(me?.waiting.approvals ?? 0) : ''

function remindersOf(me: Me | null): { sentence: string; few: boolean } | null {
  if (me === null || me.approver === null || me.approver.frozen !== null || me.templates.newBooking === '')
    return null
  const left = me.consents[me.templates.newBooking] ?? 0
  return {
    sentence: left === 0 ? approvalsListWords.newBookingReminders : approvalsListWords.remindersLeft(left),
    few: left < FEW_REMINDERS,
  }
}
