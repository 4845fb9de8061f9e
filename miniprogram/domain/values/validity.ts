import { addDays, dayOf, startOfDay, weekdayOf, type Day, type Weekday } from './days'

/** A span of the day in whole minutes since midnight in Asia/Shanghai: 0 ≤ from < 1440, 0 < until ≤ 1440. */
interface Hours {
  from: number
  /** Exclusive. Not after `from`: the span goes on to the next day, as 22:00–06:00. */
  until: number
}

/** When and where a right to pass holds (spec 4.5); what is absent doesn't narrow it. Days are in Asia/Shanghai. */
export interface Validity {
  firstDay: Day
  /** The last day on which a span may begin: one that crosses midnight ends on the day after. */
  lastDay: Day
  hours?: Hours
  /** On which days of the week a span may begin. */
  weekdays?: readonly Weekday[]
  /** How often somebody may come in. */
  entries?: number
  longestStayMinutes?: number
  /** The last day on which all papers that it needs are in date; after it the right is held until they are renewed. */
  papersUntil?: Day
  /** The only gates it is for. */
  gateIds?: readonly string[]
}

/** Why it doesn't hold: the day hasn't come or is over, or it holds on these days but not now. */
export type Invalidity = 'notYet' | 'over' | 'otherHours' | 'papersExpired' | 'noEntriesLeft'

const MINUTES_A_DAY = 24 * 60

/** The span between two times of the day as they are typed, each in minutes since midnight: midnight ends a day, and begins none. */
export const hoursBetween = (from: number, until: number): { from: number; until: number } => ({
  from,
  until: until === 0 ? MINUTES_A_DAY : until,
})

const MINUTE_MS = 60_000
const crossesMidnight = ({ from, until }: Hours): boolean => until <= from

/**
 * The day that counts at `now`, epoch milliseconds: the one on which the span at hand began. At 03:00 of a right for
 * 22:00–06:00 that is the day before.
 */
export function dayOfRight({ hours }: Pick<Validity, 'hours'>, now: number): Day {
  const today = dayOf(now)
  if (hours === undefined || !crossesMidnight(hours)) return today
  return minuteOf(now) < hours.until ? addDays(today, -1) : today
}

/**
 * Why a right doesn't hold at `now`, epoch milliseconds; null when it does. The one function for the phone, the gate with
 * and without a network, and the functions. `entriesMade`: how often it was used to come in; absent: not known.
 */
export function invalidityAt(
  validity: Omit<Validity, 'gateIds'>,
  now: number,
  entriesMade = 0,
): Invalidity | null {
  const { firstDay, hours, weekdays, entries, papersUntil } = validity
  const day = dayOfRight(validity, now)
  if (now >= endOfRight(validity)) return 'over'
  if (day < firstDay) return 'notYet'
  if (weekdays !== undefined && !weekdays.includes(weekdayOf(day))) return 'otherHours'
  if (hours !== undefined && !isWithin(hours, minuteOf(now))) return 'otherHours'
  if (papersUntil !== undefined && day > papersUntil) return 'papersExpired'
  return entries !== undefined && entriesMade >= entries ? 'noEntriesLeft' : null
}

/** Whether it lets in at every hour of its days, and as often as wanted. */
export const isUnlimited = ({ hours, weekdays, entries, papersUntil }: RightLimits): boolean =>
  [hours, weekdays, entries, papersUntil].every((limit) => limit === undefined)

/** A right as a row of a visit hands it out: its days and what narrows them, with how often it was used. */
export interface HeldRight extends Pick<Validity, 'firstDay' | 'lastDay'> {
  right?: object | undefined
}

/** The right of a row. */
export const rightOfRow = ({ firstDay, lastDay, right }: HeldRight): Validity & { entriesMade?: number } => ({
  ...(right as RightLimits | undefined),
  firstDay,
  lastDay,
})

