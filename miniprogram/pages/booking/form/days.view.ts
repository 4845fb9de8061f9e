import type { BookingOptions, VisitForm } from '../../../../contract'
import { addDays, isDay, type Day } from '../../../domain/values/days'
import { formatDay, formatRange } from '../../../locales/days'
import { adviceFor, TOO_LONG_ADVICE } from '../../../domain/visit/visit-form'
import { type FieldError } from '../../../domain/errors'

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
  advice: string
}

/** Why to book only what is needed (spec 2, Days): a live booking holds its ID, phone and plate. */
const BOOK_WHAT_IS_NEEDED =
  '请只约需要的日期：预约有效期间，同一证件、手机号和车牌不能再约，几个人共用的车会因此影响别人。'

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
    quick: ['今天', '明天', '后天'].map((words, index) => {
      const day = addDays(today, index)
      return { day, words, chosen: firstDay === day && lastDay === day }
    }),
    earliest: today,
    latest: options.latestFirstDay ?? '',
    advice: fieldErrors.some((fieldError) => fieldError.code === 'TOO_LONG')
      ? TOO_LONG_ADVICE
      : adviceOn(form, options),
  }
}

function adviceOn(form: VisitForm, options: BookingOptions): string {
  const advice = adviceFor(form, options)
  if (advice.length === 0) return ''
  const parts = [
    advice.indexOf('long') >= 0 ? `超过${options.adviseLongDays}天` : '',
    advice.indexOf('farAhead') >= 0 ? `提前${options.adviseAheadDays}天以上` : '',
  ].filter((part) => part !== '')
  return `这次预约${parts.join('、')}。${BOOK_WHAT_IS_NEEDED}`
}
