import { formatMinute, type Weekday } from '../../domain/values/days'
import type { Times } from '../zh/standing'

const NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
/** A week begins with Monday where it is read. */
const FROM_MONDAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0]

/** 'Every day', 'Weekdays', 'Weekends', 'Mon, Wed, Fri'. Empty: every day. */
function weekdaysText(weekdays: readonly number[]): string {
  const listed = FROM_MONDAY.filter((day) => weekdays.indexOf(day) >= 0)
  const key = listed.join('')
  if (key === '' || listed.length === 7) return 'Every day'
  if (key === '12345') return 'Weekdays'
  if (key === '60') return 'Weekends'
  return listed.map((day) => NAMES[day]).join(', ')
}

/** 'all day', '07:00–19:00', '22:00–06:00 the next day'. */
function hoursText(hours: Times['hours']): string {
  if (hours === null || hours === undefined) return 'all day'
  const nextDay = hours.until <= hours.from ? ' the next day' : ''
  return `${formatMinute(hours.from)}–${formatMinute(hours.until)}${nextDay}`
}

/** 'Weekdays 07:00–19:00'. */
export const timesText = ({ weekdays = [], hours }: Times): string =>
  `${weekdaysText(weekdays)} ${hoursText(hours)}`