/** The same as `invalidityAt` of a row: what the gate will say of it, as far as the row can know. */
export function invalidityOf(row: HeldRight, now: number): Invalidity | null {
  const right = rightOfRow(row)
  return invalidityAt(right, now, right.entriesMade)
}

/** Whether somebody comes in by it at some moment of a day: a span of the day before may go on into it. */
export const comesOn = (right: Validity & { entriesMade?: number }, day: Day): boolean =>
  beginsOn(right, day) ||
  (right.hours !== undefined && crossesMidnight(right.hours) && beginsOn(right, addDays(day, -1)))

const beginsOn = ({ hours: _, entriesMade = 0, ...days }: Parameters<typeof comesOn>[0], day: Day): boolean =>
  invalidityAt(days, startOfDay(day), entriesMade) === null

/** The last day of the calendar on which somebody comes in by it: a span that crosses midnight ends on the day after. */
export const lastDateOf = ({ lastDay, hours }: Pick<Validity, 'lastDay' | 'hours'>): Day =>
  hours !== undefined && crossesMidnight(hours) ? addDays(lastDay, 1) : lastDay

/** Its days as the calendar has them at `now`, epoch milliseconds: each a day later while a span of the day before runs. */
export function datesAt(
  validity: Pick<Validity, 'firstDay' | 'lastDay' | 'hours'>,
  now: number,
): Pick<Validity, 'firstDay' | 'lastDay'> {
  const { firstDay, lastDay } = validity
  return dayOfRight(validity, now) === dayOf(now)
    ? { firstDay, lastDay }
    : { firstDay: addDays(firstDay, 1), lastDay: addDays(lastDay, 1) }
}

/** When its last span ends, epoch milliseconds: from then on nobody comes in by it. */
export function endOfRight({ lastDay, hours }: Pick<Validity, 'lastDay' | 'hours'>): number {
  if (hours === undefined) return startOfDay(addDays(lastDay, 1))
  return startOfDay(lastDateOf({ lastDay, hours })) + hours.until * MINUTE_MS
}

/** The end of a right as it is kept beside its days. */
export interface KeptEnd {
  lastDay: Day
  /** Of a right with hours: when the last of them end, epoch milliseconds. Absent: it holds until its last day is over. */
  endsAt?: number
}

/** What is kept of the end of a right. */
export const keptEndOf = ({ lastDay, hours }: Pick<Validity, 'lastDay' | 'hours'>): KeptEnd => ({
  lastDay,
  ...(hours === undefined ? {} : { endsAt: endOfRight({ lastDay, hours }) }),
})

/** When a right ends whose end was kept, epoch milliseconds. */
export const endOfKept = ({ lastDay, endsAt }: KeptEnd): number => endsAt ?? endOfRight({ lastDay })

/**
 * Whether somebody who came in at `enteredAt` is in longer than the right allows: it has ended, the hours in which they
 * came in are over, or they have stayed too long. It keeps nobody in.
 */
export function hasOverstayed(
  right: Pick<Validity, 'lastDay' | 'hours' | 'longestStayMinutes'>,
  enteredAt: number,
  now: number,
): boolean {
  const { hours, longestStayMinutes } = right
  if (now >= endOfRight(right)) return true
  if (longestStayMinutes !== undefined && now - enteredAt > longestStayMinutes * MINUTE_MS) return true
  return hours !== undefined && now >= endOfRight({ hours, lastDay: dayOfRight(right, enteredAt) })
}

const isWithin = (hours: Hours, minute: number): boolean =>
  crossesMidnight(hours)
    ? minute >= hours.from || minute < hours.until
    : minute >= hours.from && minute < hours.until

const minuteOf = (now: number): number => Math.floor((now - startOfDay(dayOf(now))) / MINUTE_MS)

/** What narrows the days of a right, without them and its gates. */
export type RightLimits = Omit<Validity, 'firstDay' | 'lastDay' | 'gateIds'>
