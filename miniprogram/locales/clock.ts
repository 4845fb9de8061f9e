import { inLocale } from './current'
import { ownClockWords as en } from './en/clock'
import { ownClockWords as zh } from './zh/clock'

/** What a phone says about its own clock, in the current language; empty when it is right enough. */
export const ownClockWords = (offset: number): string => inLocale({ zh, en })(offset)
