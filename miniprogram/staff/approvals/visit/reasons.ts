import { sentenceOf } from '../../../locales/errors'
import { lengthOf } from '../../../domain/values/text'
import { MAX_REASON_LENGTH } from '../../../domain/visit/visit'

/** The decisions that need a reason (spec 3): sending back for changes, and taking an approval back. */
export type ReasonedDecision = 'return' | 'revoke'

/** What is wrong with a reason, in the words with which the server would refuse it; empty: nothing. */
export function reasonFieldError(reason: string): string {
  if (reason === '') return sentenceOf('REASON_REQUIRED')
  return lengthOf(reason) > MAX_REASON_LENGTH ? sentenceOf('REASON_TOO_LONG') : ''
}
