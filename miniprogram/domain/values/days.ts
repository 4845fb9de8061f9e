/**
 * Calendar days in Asia/Shanghai (spec 2, Days). Shanghai is UTC+8 all year: China has kept no summer time
 * since 1992, so the day is arithmetic and needs neither Intl nor the machine's own time zone.
 */

/** A day in Asia/Shanghai as 'YYYY-MM-DD'. Days compare as strings. */
export type Day = string

/** A booking holds at most 15 days, first and last both counted (spec 2, Days). */
export const MAX_VISIT_DAYS = 15

/** Every day has 24 hours, because Shanghai keeps no summer time. */
export const DAY_MS = 86_400_000
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export interface DayParts {
  year: number
  month: number
  date: number
}

/** True for a real calendar date from year 1 to 9999 as 'YYYY-MM-DD'. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const { year, month, date } = partsOf(value)
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= monthLength(year, month)
}

/** The day in Shanghai at an instant in epoch milliseconds. Throws RangeError outside years 1–9999. */
export function dayOf(epochMs: number): Day {
  return dayAt(Math.floor((epochMs + SHANGHAI_OFFSET_MS) / DAY_MS))
}

/** The last instant of which the day can be told, in epoch milliseconds: the end of the year 9999 in Shanghai. */
export const LAST_INSTANT = Date.UTC(10_000, 0, 1) - SHANGHAI_OFFSET_MS - 1

/** Midnight in Shanghai at which the day begins, in epoch milliseconds. */
export function startOfDay(day: Day): number {
  return dayNumber(day) * DAY_MS - SHANGHAI_OFFSET_MS
}

/** The first instant that is no longer in the day: an exclusive end, in epoch milliseconds. */
export function endOfDay(day: Day): number {
  return startOfDay(day) + DAY_MS
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return dayAt(dayNumber(day) + count)
}

/** Days from first to last, both counted: 1 for the same day, 0 or less when last is before first. */
export function daysInclusive(first: Day, last: Day): number {
  return dayNumber(last) - dayNumber(first) + 1
}

/** Negative, zero or positive, as sort() wants it. */
export function compareDays(a: Day, b: Day): number {
  return dayNumber(a) - dayNumber(b)
}

/** 0 for Sunday to 6 for Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

export function weekdayOf(day: Day): Weekday {
  // Day 0 (1970-01-01) was a Thursday.
  return modulo(dayNumber(day) + 4, 7) as Weekday
}

/** '14:05' in Shanghai. */
export function formatTime(epochMs: number): string {
  const minutes = Math.floor(modulo(epochMs + SHANGHAI_OFFSET_MS, DAY_MS) / 60_000)
  return `${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`
}

/** Year, month (1–12) and date of a day. */
export const partsOf = (day: Day): DayParts => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  date: Number(day.slice(8, 10)),
})

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const monthLength = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)

/** Days since 1970-01-01. Throws RangeError for anything but a real day. */
function dayNumber(day: Day): number {
  if (!isDay(day)) throw new RangeError(`not a day: ${String(day).slice(0, 20)}`)
  const { year, month, date } = partsOf(day)
  // Years counted from March: the leap day is then the last of its year, and months before are regular.
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The inverse of dayNumber. */
function dayAt(number: number): Day {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const day = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`
  if (!isDay(day)) throw new RangeError(`no day ${number} days from 1970-01-01`)
  return day
}

/** '07:00' of minutes since midnight; the midnight at a day's end is '24:00'. */
export const formatMinute = (minuteOfDay: number): string =>
  `${pad(Math.floor(minuteOfDay / 60), 2)}:${pad(Math.floor(minuteOfDay % 60), 2)}`

/** Minutes since midnight of '07:00', as a picker of times gives it. */
export function minuteOfTime(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by
const pad = (value: number, places: number): string => String(value).padStart(places, '0')
