import { partsOf, type Day } from '../../domain/values/days'
import { formatRange } from './days'

/** What one field of a subscribe message holds (spec 7). */
const MESSAGE_FIELD = 20

/**
 * A range in the 20 characters of a message's field, both ends whole: as formatRange where it fits, else without the count,
 * else in figures, '2027/12/22–2028/1/5'.
 */
export function formatShortRange(first: Day, last: Day, today: Day = first): string {
  const range = formatRange(first, last, today)
  const forms = [range, range.replace(/ 共\d+天$/, ''), `${figures(first)}–${figures(last)}`]
  const fitting = forms.find((form) => form.length <= MESSAGE_FIELD)
  return fitting ?? `${figures(first).slice(2)}–${figures(last).slice(2)}`
}

const figures = (day: Day): string => `${partsOf(day).year}/${partsOf(day).month}/${partsOf(day).date}`
