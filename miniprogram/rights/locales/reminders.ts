import { inLocale } from '../../locales/current'
import { remindersWords as en } from './en/reminders'
import { remindersWords as zh } from './zh/reminders'

/** Words of 消息提醒, in the current language. */
export const remindersWords = (): typeof zh => inLocale({ zh, en })
