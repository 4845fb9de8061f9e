import type { ReminderRules } from '../domain/notice/reminders'
import { inLocale } from './current'
import { reminderWords as en } from './en/reminders'
import { reminderWords as zh } from './zh/reminders'

/** When approvers are reminded before a visit, in the current language. */
export const reminderWords = (rules: ReminderRules): string => inLocale({ zh, en })(rules)
