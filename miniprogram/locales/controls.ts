import { inLocale } from './current'
import { controls as en } from './en/controls'
import { controls as zh } from './zh/controls'

/** What shared components say by themselves, in the current language: it holds as long as the program runs. */
export const controlWords = (): typeof zh => inLocale({ zh, en })
