import type { ReleaseField } from '../../domain/visit/release-request'
import { addedFields, type Addition } from '../../domain/visit/addition'
import type { VisitState } from '../../domain/visit/visit'
import type { Day } from '../../domain/values/days'
import { formatPlate } from '../../domain/values/plates'
import { formatRange } from '../../locales/days'
import { approvalsReleasesWords } from '../../locales/zh/pages/approvals-releases'
import { releaseFieldWords } from '../../locales/zh/release'

/** How a request to let a booking go is told to its approvers, on a phone and at the console (spec 2, 3). */

/** A request as its approvers have it. */
export interface AskedRelease {
  field: ReleaseField
  reason: string | null
  wantedFirstDay: Day
  wantedLastDay: Day
  wantedPlate: string | null
}

/** The booking that it is about. */
interface BookingAskedFor {
  state: VisitState
  lastDay: Day
  plate: string | null
}

/** A request in words. */
export interface AskedWords {
  sentence: string
  /** The days another visitor wants, or why the visitor wants it cancelled; empty: not said. */
  wanted: string
  /** What happens to the booking in the way. */
  consequence: string
  /** What the button that lets go is called. */
  letGo: string
}

export function releaseAsked(
  { field, reason, wantedFirstDay, wantedLastDay, wantedPlate }: AskedRelease,
  visit: BookingAskedFor,
  today: Day,
): AskedWords {
  if (field === 'cancel')
    return {
      ...{ sentence: CANCEL_ASKED, consequence: CANCEL_CONSEQUENCE, letGo: approvalsReleasesWords.letGo },
      wanted: reason === null ? '' : approvalsReleasesWords.wanted(reason),
    }
  if (field === 'change')
    return {
      ...{ sentence: CHANGE_ASKED, consequence: CHANGE_CONSEQUENCE, letGo: approvalsReleasesWords.agree },
      wanted: changesOf(visit, { lastDay: wantedLastDay, plate: wantedPlate }, today)
        .map(({ label, words }) => `${label}：${words}`)
        .concat(reason === null ? [] : [approvalsReleasesWords.wanted(reason)])
        .join('\n'),
    }
  return {
    sentence: approvalsReleasesWords.askedForSentence(releaseFieldWords[field]),
    wanted: approvalsReleasesWords.askedForWanted(formatRange(wantedFirstDay, wantedLastDay, today)),
    consequence: consequenceFor(visit.state),
    letGo: approvalsReleasesWords.askedForLetGo,
  }
}

/** What would change, from what to what. */
export function changesOf(
  visit: Pick<BookingAskedFor, 'lastDay' | 'plate'>,
  wanted: Pick<BookingAskedFor, 'lastDay' | 'plate'>,
  today: Day,
): { label: string; words: string; figures?: boolean }[] {
  const { lastDay, plate, noPlate, fromTo } = approvalsReleasesWords.change
  const dayWords = (day: Day): string => formatRange(day, day, today)
  const plateWords = (number: string | null): string => (number === null ? noPlate : formatPlate(number))
  return addedFields(visit as Addition, wanted as Addition).map((field) =>
    field === 'lastDay'
      ? { label: lastDay, words: fromTo(dayWords(visit.lastDay), dayWords(wanted.lastDay)) }
      : { label: plate, words: fromTo(plateWords(visit.plate), plateWords(wanted.plate)), figures: true },
  )
}

export const CANCEL_ASKED = approvalsReleasesWords.cancelasked
export const CANCEL_CONSEQUENCE = approvalsReleasesWords.cancelconsequence
export const CHANGE_ASKED = approvalsReleasesWords.change.asked
export const CHANGE_CONSEQUENCE = approvalsReleasesWords.change.consequence

/** What an answer is told as. */
export const answeredWords = (field: ReleaseField, release: boolean): string =>
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

function consequenceFor(state: VisitState): string {
  if (state === 'approved') return approvalsReleasesWords.consequenceOf
  if (state === 'pending') return approvalsReleasesWords.releaseConsequence
  return approvalsReleasesWords.alreadyFree
}
