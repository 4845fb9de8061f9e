import type { Visit } from '../../../cloudfunctions/stores/visits'

/**
 * Validity (spec 4.5) once more, from its words and by other arithmetic than the program's: what the program decides is
 * held against it.
 */
const MINUTE = 60_000
const DAY = 86_400_000
/** Shanghai keeps no summer time. */
const SHANGHAI = 8 * 3_600_000

const dateOf = (shanghai: number): string => new Date(shanghai).toISOString().slice(0, 10)

/** Why nobody may come in by the visit at that moment, epoch ms; null: they may. Its state and its entries apart. */
export function wrongMoment(visit: Visit, at: number): string | null {
  const { hours, weekdays, papersUntil } = visit.right ?? {}
  const local = at + SHANGHAI
  const minute = Math.floor((local % DAY) / MINUTE)
  const overMidnight = hours !== undefined && hours.until <= hours.from
  // In the small hours of a night shift it is still the day on which it began.
  const began = overMidnight && minute < hours.until ? local - DAY : local
  const day = dateOf(began)
  if (day < visit.firstDay || day > visit.lastDay) return `on ${day}, of ${visit.firstDay}–${visit.lastDay}`
  if (weekdays !== undefined && !weekdays.some((each) => each === new Date(began).getUTCDay()))
    return `on ${day}, no day of ${weekdays.join()}`
  if (hours !== undefined) {
    const { from, until } = hours
    const within = overMidnight ? minute >= from || minute < until : minute >= from && minute < until
    if (!within) return `in minute ${minute}, of ${from}–${until}`
  }
  if (papersUntil !== undefined && day > papersUntil) return `on ${day}, papers until ${papersUntil}`
  return null
}

/** When the last moment of its right is over, epoch ms. */
export function endsAt({ lastDay, right = {} }: Pick<Visit, 'lastDay' | 'right'>): number {
  const { from, until } = right.hours ?? { from: 0, until: DAY / MINUTE }
  const midnight = Date.parse(`${lastDay}T00:00:00Z`) - SHANGHAI
  return midnight + (until <= from ? DAY : 0) + until * MINUTE
}

/** Whether it holds ID, phone and plate at that moment, epoch ms. */
export const isHeld = (visit: Visit, at: number): boolean =>
  (visit.state === 'pending' || visit.state === 'approved') && at < endsAt(visit)

/** The same while a clock may be some minutes wrong: it was right at some moment within them. */
export const neverRightWithin = (visit: Visit, at: number, ms: number): string | null => {
  const moments = [at, at - ms, at + ms, at - ms / 2, at + ms / 2]
  return moments.some((moment) => wrongMoment(visit, moment) === null) ? null : wrongMoment(visit, at)
}
