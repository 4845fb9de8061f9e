import type { ActivityState } from './activity-state'
import { DomainError, fieldError, type ErrorCode, type FieldError } from '../errors'
import type { Day } from '../values/days'
import { lengthOf, readLine } from '../values/text'
import { dayOfRight, endOfRight, type RightLimits } from '../values/validity'
import type { PurposeId } from '../visit/purposes'
import type { VisitState } from '../visit/visit-state'
import { hasWayIn, type ChosenGate } from '../visit/ways-in'
import { occasionFieldErrors, type FormRules } from '../visit/visit-form'

/**
 * Activities (spec 4.2): `asked → open | refused`, `open → closed | cancelled`, `closed → cancelled`. While it is open
 * guests come in as long as its quota lasts, and wait when it doesn't. Closed, nobody joins any more, and those who have
 * a place come. Cancelled, nobody comes.
 */
export { ACTIVITY_STATES } from './activity-state'

/** Who approves an activity: the office, or the unit itself (**config**). */
export const ACTIVITY_APPROVERS = ['office', 'unit'] as const
export type ActivityApprover = (typeof ACTIVITY_APPROVERS)[number]

/** What an approver applies for. */
export interface ActivityPlan {
  title: string
  purpose: PurposeId
  firstDay: Day
  /** The last day on which its hours may begin. */
  lastDay: Day
  /** Minutes of the day between which guests come in (values/validity.ts); null: all day. */
  hours: { from: number; until: number } | null
  /** The only gates it is for; empty: those of its purpose. */
  gateIds: string[]
  quota: number
  /** Guests may come by car, and say by which. */
  asksPlate: boolean
  /** A question that guests answer besides, such as their firm; empty: none. */
  question: string
}

export interface ActivityLife extends Pick<ActivityPlan, 'lastDay' | 'hours'> {
  state: ActivityState
}

export const MAX_TITLE_LENGTH = 40
export const MAX_QUESTION_LENGTH = 20
/** As many as fit the largest hall ten times over; a number beyond it was mistyped. */
export const MAX_QUOTA = 20_000
export const MAX_MESSAGE_LENGTH = 100

/** The plan with its texts in their one spelling. */
export const normalisePlan = (plan: ActivityPlan): ActivityPlan => ({
  ...plan,
  title: readLine(plan.title),
  question: readLine(plan.question),
})

/** Everything that is wrong with a plan, each beside its field. As typed: it is normalised first. */
export function checkPlan(
  typed: ActivityPlan,
  today: Day,
  purposes: FormRules['purposes'],
  gates: readonly ChosenGate[],
): FieldError[] {
  const { title, purpose, firstDay, lastDay, hours, quota, question } = normalisePlan(typed)
  const fieldErrors: FieldError[] = []
  const add = (field: keyof ActivityPlan, code: ErrorCode): void => {
    fieldErrors.push({ field, code, details: {} })
  }
  if (title === '' || lengthOf(title) > MAX_TITLE_LENGTH) add('title', 'ACTIVITY_TITLE')
  fieldErrors.push(
    ...occasionFieldErrors({ purpose, firstDay, lastDay }, { today, latestFirstDay: null, purposes }),
  )
  if (hours !== null && hours.from === hours.until) add('hours', 'ACTIVITY_HOURS')
  if (!letsGuestsIn(typed, gates)) add('gateIds', 'GATES_LET_NOBODY_IN')
  if (!Number.isInteger(quota) || quota < 1 || quota > MAX_QUOTA)
    fieldErrors.push(fieldError('quota', 'ACTIVITY_QUOTA', { max: MAX_QUOTA }))
  if (lengthOf(question) > MAX_QUESTION_LENGTH) add('question', 'ACTIVITY_QUESTION')
  return fieldErrors
}

/** Whether its guests get in by one of its gates, in a way that it allows. */
export const letsGuestsIn = (
  { gateIds, asksPlate }: Pick<ActivityPlan, 'gateIds' | 'asksPlate'>,
  gates: readonly ChosenGate[],
): boolean => hasWayIn(gateIds, gates, { onFoot: true, byCar: asksPlate })

/** What its hours leave of the days; a field of a visit (spec 4.5). */
export const rightOfActivity = ({ hours }: Pick<ActivityPlan, 'hours'>): RightLimits | undefined =>
  hours === null ? undefined : { hours }

/** The day that counts for it at `now`: hours that go over midnight are the day's on which they began. */
export const dayOfActivity = (plan: Pick<ActivityPlan, 'hours'>, now: number): Day =>
  dayOfRight(rightOfActivity(plan) ?? {}, now)

/** Whether it is over at `now`, epoch milliseconds, as passes for it are: with the last hours of its last day. */
export const isActivityOver = (plan: Pick<ActivityPlan, 'lastDay' | 'hours'>, now: number): boolean =>
  now >= endOfRight({ ...rightOfActivity(plan), lastDay: plan.lastDay })

/** Whether guests may join or move up now. */
export const mayJoin = (activity: ActivityLife, now: number): boolean =>
  activity.state === 'open' && !isActivityOver(activity, now)

/** Why nobody can join: it isn't open, is closed or over. */
export function requireOpen(activity: ActivityLife, now: number): void {
  if (!mayJoin(activity, now)) throw new DomainError('ACTIVITY_CLOSED', { state: activity.state })
}

/** The office or unit answers an application, once and before it is over. */
export function answerActivity<A extends ActivityLife>(activity: A, accept: boolean, now: number): A {
  if (activity.state !== 'asked') throw new DomainError('ACTIVITY_ANSWERED')
  if (accept && isActivityOver(activity, now)) throw new DomainError('DAYS_PAST')
  return { ...activity, state: accept ? 'open' : 'refused' }
}

/** Nobody joins any more. */
export function closeActivity<A extends ActivityLife>(activity: A): A {
  if (activity.state !== 'open') throw new DomainError('ACTIVITY_CLOSED', { state: activity.state })
  return { ...activity, state: 'closed' }
}

/** It doesn't take place: also one that is still asked for. */
export function cancelActivity<A extends ActivityLife>(activity: A, now: number): A {
  const { state } = activity
  if (state === 'refused' || state === 'cancelled' || isActivityOver(activity, now))
    throw new DomainError('ACTIVITY_CLOSED', { state })
  return { ...activity, state: 'cancelled' }
}

/**
 * The state of a guest's visit as its activity has it: of one that was called off nobody comes in, and for one that nobody
 * joins any more nobody waits, also who is still to be let go.
 */
export function stateByActivity(visit: VisitState, activity: ActivityState): VisitState {
  if (visit === 'approved') return activity === 'cancelled' ? 'revoked' : visit
  if (visit === 'pending') return activity === 'cancelled' || activity === 'closed' ? 'cancelled' : visit
  return visit
}

/** What somebody typed to say why, or to all guests: it may name people, and goes as that of bookings does (spec 9). */
interface Reasoned {
  answer: string | null
  cancelled: string | null
  message: object | null
}

/** Whether any of it is there. */
export const saysWhy = ({ answer, cancelled, message }: Reasoned): boolean =>
  answer !== null || cancelled !== null || message !== null

/** The activity without it. */
export const withoutReasons = <A extends Reasoned>(activity: A): A => ({
  ...activity,
  ...{ answer: null, cancelled: null, message: null },
})

/** What is said to all guests. */
export function messageToGuests(typed: string): string {
  const text = readLine(typed)
  if (text === '') throw new DomainError('REASON_REQUIRED')
  if (lengthOf(text) > MAX_MESSAGE_LENGTH) throw new DomainError('REASON_TOO_LONG')
  return text
}
