import { inLocale } from '../../locales/current'
import { joinWords as en } from './en/join'
import { joinWords as zh } from './zh/join'

/** What guests of an activity read, in the current language. */
export const joinWords = (): typeof zh => inLocale({ zh, en })
