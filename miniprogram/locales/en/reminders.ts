import { reminderTime, type ReminderRules } from '../../domain/notice/reminders'

/** When approvers are reminded before a visit: '18:00 the day before', '07:30 on the day'. */
export function reminderWords(rules: ReminderRules): string {
  const { onDay, minuteOfDay } = reminderTime(rules)
  return `${clock(minuteOfDay)} ${onDay ? 'on the day' : 'the day before'}`
}

const clock = (minuteOfDay: number): string =>
  [Math.floor(minuteOfDay / 60), Math.floor(minuteOfDay % 60)]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
