import { inLocale } from '../current'
import { unavailableWords as en } from '../en/pages/unavailable'
import { unavailableWords as zh } from '../zh/pages/unavailable'

/** What is said while the program has no cloud, in the current language. */
export const unavailableWords = (): typeof zh => inLocale({ zh, en })
