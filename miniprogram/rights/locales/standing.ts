import { inLocale } from '../../locales/current'
import { claimWords as en } from './en/standing'
import { claimWords as zh } from './zh/standing'

/** Whoever takes over a standing pass on the own phone (spec 4.4), in the current language. */
export const claimWords = (): typeof zh => inLocale({ zh, en })
