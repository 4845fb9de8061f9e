import type { Details, ErrorCode, ErrorDetails, FieldError } from '../domain/errors'

/** One language's sentence for every code: a function of the typed details where a code has some. */
export type ErrorSentences = {
  readonly [C in ErrorCode]: ErrorDetails[C] extends null ? string : (details: ErrorDetails[C]) => string
} & { readonly UNKNOWN: (code: string) => string }

/**
 * The sentence for a refusal that crossed the wire. A code that isn't in the table comes from a newer server: the
 * general sentence names it, so that somebody who asks for help can say it.
 */
export function sentenceIn(sentences: ErrorSentences, code: string, details: Details): string {
  if (code === 'UNKNOWN' || !Object.prototype.hasOwnProperty.call(sentences, code))
    return sentences.UNKNOWN(code)
  const sentence = sentences[code as ErrorCode] as string | ((details: Details) => string)
  return typeof sentence === 'string' ? sentence : sentence(details)
}

/** More than these nobody reads in one line: who mends them reads the next. */
const MAX_SAID = 3

/**
 * What is wrong with a form, as its field errors say it: who reads the sentence alone has nothing marked to look at. Empty:
 * the details got lost.
 */
export function formSentence(
  sentences: ErrorSentences,
  { fieldErrors }: Partial<ErrorDetails['FORM']>,
  and: string,
): string {
  const errors: readonly FieldError[] = Array.isArray(fieldErrors) ? fieldErrors : []
  const said = errors.map(({ code, details }) => sentenceIn(sentences, code, details))
  return said
    .filter((each, at) => said.indexOf(each) === at)
    .slice(0, MAX_SAID)
    .join(and)
}

/** A value inside a sentence. Details cross the wire: what is no plain value is left out, not shown as an object. */
export const shown = (value: string | number | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** More names than these nobody reads in one sentence. */
const MAX_NAMED = 5

/** Names inside a sentence; of details that got lost none. */
export const named = (names: readonly string[], and: string): string =>
  (Array.isArray(names) ? (names as readonly string[]) : []).slice(0, MAX_NAMED).map(shown).join(and)
