import { addDays, partsOf, weekdayOf, type Day } from '../../domain/values/days'
import { formatDay } from '../../locales/days'
import { controlWords } from '../../locales/controls'

interface MonthView {
  /** 2026-05: an element's id begins with a letter. */
  id: string
  title: string
  /** Under which weekday its first day that is shown stands. */
  style: string
  /** Which of them is today; 0: none. */
  today: number
  days: DayView[]
}

/** A hundred of them are sent at once, so each says as little as it can. */
interface DayView {
  number: number
  /** As it is read out. */
  spoken: string
  /** `off`: can't be chosen. Nothing: it can. */
  tone?: 'off' | 'chosen'
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
    const days: DayView[] = []
    const begin = first < from ? from : first
    for (let day = begin; day <= to && day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) {
      const off = day < start || day > last
      const number = partsOf(day).date
      const tone = day === value ? { tone: 'chosen' as const } : off ? { tone: 'off' as const } : {}
      days.push({ number, spoken: formatDay(day, today), ...tone })
    }
    const { year, month } = partsOf(first)
    months.push({
      ...{ id: monthId(first), title: controlWords().month(year, month), days },
      style: `grid-column-start: ${afterMonday(begin) + 1}`,
      today: today.slice(0, 7) === first.slice(0, 7) ? partsOf(today).date : 0,
    })
  }
  return months
}

export const monthId = (day: Day): string => `month-${day.slice(0, 7)}`

/** The day of that number in the month of that id. */
export const dayIn = (id: string, number: number): Day =>
  `${id.slice('month-'.length)}-${String(number).padStart(2, '0')}`

/** How many days of the week have passed. */
const afterMonday = (day: Day): number => (weekdayOf(day) + 6) % 7

/** From the first of a month to the first of the next. */
const nextMonth = (first: Day): Day => `${addDays(first, 31).slice(0, 7)}-01`
