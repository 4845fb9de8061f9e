import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { visitCard, type VisitCardView } from '../../../components/visit-card/visit-card.view'
import { dayOf, type Day } from '../../../domain/values/days'
import { formatMoment, formatRange } from '../../../locales/days'
import { RELEASE_FIELDS } from '../../../domain/visit/release-request'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'

export type ReleaseRow = Output<'release.list'>['rows'][number]

export interface ReleasesState {
  list: PagedList<ReleaseRow>
  /** Id of the request being answered; empty: none. */
  answering: string
  /** Why the last answer was refused, and of which request. */
  refused: { id: string; sentence: string }
  now: number
}

export const initialReleases = (): ReleasesState => ({
  list: emptyList(),
  answering: '',
  refused: { id: '', sentence: '' },
  now: 0,
})

export interface ReleasesView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Array<{
    id: string
    sentence: string
    /** The days another visitor wants, or why the visitor wants it cancelled; empty: not said. */
    wanted: string
    moment: string
    visit: VisitCardView
    /** What happens to the booking in the way. */
    consequence: string
    /** What the button that lets go is called. */
    letGo: string
    answering: boolean
    refused: string
  }>
  busy: boolean
  failure: string
  waiting: boolean
  end: ListEnd
}

function askedFor({ field, reason, wantedFirstDay, wantedLastDay }: ReleaseRow, today: Day) {
  if (field === 'cancel')
    return { sentence: CANCEL_ASKED, wanted: reason === null ? '' : `原因：${reason}`, letGo: '取消预约' }
  return {
    sentence: `其他访客的${RELEASE_FIELDS[field]}与这条预约相同，请求让出`,
    wanted: `对方要来：${formatRange(wantedFirstDay, wantedLastDay, today)}`,
    letGo: '让出',
  }
}

export const CANCEL_ASKED = '访客本人请求取消这条预约'
export const CANCEL_CONSEQUENCE = '取消后，通行证随即停用，访客若在校内仍可离校。'

/** What an answer is told as. */
export const answeredWords = (field: ReleaseRow['field'], release: boolean): string =>
  field === 'cancel'
    ? release
      ? '已取消，已通知访客'
      : '已保留，已通知访客'
    : release
      ? '已让出，已通知双方'
      : '已保留，已通知对方'

/** Open requests to let a booking go: what collides, which days are wanted, what stands in the way (spec 2). */
export function releasesView({ list, answering, refused, now }: ReleasesState): ReleasesView {
  const today = dayOf(now)
  return {
    stage: listStage(list),
    cards: list.rows.map((row) => ({
      id: row.id,
      ...askedFor(row, today),
      moment: `${formatMoment(row.askedAt, now)} 提出`,
      visit: visitCard(row.visit, today, { headedBy: 'name' }),
      consequence: consequenceOf(row),
      answering: answering === row.id,
      refused: refused.id === row.id ? refused.sentence : '',
    })),
    busy: answering !== '',
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
  }
}

export function consequenceOf({ field, visit }: Pick<ReleaseRow, 'field' | 'visit'>): string {
  if (field === 'cancel') return CANCEL_CONSEQUENCE
  if (visit.state === 'approved') return '让出后，这条预约的通行证随即停用，访客会收到通知。'
  if (visit.state === 'pending') return '让出后，这条预约退回给访客，访客会收到通知。'
  return '这条预约已经不再占用，答复后对方即可重新提交。'
}
