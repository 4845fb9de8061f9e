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

/** Nearer days are scrolled to; of more months one is shown, and the years and months to go to. */
const MAX_SCROLLED_MONTHS = 7

/** Goes to another month of a long time. */
interface JumpView {
  year: number
  title: string
  /** Whether there is a year before and after it. */
  earlier: boolean
  later: boolean
  /** The shown month. */
  month: number
  /** The first and last month of the year with a day that may be chosen. */
  lit: { from: number; to: number }
}

/** What the sheet shows: all months there are, or one of many (`at`; else the one of the chosen day, or the first). */
export function calendarOf(
  bounds: DayBounds,
  value: Day,
  at: Day = value,
): { months: MonthView[]; jump: JumpView | null } {
  const { start } = bounds
  const last = lastOf(bounds)
  if (monthsBetween(start, last) < MAX_SCROLLED_MONTHS) return { months: monthsOf(bounds, value), jump: null }
  const first = firstOfMonth(earlier(later(at, start), last))
  const { year, month } = partsOf(first)
  const [from, to] = [partsOf(start), partsOf(last)]
  return {
    months: [monthView(first, { begin: first, until: lastOfMonth(first) }, bounds, value)],
    jump: {
      ...{ year, month, title: controlWords().year(year) },
      ...{ earlier: year > from.year, later: year < to.year },
      lit: { from: year > from.year ? 1 : from.month, to: year < to.year ? 12 : to.month },
    },
  }
}

/** The weeks, from Monday, that hold days which may be chosen, by month. */
export function monthsOf(bounds: DayBounds, value: Day): MonthView[] {
  const { start } = bounds
  const last = lastOf(bounds)
  const from = addDays(start, -afterMonday(start))
  const to = addDays(last, 6 - afterMonday(last))
  const months: MonthView[] = []
  for (let first = firstOfMonth(from); first <= to; first = nextMonth(first)) {
    const shown = { begin: later(first, from), until: earlier(lastOfMonth(first), to) }
    months.push(monthView(first, shown, bounds, value))
  }
  return months
}

/** The days of one month from `begin` to `until`. */
function monthView(
  first: Day,
  { begin, until }: { begin: Day; until: Day },
  bounds: DayBounds,
  value: Day,
): MonthView {
  const { year, month } = partsOf(first)
  const monthEnd = lastOfMonth(first)
  const numberOf = (day: Day): number => (day >= first && day <= monthEnd ? partsOf(day).date : 0)
  const lit = { from: later(begin, bounds.start), to: earlier(until, lastOf(bounds)) }
  return {
    ...{ id: monthId(first), title: controlWords().month(year, month), days: numbers(begin, until) },
    afterMonday: afterMonday(begin),
    lit: lit.from > lit.to ? { from: 1, to: 0 } : { from: numberOf(lit.from), to: numberOf(lit.to) },
    ...{ today: numberOf(bounds.today), chosen: numberOf(value) },
  }
}

const lastOf = ({ start, end }: DayBounds): Day => (end === '' ? addDays(start, AHEAD_DAYS) : end)

/** The first of a month. */
export const firstOf = (year: number, month: number): Day => `${year}-${String(month).padStart(2, '0')}-01`

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

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`

/** From the first of a month to the first of the next. */
const nextMonth = (first: Day): Day => firstOfMonth(addDays(first, 31))

const lastOfMonth = (first: Day): Day => addDays(nextMonth(first), -1)

const monthsBetween = (from: Day, to: Day): number => {
  const [a, b] = [partsOf(from), partsOf(to)]
  return (b.year - a.year) * 12 + b.month - a.month
}
