import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { daysFact } from '../../../components/fact-list/fact-list.view'
import { gateGroups, type GateGroup } from '../../../components/gate-list/gate-list.view'
import { dayOf } from '../../../domain/values/days'
import { formatMoment, formatRange } from '../../../locales/days'
import { purposeWords } from '../../../locales/purposes'
import { activityHours, activityWords } from '../../locales/activities'
import { activityReasons, type ReasonQuestion } from '../../locales/picked-reasons'
import { standingOf } from '../activity-words'

export type ActivityDetail = Output<'activity.get'>
/** What a reason or text is asked for. */
export type SheetKind = 'refuse' | 'cancel' | 'tell'

export interface ActivityState {
  detail: ActivityDetail | null
  failure: LoadFailure | null
  /** Short-lived address of the code's picture; empty: there is none (yet). */
  codeUrl: string
  sheet: SheetKind
  sheetOpen: boolean
  busy: boolean
  refused: string
  now: number
}

export const initialActivity = (now = 0): ActivityState => ({
  ...{ detail: null, failure: null, codeUrl: '', sheet: 'tell', sheetOpen: false, busy: false, refused: '' },
  now,
})

export interface ActivityView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  title: string
  state: string
  icon: string
  /** What has to happen first, or why it ended; empty: nothing to say. */
  advice: string
  facts: Fact[]
  gates: GateGroup[]
  /** Places taken of all, and who waits; empty before it was approved. */
  taken: string
  waiting: string
  codeUrl: string
  mayAnswer: boolean
  mayClose: boolean
  mayCancel: boolean
  mayTell: boolean
  mayImport: boolean
  sheet: (typeof activityWords)['refuse'] & { question: ReasonQuestion | '' }
  sheetOpen: boolean
  busy: boolean
  refused: string
  shareTitle: string
}

/** One activity for who looks after it: the plan, how many come, the code, and what can be done (spec 4.2). */
export function activityView(state: ActivityState): ActivityView {
  const { detail, failure } = state
  const row = detail?.activity ?? null
  const standing = row === null ? { state: '', icon: '' } : standingOf(row)
  const allowed = detail?.allowedActions
  const begun = row !== null && row.state !== 'asked' && row.state !== 'refused'
  return {
    stage: detail !== null ? 'ready' : failure === null ? 'loading' : 'failed',
    failure,
    title: row?.title ?? '',
    ...standing,
    advice: detail === null ? '' : adviceOf(detail),
    facts: detail === null ? [] : factsOf(detail, state.now),
    gates: detail === null ? [] : gateGroups(detail.gates, detail.purposeClass, detail.plan.asksPlate),
    taken: detail === null || !begun ? '' : activityWords.taken(detail.taken, detail.plan.quota),
    waiting: detail === null || detail.waiting === 0 ? '' : activityWords.waiting(detail.waiting),
    codeUrl: state.codeUrl,
    mayAnswer: allowed?.answer === true,
    mayClose: allowed?.close === true,
    mayCancel: allowed?.cancel === true,
    mayTell: allowed?.message === true,
    mayImport: allowed?.addGuests === true,
    sheet: { ...activityWords[state.sheet], question: activityReasons[state.sheet] },
    sheetOpen: state.sheetOpen,
    busy: state.busy,
    refused: state.refused,
    shareTitle: row === null ? '' : activityWords.shareTitle(row.title),
  }
}

function adviceOf({ activity, allowedActions, answer, cancelled }: ActivityDetail): string {
  if (allowedActions.needsColleague) return activityWords.needsColleague
  if (activity.state === 'asked' && !allowedActions.answer) return activityWords.waitsForOffice
  return cancelled ?? answer ?? ''
}

function factsOf(
  { activity, plan, purposeWords: words, answeredBy, message }: ActivityDetail,
  now: number,
): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words })
  return [
    daysFact(activityWords.days, formatRange(plan.firstDay, plan.lastDay, dayOf(now))),
    fact(activityWords.hours, activityHours(plan.hours)),
    fact(activityWords.purpose, purposeWords(words)),
    fact(activityWords.unit, activity.unitName),
    fact(activityWords.organiser, activity.organiserName),
    fact(activityWords.car, plan.asksPlate ? activityWords.carYes : activityWords.carNo),
    ...(plan.question === '' ? [] : [fact(activityWords.question, plan.question)]),
    ...(answeredBy === null ? [] : [fact(activityWords.answeredBy, answeredBy)]),
    ...(message === null
      ? []
      : [fact(activityWords.message, `${formatMoment(message.at, now)} ${message.text}`)]),
  ]
}

/** Whether its code may be shown: guests can do something with it. */
export const hasCode = ({ activity }: ActivityDetail): boolean => activity.state === 'open' && !activity.over
