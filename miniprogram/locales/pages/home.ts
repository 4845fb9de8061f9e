import { inLocale } from '../current'
import { homeWords as en } from '../en/pages/home'
import { homeWords as zh } from '../zh/pages/home'

/** The words of the first screen, in the current language. */
export const homeWords = (): typeof zh => inLocale({ zh, en })
