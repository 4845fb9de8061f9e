import { inLocale } from '../current'
import { recordsVisitWords as en } from '../en/pages/records-visit'
import { recordsVisitWords as zh } from '../zh/pages/records-visit'

/** The words of one own booking, in the current language. */
export const recordsVisitWords = (): typeof zh => inLocale({ zh, en })
