import { addDays, partsOf, weekdayOf, type Day } from '../../domain/values/days'
import { formatDay } from '../../locales/days'
import { controlWords } from '../../locales/controls'

interface MonthView {
  /** 2026-05: an element's id begins with a letter. */
  id: string
  title: string
  days: DayView[]
}

interface DayView {
  day: Day
  number: number
  /** As it is read out. */
  spoken: string
  /** `off`: can't be chosen. */
  tone: 'off' | 'lit' | 'chosen'
  /** Beneath the number; empty: nothing. */
  note: string
  /** Of a month's first day that is shown: under which weekday it stands. */
  style: string
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
      days.push({
        day,
        number: partsOf(day).date,
        spoken: formatDay(day, today),
        tone: day === value ? 'chosen' : off ? 'off' : 'lit',
        note: day === today ? controlWords().today : '',
        style: day === begin ? `grid-column-start: ${afterMonday(day) + 1}` : '',
      })
    }
    const { year, month } = partsOf(first)
    months.push({ id: monthId(first), title: controlWords().month(year, month), days })
  }
  return months
}

export const monthId = (day: Day): string => `month-${day.slice(0, 7)}`

/** How many days of the week have passed. */
const afterMonday = (day: Day): number => (weekdayOf(day) + 6) % 7

/** From the first of a month to the first of the next. */
const nextMonth = (first: Day): Day => `${addDays(first, 31).slice(0, 7)}-01`
