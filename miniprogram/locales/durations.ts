import { inLocale } from './current'
import { durationName as en } from './en/durations'
import { durationName as zh } from './zh/durations'

/** How long something takes, in the current language. */
export const durationName = (minutes: number): string => inLocale({ zh, en })(minutes)
