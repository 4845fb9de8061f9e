import { dayOf, isDay, startOfDay } from '../../miniprogram/domain/values/days'
import { clockWords, minuteOfClock } from './clock'

const MINUTE_MS = 60_000

/** An instant (epoch milliseconds) as `<input type="datetime-local">` has it, in Shanghai. */
export const localMoment = (instant: number): string =>
  `${dayOf(instant)}T${clockWords(Math.floor((instant - startOfDay(dayOf(instant))) / MINUTE_MS))}`

/** What stands in such a field as an instant; NaN: nothing does. */
export function instantOf(text: string): number {
  const [day, clock = ''] = text.split('T')
  const minute = minuteOfClock(clock)
  return isDay(day) && minute !== null ? startOfDay(day) + minute * MINUTE_MS : Number.NaN
}
