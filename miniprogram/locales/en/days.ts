import {
  addDays,
  dayOf,
  daysInclusive,
  formatTime,
  partsOf,
  weekdayOf,
  type Day,
} from '../../domain/values/days'

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** 'Tue'. */
export const weekdayName = (day: Day): string => WEEKDAYS[weekdayOf(day)]

/** 'Tue 23 May'; with the year when `today` is given and lies in another one. */
export function formatDay(day: Day, today: Day = day): string {
  return `${weekdayName(day)} ${formatDate(day)}${yearUnlessThatOf(day, today)}`
}

/**
 * '23–25 May, 3 days', '30 May – 2 Jun, 4 days'; a single day as formatDay. A year stands where the reader would
 * otherwise take it for another: with the last day, and with the first too when the year turns in between.
 */
export function formatRange(first: Day, last: Day, today: Day = first): string {
  if (first === last) return formatDay(first, today)
  const from = partsOf(first)
  const to = partsOf(last)
  const days = `${daysInclusive(first, last)} days`
  if (from.year === to.year && from.month === to.month)
    return `${from.date}–${formatDate(last)}${yearUnlessThatOf(last, today)}, ${days}`
  const start = `${formatDate(first)}${from.year === to.year ? '' : yearUnlessThatOf(first, today)}`
  const turns = from.year !== to.year
  return `${start} – ${formatDate(last)}${turns ? ` ${to.year}` : yearUnlessThatOf(last, today)}, ${days}`
}

/** 'Today 14:05', 'Yesterday 14:05', '23 May 14:05', '23 May 2025 14:05'. Both in epoch milliseconds. */
export function formatMoment(epochMs: number, now: number): string {
  const day = dayOf(epochMs)
  const today = dayOf(now)
  const time = formatTime(epochMs)
  if (day === today) return `Today ${time}`
  if (day === addDays(today, -1)) return `Yesterday ${time}`
  return `${formatDate(day)}${yearUnlessThatOf(day, today)} ${time}`
}

/** '23 May 2026', whatever the year. */
export const formatFullDay = (day: Day): string => `${formatDate(day)} ${partsOf(day).year}`

const yearUnlessThatOf = (day: Day, other: Day): string =>
  partsOf(day).year === partsOf(other).year ? '' : ` ${partsOf(day).year}`

/** 'May 2026', above the days of a calendar. */
export const formatMonth = (year: number, month: number): string => `${MONTHS[month - 1]} ${year}`

/** '23 May', whatever the year. */
export const formatDate = (day: Day): string => `${partsOf(day).date} ${MONTHS[partsOf(day).month - 1]}`
