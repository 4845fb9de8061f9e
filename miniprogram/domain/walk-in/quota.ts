import { fieldError, type FieldError } from '../errors'
import { addDays, dayOf, startOfDay, type Day } from '../values/days'

/**
 * How many a gate lets in without a booking (spec 4.3): so many an hour and so many a day, in the hours of the day between
 * which it does. Both numbers hold. Hours and days are those of Asia/Shanghai.
 */
export interface WalkInQuota {
  /** The office lets people in here without a booking. */
  open: boolean
  /** First hour of the day in which it does, 0–23. */
  fromHour: number
  /** The hour before which it ends, 1–24. */
  untilHour: number
  perHour: number
  perDay: number
}

/** A gate of which the office has said nothing: nobody comes in without a booking. */
export const NO_WALK_INS: WalkInQuota = { open: false, fromHour: 8, untilHour: 18, perHour: 10, perDay: 60 }

/** More than any gate lets in by hand; a number beyond it was mistyped. */
export const MAX_WALK_INS = 2000

const HOUR_MS = 3_600_000
const HOURS_A_DAY = 24

/** Everything that is wrong with a quota, each beside its field. */
export function checkQuota({ fromHour, untilHour, perHour, perDay }: WalkInQuota): FieldError[] {
  const fieldErrors: FieldError[] = []
  const within = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most
  if (!within(fromHour, 0, HOURS_A_DAY - 1) || !within(untilHour, 1, HOURS_A_DAY) || untilHour <= fromHour)
    fieldErrors.push(fieldError('hours', 'WALK_IN_HOURS'))
  if (!within(perHour, 1, MAX_WALK_INS))
    fieldErrors.push(fieldError('perHour', 'WALK_IN_QUOTA', { max: MAX_WALK_INS }))
  if (!within(perDay, 1, MAX_WALK_INS))
    fieldErrors.push(fieldError('perDay', 'WALK_IN_QUOTA', { max: MAX_WALK_INS }))
  return fieldErrors
}

/** The hour of the day at `now`, epoch milliseconds, in Shanghai: 0–23. */
export const hourOf = (now: number): number => Math.floor((now - startOfDay(dayOf(now))) / HOUR_MS)

/** Whether the gate lets people in without a booking at `now`, while there are places. */
export const isGiven = ({ open, fromHour, untilHour }: WalkInQuota, now: number): boolean =>
  open && hourOf(now) >= fromHour && hourOf(now) < untilHour

/** The two quotas of which one place each is taken: that of the hour at `now` and that of its day. */
export function quotasAt(
  { perHour, perDay }: WalkInQuota,
  gateId: string,
  now: number,
): Record<'hour' | 'day', { id: string; size: number; ends: number }> {
  const day = dayOf(now)
  const hour = hourOf(now)
  return {
    hour: {
      id: `walkIn:${gateId}:${day}T${hour}`,
      size: perHour,
      ends: startOfDay(day) + (hour + 1) * HOUR_MS,
    },
    day: { id: `walkIn:${gateId}:${day}`, size: perDay, ends: startOfDay(addDays(day, 1)) },
  }
}

/**
 * When the next places come, epoch milliseconds; null: not while the office keeps it closed. `full`: what has run out of
 * places now; null: it isn't the hour for them.
 */
export function nextPlacesAt(quota: WalkInQuota, now: number, full: 'hour' | 'day' | null): number | null {
  if (!quota.open) return null
  const today = dayOf(now)
  const opensOn = (day: Day): number => startOfDay(day) + quota.fromHour * HOUR_MS
  if (full !== 'day' && hourOf(now) < quota.fromHour) return opensOn(today)
  const nextHour = hourOf(now) + 1
  if (full === 'hour' && nextHour < quota.untilHour) return startOfDay(today) + nextHour * HOUR_MS
  return opensOn(addDays(today, 1))
}
