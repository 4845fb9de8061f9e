import type { BookingOptions, VisitForm } from '../../../../contract'
import { addDays, isDay, MAX_VISIT_DAYS, type Day } from '../../../domain/values/days'
import { formatDay, formatRange } from '../../../locales/days'
import { adviceFor } from '../../../domain/visit/visit-form'
import type { FieldError } from '../../../domain/errors'
import { bookingFormWords } from '../../../locales/booking-form'

export interface DaysView {
  firstDay: Day
  lastDay: Day
  first: string
  last: string
  /** '5月23日–25日 共3天'; empty while a day is missing, and for one day, which says it already. */
  range: string
  quick: Array<{ day: Day; words: string; chosen: boolean }>
  /** Bounds of the day pickers. `latest` empty: none. */
  earliest: Day
  latest: string
  /** The last of the days that a visit may take, from its first one on; empty while that is missing. */
  latestLast: string
  advice: string
}

export function daysView(
  form: VisitForm,
  options: BookingOptions,
  fieldErrors: readonly FieldError[],
): DaysView {
  const { today } = options
  const { firstDay, lastDay } = form
  return {
    firstDay,
    lastDay,
    first: isDay(firstDay) ? formatDay(firstDay, today) : '',
    last: isDay(lastDay) ? formatDay(lastDay, today) : '',
    range:
      isDay(firstDay) && isDay(lastDay) && lastDay > firstDay ? formatRange(firstDay, lastDay, today) : '',
    quick: bookingFormWords().quickDays.map((words, index) => {
      const day = addDays(today, index)
      return { day, words, chosen: firstDay === day && lastDay === day }
    }),
    earliest: today,
    latest: options.latestFirstDay ?? '',
    latestLast: isDay(firstDay) ? addDays(firstDay, MAX_VISIT_DAYS - 1) : '',
    advice: fieldErrors.some((fieldError) => fieldError.code === 'TOO_LONG')
      ? bookingFormWords().tooLongAdvice
      : adviceOn(form, options),
  }
}

function adviceOn(form: VisitForm, options: BookingOptions): string {
  const advice = adviceFor(form, options)
  if (advice.length === 0) return ''
  const words = bookingFormWords()
  const reasons = [
    advice.indexOf('long') >= 0 ? words.longerThan(options.adviseLongDays) : '',
    advice.indexOf('farAhead') >= 0 ? words.aheadMoreThan(options.adviseAheadDays) : '',
  ].filter((reason) => reason !== '')
  return words.bookWhatIsNeeded(reasons)
}
