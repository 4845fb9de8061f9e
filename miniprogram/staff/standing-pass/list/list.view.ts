import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { dayOf } from '../../../domain/values/days'
import { formatDay, formatRange } from '../../../locales/days'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { standingWords } from '../../locales/standing'
import { standingOf, warningOf, type StandingRow } from '../../locales/standing-state'

type DueUnit = Output<'standing.due'>['units'][number]

export interface StandingListState {
  list: PagedList<StandingRow>
  /** Own units whose list has to be confirmed. */
  due: DueUnit[]
  /** Approvers apply and confirm; the office answers. */
  mayApply: boolean
  office: boolean
  /** Of the office: only what it has to answer. */
  waitingOnly: boolean
  busy: boolean
  refused: string
  now: number
}

export interface StandingListView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Array<{
    id: string
    why: string
    state: string
    icon: string
    asked: boolean
    days: string
    whose: string
    warning: string
  }>
  /** Units whose list has to be confirmed, with until when. */
  confirmations: Array<{ unitId: string; unitName: string; words: string }>
  mayApply: boolean
  office: boolean
  waitingOnly: boolean
  busy: boolean
  refused: string
  failure: LoadFailure | null
  waiting: boolean
  end: ListEnd
}

export const initialStandingList = (): StandingListState => ({
  ...{
    list: emptyList(),
    due: [],
    mayApply: false,
    office: false,
    waitingOnly: true,
    busy: false,
    refused: '',
  },
  now: 0,
})

/** Standing passes of the caller's units, or of all for the office (spec 4.4). */
export function standingListView(state: StandingListState): StandingListView {
  const { list, due, mayApply, office, waitingOnly, busy, refused, now } = state
  const today = dayOf(now)
  return {
    stage: listStage(list),
    cards: list.rows.map((row) => ({
      id: row.id,
      why: row.why,
      ...standingOf(row),
      asked: row.state === 'asked' || row.renewalUntil !== null,
      days: formatRange(row.firstDay, row.lastDay, today),
      whose: standingWords.askedBy(row.unitName, row.applicantName),
      warning: warningOf(row, today),
    })),
    confirmations: due.map(({ unitId, unitName, until }) => ({
      unitId,
      unitName,
      words: standingWords.confirmUntil(formatDay(until, today)),
    })),
    ...{ mayApply, office, waitingOnly, busy, refused },
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
  }
}
