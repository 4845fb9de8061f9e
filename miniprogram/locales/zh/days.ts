import {
  addDays,
  dayOf,
  daysInclusive,
  formatTime,
  partsOf,
  weekdayOf,
  type Day,
} from '../../domain/values/days'

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/** '周二'. */
export const weekdayName = (day: Day): string => WEEKDAYS[weekdayOf(day)]

/** '5月23日 周二'; with the year when `today` is given and lies in another one. */
export function formatDay(day: Day, today: Day = day): string {
  return `${yearUnlessThatOf(day, today)}${formatDate(day)} ${weekdayName(day)}`
}

/**
 * '5月23日–25日 共3天', '5月30日–6月2日 共4天'; a single day as formatDay. A year stands before each end
 * whose reader would otherwise take it for another: before the first unless it is this year, before the
 * last when the year turns in between.
 */
export function formatRange(first: Day, last: Day, today: Day = first): string {
  if (first === last) return formatDay(first, today)
  const from = partsOf(first)
  const to = partsOf(last)
  const sameMonth = from.year === to.year && from.month === to.month
  const end = sameMonth ? `${to.date}日` : yearUnlessThatOf(last, first) + formatDate(last)
  return `${yearUnlessThatOf(first, today)}${formatDate(first)}–${end} 共${daysInclusive(first, last)}天`
}

/** '今天 14:05', '昨天 14:05', '5月23日 14:05', '2025年5月23日 14:05'. Both in epoch milliseconds. */
export function formatMoment(epochMs: number, now: number): string {
  const day = dayOf(epochMs)
  const today = dayOf(now)
  const time = formatTime(epochMs)
  if (day === today) return `今天 ${time}`
  if (day === addDays(today, -1)) return `昨天 ${time}`
  return `${yearUnlessThatOf(day, today)}${formatDate(day)} ${time}`
}

/** '2026年5月23日', whatever the year. */
export const formatFullDay = (day: Day): string => `${partsOf(day).year}年${formatDate(day)}`

const yearUnlessThatOf = (day: Day, other: Day): string =>
  partsOf(day).year === partsOf(other).year ? '' : `${partsOf(day).year}年`

/** '5月23日', whatever the year. */
export const formatDate = (day: Day): string => `${partsOf(day).month}月${partsOf(day).date}日`
