import { reminderTime, type ReminderRules } from '../../domain/notice/reminders'
import { formatMinute } from '../../domain/values/days'

/** When approvers are reminded before a visit: '来访前一天18:00', '来访当天07:30'. */
export function reminderWords(rules: ReminderRules): string {
  const { onDay, minuteOfDay } = reminderTime(rules)
  return `${onDay ? '来访当天' : '来访前一天'}${formatMinute(minuteOfDay)}`
}
