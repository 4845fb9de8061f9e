import { dayOf, formatTime } from '../../miniprogram/domain/values/days'
import { formatFullDay } from '../../miniprogram/locales/days'

/** '2026年5月23日 14:05': on paper nobody knows which day was today. @param instant epoch ms */
export const paperMoment = (instant: number): string =>
  `${formatFullDay(dayOf(instant))} ${formatTime(instant)}`
