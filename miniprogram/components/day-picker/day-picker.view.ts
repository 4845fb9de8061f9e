import { addDays, partsOf, weekdayOf, type Day } from '../../domain/values/days'
import { controlWords } from '../../locales/controls'

/** Three months are sent in one tap, so a day is no more than its number: what it is, the month says. */
interface MonthView {
  /** 2026-05: an element's id begins with a letter. */
  id: string
  title: string
  /** Numbers of the days that are shown. */
  days: number[]
  /** Days since Monday of the first of them. */
  afterMonday: number
  /** The first and last that may be chosen; none: 1 and 0. */
  lit: { from: number; to: number }
  /** Which of them is today, and which is chosen; 0: none. */
  today: number
  chosen: number
}

/** Without a last day so many are shown. */
const AHEAD_DAYS = 92

/** What may be chosen, both included. `end` empty: no last one. */
export interface DayBounds {
  start: Day
  end: Day
  today: Day
}

/** The weeks, from Monday, that hold days which may be chosen, by month. */
export function monthsOf({ start, end, today }: DayBounds, value: Day): MonthView[] {
  const last = end === '' ? addDays(start, AHEAD_DAYS) : end
  const from = addDays(start, -afterMonday(start))
  const to = addDays(last, 6 - afterMonday(last))
  const months: MonthView[] = []
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = nextMonth(first)) {
    const monthEnd = addDays(nextMonth(first), -1)
    const [begin, until] = [later(first, from), earlier(monthEnd, to)]
    const { year, month } = partsOf(first)
    const numberOf = (day: Day): number => (day >= first && day <= monthEnd ? partsOf(day).date : 0)
    const lit = { from: later(begin, start), to: earlier(until, last) }
    months.push({
      ...{ id: monthId(first), title: controlWords().month(year, month), days: numbers(begin, until) },
      afterMonday: afterMonday(begin),
      lit: lit.from > lit.to ? { from: 1, to: 0 } : { from: numberOf(lit.from), to: numberOf(lit.to) },
      ...{ today: numberOf(today), chosen: numberOf(value) },
    })
  }
  return months
}

export const monthId = (day: Day): string => `month-${day.slice(0, 7)}`

/** The day of that number in the month of that id. */
export const dayIn = (id: string, number: number): Day =>
  `${id.slice('month-'.length)}-${String(number).padStart(2, '0')}`

const later = (a: Day, b: Day): Day => (a > b ? a : b)
const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** Of the days of one month, both included. */
const numbers = (from: Day, to: Day): number[] => {
  const { date } = partsOf(from)
  return Array.from({ length: partsOf(to).date - date + 1 }, (_, index) => date + index)
}

/** How many days of the week have passed. */
const afterMonday = (day: Day): number => (weekdayOf(day) + 6) % 7

/** From the first of a month to the first of the next. */
const nextMonth = (first: Day): Day => `${addDays(first, 31).slice(0, 7)}-01`
