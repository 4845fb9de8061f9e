import { addDays, isDay, type Day } from '../values/days'

/** A pass holds at most so many days, or until the end of a term. */
export const STANDING_LIMITS = ['days', 'term'] as const

/** How long a standing pass may hold, and when its unit has to confirm it (spec 4.4). Days are in Asia/Shanghai. */
export interface TermRules {
  /** A pass holds at most so many days, counting both, or until the end of the term in which it begins (**config**). */
  standingLimit: (typeof STANDING_LIMITS)[number]
  standingDays: number
  /** The last days of the terms, as MM-DD: the same each year. */
  termEnds: readonly string[]
}

/** More than any year has. */
export const MAX_TERMS = 6

/** Whether `text` is a day of every year as MM-DD, so that it can end a term: 29 February isn't. */
export const isTermEnd = (text: string): boolean => isDay(`${COMMON_YEAR}-${text}`)
const COMMON_YEAR = 2027

/** A pass can be renewed from so many days before its end. */
export const RENEWAL_DAYS = 30
/** The list of a unit can be confirmed from so many days before the end of a term, and has to be so many after it. */
const CONFIRM_BEFORE_DAYS = 30
const CONFIRM_AFTER_DAYS = 14

/** The first end of a term on `day` or later; null: no term is known. */
function termEndFrom(day: Day, termEnds: readonly string[]): Day | null {
  const year = Number(day.slice(0, 4))
  const ends = [year, year + 1]
    .reduce<Day[]>((all, each) => all.concat(termEnds.map((end) => `${each}-${end}`)), [])
    .filter((end) => isDay(end) && end >= day)
    .sort()
  return ends[0] ?? null
}

/** The last day that a pass beginning on `firstDay` may have; with no term known it is counted in days. */
export function latestLastDay(firstDay: Day, rules: TermRules): Day {
  const byDays = addDays(firstDay, rules.standingDays - 1)
  const byTerm = rules.standingLimit === 'term' ? termEndFrom(firstDay, rules.termEnds) : null
  return byTerm ?? byDays
}

/** From when on a pass can be renewed. */
export const renewableFrom = (lastDay: Day): Day => addDays(lastDay, 1 - RENEWAL_DAYS)

/** The last day that a renewal may give: a term more, counted from its end. */
export const latestRenewal = (lastDay: Day, rules: TermRules): Day =>
  latestLastDay(addDays(lastDay, 1), rules)

/** Between which days the list has to be confirmed next. */
export interface ConfirmationDays {
  from: Day
  /** The last one. */
  until: Day
}

/**
 * When a unit that answered for a pass on `confirmedOn` has to do so again: around the end of the term that comes next.
 * Null: no term is known, or the pass ends before.
 */
export function nextConfirmation(
  confirmedOn: Day,
  lastDay: Day,
  termEnds: readonly string[],
): ConfirmationDays | null {
  // What was confirmed within the days for it counts for this end of a term, and not for the next.
  const end = termEndFrom(addDays(confirmedOn, CONFIRM_BEFORE_DAYS + 1), termEnds)
  if (end === null) return null
  const until = addDays(end, CONFIRM_AFTER_DAYS)
  return until >= lastDay ? null : { from: addDays(end, -CONFIRM_BEFORE_DAYS), until }
}

/** What a unit was told about a pass of it. */
export interface AnnouncedConfirmation {
  /** The day on which it was told that it has to confirm. */
  on: Day
  /** The last day for it that it was told of. */
  until: Day
}

/**
 * Until when a pass has to be confirmed, once the days for it have begun; null: not now. A unit has the days that it was
 * promised: so many from the day on which it was told, and when the office changes the terms afterwards, later ones alone.
 * @param confirmedOn when its unit answered for all its passes last; null: never
 */
export function confirmationDue(
  {
    approvedOn,
    lastDay,
    announced,
  }: { approvedOn: Day | null; lastDay: Day; announced?: AnnouncedConfirmation | null },
  confirmedOn: Day | null,
  termEnds: readonly string[],
  today: Day,
): AnnouncedConfirmation | null {
  if (approvedOn === null) return null
  const answeredOn = confirmedOn === null ? approvedOn : laterOf(approvedOn, confirmedOn)
  const days = nextConfirmation(answeredOn, lastDay, termEnds)
  if (days === null || days.from > today) return null
  // A pass that was kept before this was has none.
  const told = announced != null && announced.on > answeredOn ? announced : null
  const { on, until: promised } = told ?? { on: today, until: addDays(today, CONFIRM_AFTER_DAYS) }
  const until = laterOf(days.until, promised)
  return until >= lastDay ? null : { on, until }
}

const laterOf = (a: Day, b: Day): Day => (b > a ? b : a)
