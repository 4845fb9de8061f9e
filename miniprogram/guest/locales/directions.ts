import { inLocale } from '../../locales/current'
import { directionsWords as en } from './en/directions'
import { directionsWords as zh } from './zh/directions'

/** What a driver reads who was sent the way to a visit, in the current language. */
export const directionsWords = (): typeof zh => inLocale({ zh, en })
