import { inLocale } from '../../locales/current'
import { faceCaptureWords as en } from './en/capture'
import { faceCaptureWords as zh } from './zh/capture'

/** What is said around taking the face photo, in the current language. */
export const faceCaptureWords = (): typeof zh => inLocale({ zh, en })
