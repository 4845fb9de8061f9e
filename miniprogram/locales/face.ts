import type { Hint } from '../domain/face/hints'
import { inLocale } from './current'
import { HINT_WORDS as en } from './en/face'
import { HINT_WORDS as zh } from './zh/face'

/** What a person in front of the camera is told, in the current language. */
export const hintWords = (hint: Hint): string => inLocale({ zh, en })[hint]
