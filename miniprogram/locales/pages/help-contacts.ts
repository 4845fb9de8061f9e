import { inLocale } from '../current'
import { helpContactsWords as en } from '../en/pages/help-contacts'
import { helpContactsWords as zh } from '../zh/pages/help-contacts'

/** The words of the telephone numbers, in the current language. */
export const helpContactsWords = (): typeof zh => inLocale({ zh, en })
