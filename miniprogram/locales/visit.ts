import { inLocale } from './current'
import { visitWords as en } from './en/visit'
import { visitWords as zh, type VisitWords } from './zh/visit'

/** The words for what a booking is made of, in the current language. */
export const visitWords = (): VisitWords => inLocale({ zh, en })
