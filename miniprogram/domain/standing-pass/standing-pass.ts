import { DomainError, fieldError, type ErrorCode, type FieldError } from '../errors'
import { addDays, isDay, weekdayOf, type Day, type Weekday } from '../values/days'
import { lengthOf, readLine } from '../values/text'
import { dayOfRight, lastDateOf, type RightLimits } from '../values/validity'
import type { PurposeId } from '../visit/purposes'
import type { VisitState } from '../visit/visit-state'
import { hasWayIn, type ChosenGate } from '../visit/ways-in'
import { papersUntil, type Paper } from './papers'
import type { StandingState } from './standing-state'
import { latestLastDay, latestRenewal, renewableFrom, type TermRules } from './term'

/**
 * Standing passes (spec 4.4): `draft → asked → approved | returned`, `returned → asked`, `approved → withdrawn | ended`.
 * A unit applies and answers for the people, the office approves. What each of them comes in by is a visit of its own.
 */
export { STANDING_STATES } from './standing-state'

/** What a vehicle of it pays: nothing, or as the rules say. */
export const STANDING_FEES = ['free', 'tariff'] as const
export type StandingFee = (typeof STANDING_FEES)[number]

/** What a unit applies for. */
export interface StandingPlan {
  /** What they do on campus, as the office decides by and a guard reads it. */
  why: string
  firstDay: Day
  lastDay: Day
  /** The days of the week; empty: every day. */
  weekdays: Weekday[]
  /** Minutes of the day between which they come in (values/validity.ts); null: all day. */
  hours: { from: number; until: number } | null
  /** The only gates it is for; empty: those of its purpose. */
  gateIds: string[]
  fee: StandingFee
}

export interface StandingLife {
  state: StandingState
  firstDay: Day
  lastDay: Day
  /** Asked for, not answered yet: a later last day. */
  renewal: { lastDay: Day } | null
}

export const MAX_WHY_LENGTH = 30
/** More people than a pass's list shows well: a larger firm gets several. */
export const MAX_PEOPLE = 200
/** So many are taken in by one call. */
export const MAX_PEOPLE_A_CALL = 50

/** A list as calls take it in: so many of it each, in their order. */
export const partsOf = <Person>(people: readonly Person[]): Person[][] =>
  Array.from({ length: Math.ceil(people.length / MAX_PEOPLE_A_CALL) }, (_, part) =>
    people.slice(part * MAX_PEOPLE_A_CALL, (part + 1) * MAX_PEOPLE_A_CALL),
  )

/** The plan with its text in its one spelling, and its weekdays in order. */
export const normaliseStandingPlan = (plan: StandingPlan): StandingPlan => ({
  ...plan,
  why: readLine(plan.why),
  weekdays: plan.weekdays.filter((day, index) => plan.weekdays.indexOf(day) === index).sort(),
})

/** Everything that is wrong with a plan, each beside its field. As typed: it is normalised first. */
export function checkStandingPlan(
  typed: StandingPlan,
  today: Day,
  rules: TermRules,
  gates: readonly ChosenGate[],
): FieldError[] {
  const { why, firstDay, lastDay, weekdays, hours, gateIds } = normaliseStandingPlan(typed)
  const fieldErrors: FieldError[] = []
  const add = (field: keyof StandingPlan, code: ErrorCode): void => {
    fieldErrors.push({ field, code, details: {} })
  }
  if (why === '' || lengthOf(why) > MAX_WHY_LENGTH) add('why', 'STANDING_WHY')
  if (!isDay(firstDay)) add('firstDay', 'FIRST_DAY_REQUIRED')
  else if (firstDay < today) add('firstDay', 'FIRST_DAY_PAST')
  if (!isDay(lastDay)) add('lastDay', 'LAST_DAY_REQUIRED')
  else if (isDay(firstDay) && lastDay < firstDay) add('lastDay', 'LAST_DAY_BEFORE_FIRST')
  else if (isDay(firstDay)) fieldErrors.push(...lastDayErrors(lastDay, latestLastDay(firstDay, rules)))
  if (
    isDay(firstDay) &&
    isDay(lastDay) &&
    firstDay <= lastDay &&
    weekdays.length > 0 &&
    !hasOneOf(weekdays, firstDay, lastDay)
  )
    add('weekdays', 'STANDING_WEEKDAYS')
  if (hours !== null && hours.from === hours.until) add('hours', 'ACTIVITY_HOURS')
  if (!hasWayIn(gateIds, gates, { onFoot: true, byCar: true })) add('gateIds', 'GATES_LET_NOBODY_IN')
  return fieldErrors
}

/** Whether some day from one to another is one of these days of the week. */
function hasOneOf(weekdays: readonly Weekday[], firstDay: Day, lastDay: Day): boolean {
  for (let day = firstDay, count = 0; day <= lastDay && count < DAYS_A_WEEK; day = addDays(day, 1), count++)
    if (weekdays.indexOf(weekdayOf(day)) >= 0) return true
  return false
}
const DAYS_A_WEEK = 7

const lastDayErrors = (lastDay: Day, latest: Day): FieldError[] =>
  lastDay > latest ? [fieldError('lastDay', 'STANDING_TOO_LONG', { latest })] : []

