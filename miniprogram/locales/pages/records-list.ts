import { inLocale } from '../current'
import { recordsListWords as en } from '../en/pages/records-list'
import { recordsListWords as zh } from '../zh/pages/records-list'

/** The words of the list of own bookings, in the current language. */
export const recordsListWords = (): typeof zh => inLocale({ zh, en })
