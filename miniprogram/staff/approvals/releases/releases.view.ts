import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { visitCard, type VisitCardView } from '../../../components/visit-card/visit-card.view'
import { dayOf } from '../../../domain/values/days'
import { formatMoment } from '../../../locales/days'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { approvalsReleasesWords } from '../../../locales/zh/pages/approvals-releases'
import { releaseAsked } from '../../locales/releases'

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
  failure: LoadFailure | null
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
      ...releaseAsked(row, row.visit, today),
      moment: approvalsReleasesWords.moment(formatMoment(row.askedAt, now)),
      visit: visitCard(row.visit, today, { headedBy: 'name' }),
      answering: answering === row.id,
      refused: refused.id === row.id ? refused.sentence : '',
    })),
    busy: answering !== '',
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
  }
}
