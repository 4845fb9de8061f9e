import { inLocale } from '../../locales/current'
import { walkInFormWords as en } from './en/form'
import { walkInFormWords as zh } from './zh/form'

/** What somebody reads who scanned the code at a gate (spec 4.3), in the current language. */
export const walkInFormWords = (): typeof zh => inLocale({ zh, en })
