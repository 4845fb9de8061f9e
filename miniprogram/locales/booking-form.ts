import { inLocale } from './current'
import { bookingForm as en } from './en/booking-form'
import { bookingForm as zh } from './zh/booking-form'

/** The words of the booking form and its picker of hosts, in the current language. */
export const bookingFormWords = (): typeof zh => inLocale({ zh, en })
