import { sentenceOf } from '../../../locales/errors'
import { lengthOf } from '../../../domain/values/text'
import { MAX_REASON_LENGTH } from '../../../domain/visit/visit'
import { returnReasons } from '../../../locales/zh/pages/return-reasons'
import { approvalsVisitWords } from '../../locales/approvals-visit'

/** The decisions that need a reason (spec 3): sending back for changes, and taking an approval back. */
export type ReasonedDecision = 'return' | 'revoke'

/** Reasons one picks instead of typing them; the visitor reads them as they stand. */
export const REASONS: Readonly<Record<ReasonedDecision, readonly string[]>> = {
  return: [
    approvalsVisitWords.purposeUnclear,
    returnReasons.matter,
    approvalsVisitWords.return,
    approvalsVisitWords.changeDays,
    approvalsVisitWords.wrongPlate,
    approvalsVisitWords.wrongDocument,
  ],
  revoke: [
    approvalsVisitWords.revoke,
    approvalsVisitWords.reasonsRevoke,
    approvalsVisitWords.notAsBooked,
    approvalsVisitWords.campusSafety,
  ],
}

/** One reason from what was picked and typed, in the order of the list. */
export const composeReason = (picked: readonly string[], typed: string): string =>
  returnReasons.together([...picked, typed.trim()])

/** What is wrong with a reason, in the words with which the server would refuse it; empty: nothing. */
export function reasonFieldError(reason: string): string {
  if (reason === '') return sentenceOf('REASON_REQUIRED')
  return lengthOf(reason) > MAX_REASON_LENGTH ? sentenceOf('REASON_TOO_LONG') : ''
}
