import type { Details, ErrorCode, WithDetails } from '../domain/errors'
import { currentLocale, type Locale } from './current'
import { errorSentences as en } from './en/errors'
import { sentenceIn, type ErrorSentences } from './error-words'
import { errorSentences as zh } from './zh/errors'

const sentences: Readonly<Record<Locale, ErrorSentences>> = { zh, en }

/** What people read for a refusal: its code and details as they crossed the wire, in the language given. */
export const translate = (code: string, details: Details, locale: Locale = currentLocale()): string =>
  sentenceIn(sentences[locale], code, details)

/** The same for a code of our own, whose details are known. */
export const sentenceOf = <C extends ErrorCode>(code: C, ...[details]: WithDetails<C>): string =>
  translate(code, { ...details })
