import { inLocale } from '../current'
import { passWords as en } from '../en/pages/pass'
import { passWords as zh } from '../zh/pages/pass'

/** The words of the pass, in the current language. */
export const passWords = (): typeof zh => inLocale({ zh, en })
