import { addDays, isDay, type Day } from '../../miniprogram/domain/values/days'

/**
 * Days that the address narrows to, else the last ones up to `today`; a last day before the first is the first.
 * @param count days to begin with
 */
export function periodOf(
  { first, last }: Readonly<Record<string, unknown>>,
  today: Day,
  count: number,
): { firstDay: Day; lastDay: Day } {
  const lastDay = isDay(last) ? last : isDay(first) && first > today ? first : today
  const firstDay = isDay(first) ? first : addDays(lastDay, 1 - count)
  return { firstDay, lastDay: lastDay < firstDay ? firstDay : lastDay }
}
