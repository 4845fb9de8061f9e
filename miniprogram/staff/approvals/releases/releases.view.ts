import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { visitCard, type VisitCardView } from '../../../components/visit-card/visit-card.view'
import type { Fact } from '../../../components/fact-list/fact-list'
import { addedFields, type Addition } from '../../../domain/visit/addition'
import { dayOf, type Day } from '../../../domain/values/days'
import { formatPlate } from '../../../domain/values/plates'
import { formatMoment, formatRange } from '../../../locales/days'
import { releaseFieldWords } from '../../../locales/zh/release'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { approvalsReleasesWords } from '../../../locales/zh/pages/approvals-releases'

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

/** What would change, from what to what. */
export function changesOf(
  visit: { lastDay: Day; plate: string | null },
  wanted: { lastDay: Day; plate: string | null },
  today: Day,
): Fact[] {
  const { lastDay, plate, noPlate, fromTo } = approvalsReleasesWords.change
  const dayWords = (day: Day): string => formatRange(day, day, today)
  const plateWords = (number: string | null): string => (number === null ? noPlate : formatPlate(number))
  return addedFields(visit as Addition, wanted as Addition).map((field) =>
    field === 'lastDay'
      ? { label: lastDay, words: fromTo(dayWords(visit.lastDay), dayWords(wanted.lastDay)) }
      : { label: plate, words: fromTo(plateWords(visit.plate), plateWords(wanted.plate)), figures: true },
  )
}

function askedFor(
  { field, reason, wantedFirstDay, wantedLastDay, wantedPlate, visit }: ReleaseRow,
  today: Day,
) {
  if (field === 'cancel')
    return {
      sentence: CANCEL_ASKED,
      wanted: reason === null ? '' : approvalsReleasesWords.wanted(reason),
      letGo: approvalsReleasesWords.letGo,
    }
  if (field === 'change')
    return {
      sentence: CHANGE_ASKED,
      wanted: changesOf(visit, { lastDay: wantedLastDay, plate: wantedPlate }, today)
        .map(({ label, words }) => `${label}：${words}`)
        .concat(reason === null ? [] : [approvalsReleasesWords.wanted(reason)])
        .join('\n'),
      letGo: approvalsReleasesWords.agree,
    }
  return {
    sentence: approvalsReleasesWords.askedForSentence(releaseFieldWords[field]),
    wanted: approvalsReleasesWords.askedForWanted(formatRange(wantedFirstDay, wantedLastDay, today)),
    letGo: approvalsReleasesWords.askedForLetGo,
  }
}

export const CANCEL_ASKED = approvalsReleasesWords.cancelasked
export const CANCEL_CONSEQUENCE = approvalsReleasesWords.cancelconsequence
export const CHANGE_ASKED = approvalsReleasesWords.change.asked
export const CHANGE_CONSEQUENCE = approvalsReleasesWords.change.consequence

/** What an answer is told as. */
export const answeredWords = (field: ReleaseRow['field'], release: boolean): string =>
  field === 'change'
    ? release
      ? approvalsReleasesWords.change.agreed
      : approvalsReleasesWords.change.refused
    : field === 'cancel'
      ? release
        ? approvalsReleasesWords.answeredWords
        : approvalsReleasesWords.keptForVisitor
      : release
        ? approvalsReleasesWords.releasedToOther
        : approvalsReleasesWords.keptFromOther

/** Open requests to let a booking go: what collides, which days are wanted, what stands in the way (spec 2). */
export function releasesView({ list, answering, refused, now }: ReleasesState): ReleasesView {
  const today = dayOf(now)
  return {
    stage: listStage(list),
    cards: list.rows.map((row) => ({
      id: row.id,
      ...askedFor(row, today),
      moment: approvalsReleasesWords.moment(formatMoment(row.askedAt, now)),
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

function consequenceOf({ field, visit }: Pick<ReleaseRow, 'field' | 'visit'>): string {
  if (field === 'cancel') return CANCEL_CONSEQUENCE
  if (field === 'change') return CHANGE_CONSEQUENCE
  if (visit.state === 'approved') return approvalsReleasesWords.consequenceOf
  if (visit.state === 'pending') return approvalsReleasesWords.releaseConsequence
  return approvalsReleasesWords.alreadyFree
}
