import type { Day } from '../../../miniprogram/domain/values/days'
import { formatShortRange } from '../../../miniprogram/locales/zh/message-days'
import type { NoticeDays } from '../../platform/notices'

/** The days of a booking, as a notice tells them. */
export const daysOf = ({ firstDay, lastDay }: { firstDay: Day; lastDay: Day }, today: Day): NoticeDays => ({
  ...{ first: firstDay, last: lastDay },
  text: formatShortRange(firstDay, lastDay, today),
})

/** What a field for words shows, and the day for one that holds a day only. */
export const on = (text: string, day: Day): NoticeDays => ({ text, first: day, last: day })