/** The shipped purpose of its visits, whether or not forms offer it: it decides what a vehicle pays (spec 2, Purpose). */
export const purposeOfFee = (fee: StandingFee): PurposeId => (fee === 'free' ? 'official' : 'other')

/** What narrows the days of its visits (spec 4.5); absent: nothing. */
export function rightOfStandingPass(
  { weekdays, hours }: Pick<StandingPlan, 'weekdays' | 'hours'>,
  papers: readonly Paper[],
): RightLimits | undefined {
  const until = papersUntil(papers)
  const right: RightLimits = {
    ...(hours === null ? {} : { hours }),
    ...(weekdays.length === 0 || weekdays.length === 7 ? {} : { weekdays }),
    ...(until === null ? {} : { papersUntil: until }),
  }
  return Object.keys(right).length === 0 ? undefined : right
}

/** Whether people may be taken in, and what was applied for be changed: until it is approved. */
export const isOpenToChange = ({ state }: Pick<StandingLife, 'state'>): boolean =>
  state === 'draft' || state === 'asked' || state === 'returned'

/** The day that counts for it at `now`, epoch milliseconds: hours that go over midnight are the day's on which they began. */
export const dayOfStandingPass = ({ hours }: Pick<StandingPlan, 'hours'>, now: number): Day =>
  dayOfRight({ hours: hours ?? undefined }, now)

/** Whether somebody of it may come in on some day from now on. @param today the day that counts (dayOfStandingPass) */
export const standingHolds = ({ state, lastDay }: StandingLife, today: Day): boolean =>
  state === 'approved' && lastDay >= today

/**
 * The state of a person's visit as its pass has it (docs/decisions/0029): of one that was withdrawn or has ended nobody comes
 * in, also who is still to be brought in line with it.
 */
export const stateByPass = (visit: VisitState, pass: StandingState): VisitState =>
  visit === 'approved' && pass !== 'approved' ? 'revoked' : visit

/** Whether its last day is over: hours that go over midnight end on the day after. */
export const isStandingOver = (
  { lastDay, hours }: Pick<StandingPlan, 'lastDay' | 'hours'>,
  today: Day,
): boolean => lastDateOf({ lastDay, hours: hours ?? undefined }) < today

/** Whether the office has something to answer. */
export const waitsForOffice = ({ state, renewal }: Pick<StandingLife, 'state' | 'renewal'>): boolean =>
  state === 'asked' || (state === 'approved' && renewal !== null)

/** Throws STANDING_STATE unless what was applied for may still be changed. */
export function requireOpenToChange(pass: StandingLife): void {
  if (!isOpenToChange(pass)) throw new DomainError('STANDING_STATE', { state: pass.state })
}

/** Sends it, for the first time or again. */
export function askStandingPass<P extends StandingLife>(pass: P): P {
  requireOpenToChange(pass)
  return { ...pass, state: 'asked' }
}

/** The office answers what was applied for, before its days are over, or the renewal that is asked for. */
export function answerStandingPass<P extends StandingLife>(pass: P, accept: boolean, today: Day): P {
  if (!waitsForOffice(pass)) throw new DomainError('STANDING_STATE', { state: pass.state })
  if (accept && pass.lastDay < today) throw new DomainError('DAYS_PAST')
  if (pass.state === 'asked') return { ...pass, state: accept ? 'approved' : 'returned' }
  return { ...pass, renewal: null, lastDay: accept ? (pass.renewal?.lastDay ?? pass.lastDay) : pass.lastDay }
}

/** The unit asks for later days, from 30 days before the end until the last one. */
export function askRenewal<P extends StandingLife>(pass: P, lastDay: Day, today: Day, rules: TermRules): P {
  if (!standingHolds(pass, today)) throw new DomainError('STANDING_STATE', { state: pass.state })
  const from = renewableFrom(pass.lastDay)
  if (today < from) throw new DomainError('RENEWAL_NOT_YET', { from })
  const fieldErrors =
    lastDay <= pass.lastDay
      ? [fieldError('lastDay', 'LAST_DAY_BEFORE_FIRST')]
      : lastDayErrors(lastDay, latestRenewal(pass.lastDay, rules))
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  return { ...pass, renewal: { lastDay } }
}

/** The unit or the office takes it back: nobody comes in by it any more. */
export function withdrawStandingPass<P extends StandingLife>(pass: P): P {
  if (!isOpenToChange(pass) && pass.state !== 'approved')
    throw new DomainError('STANDING_STATE', { state: pass.state })
  return { ...pass, state: 'withdrawn', renewal: null }
}

/** Ended by the calendar, or because nobody confirmed it; null: nothing is due. */
export function endStandingPass<P extends StandingLife & Pick<StandingPlan, 'hours'>>(
  pass: P,
  today: Day,
  confirmUntil: Day | null,
): { pass: P; why: 'over' | 'unconfirmed' } | null {
  if (!isOpenToChange(pass) && pass.state !== 'approved') return null
  const ended: P = { ...pass, state: 'ended', renewal: null }
  if (isStandingOver(pass, today)) return { pass: ended, why: 'over' }
  const unconfirmed = pass.state === 'approved' && confirmUntil !== null && confirmUntil < today
  return unconfirmed ? { pass: ended, why: 'unconfirmed' } : null
}
