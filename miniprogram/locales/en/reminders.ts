import { reminderTime, type ReminderRules } from '../../domain/notice/reminders'
import { formatMinute } from '../../domain/values/days'

/** When approvers are reminded before a visit: '18:00 the day before', '07:30 on the day'. */
export function reminderWords(rules: ReminderRules): string {
  const { onDay, minuteOfDay } = reminderTime(rules)
  return `${formatMinute(minuteOfDay)} ${onDay ? 'on the day' : 'the day before'}`
}
