import { inLocale } from '../current'
import { visitHistoryWords as en } from '../en/pages/visit-history'
import { visitHistoryWords as zh } from '../zh/pages/visit-history'

/** The words of a booking’s story, in the current language. */
export const visitHistoryWords = (): typeof zh => inLocale({ zh, en })
