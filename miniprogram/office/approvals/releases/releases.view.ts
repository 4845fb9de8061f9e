import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../cloud/paged-list'
import { visitCard, type VisitCardView } from '../../../components/visit-card/visit-card.view'
import { dayOf, formatMoment, formatRange } from '../../../domain/days'
import { RELEASE_FIELDS } from '../../../domain/release-request'
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
    wanted: string
    moment: string
    visit: VisitCardView
    /** What happens to the booking in the way. */
    consequence: string
    answering: boolean
    refused: string
  }>
  busy: boolean
  failure: string
  waiting: boolean
  end: ListEnd
}

/** Open requests to let a booking go: what collides, which days are wanted, what stands in the way (spec 2). */
export function releasesView({ list, answering, refused, now }: ReleasesState): ReleasesView {
  const today = dayOf(now)
  return {
    stage: listStage(list),
    cards: list.rows.map((row) => ({
      id: row.id,
      sentence: `其他访客的${RELEASE_FIELDS[row.field]}与这条预约相同，请求让出`,
      wanted: `对方要来：${formatRange(row.wantedFirstDay, row.wantedLastDay, today)}`,
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

export function consequenceOf({ visit }: Pick<ReleaseRow, 'visit'>): string {
  if (visit.state === 'approved') return '让出后，这条预约的通行证随即停用，访客会收到通知。'
  if (visit.state === 'pending') return '让出后，这条预约退回给访客，访客会收到通知。'
  return '这条预约已经不再占用，答复后对方即可重新提交。'
}
