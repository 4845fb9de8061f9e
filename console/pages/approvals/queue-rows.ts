import type { ApprovalRow, Output } from '../../../contract'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { translate } from '../../../miniprogram/locales/errors'
import { formatMoment, formatRange } from '../../../miniprogram/locales/days'
import { purposeWords } from '../../../miniprogram/locales/purposes'
import { visitWords } from '../../../miniprogram/locales/visit'
import { approvalsWords } from '../../locales/zh/approvals'

/** What came of one row of a batch. */
export type Outcome = Output<'approval.decideMany'>['rows'][number]

/** A booking as a row of the queue. */
export interface QueueRow {
  id: string
  name: string
  companions: string
  purpose: string
  days: string
  host: string
  plate: string
  marks: { words: string; attention: boolean }[]
  submitted: string
  /** What was just decided, or why it couldn't be; null: nothing was tried. */
  outcome: { words: string; failed: boolean } | null
}

/** @param now epoch ms @param outcome of the last decision on it */
export function queueRow(row: ApprovalRow, now: number, outcome: Outcome | undefined): QueueRow {
  return {
    id: row.id,
    name: row.name,
    companions: row.companions > 0 ? approvalsWords.companions(row.companions) : '',
    purpose: purposeWords(row.purposeWords),
    days: formatRange(row.firstDay, row.lastDay, dayOf(now)),
    host: `${row.hostName}-${row.unitName}`,
    plate: row.plate === null ? '' : formatPlate(row.plate),
    marks: marksOf(row),
    submitted: formatMoment(row.submittedAt, now),
    outcome: outcome === undefined ? null : outcomeWords(outcome),
  }
}

const isHint = (code: string): code is keyof typeof approvalsWords.hintMarks =>
  Object.prototype.hasOwnProperty.call(approvalsWords.hintMarks, code)

const marksOf = ({ hints, hostConfirmation, cancelAsked }: ApprovalRow): QueueRow['marks'] => [
  ...(cancelAsked ? [{ words: approvalsWords.cancelAsked, attention: true }] : []),
  ...(hostConfirmation === 'denied' ? [{ words: approvalsWords.denied, attention: true }] : []),
  ...hints.map((code) => ({ words: isHint(code) ? approvalsWords.hintMarks[code] : code, attention: true })),
]

const outcomeWords = ({ ok, state, code, details }: Outcome): { words: string; failed: boolean } =>
  ok
    ? { words: state === null ? '' : visitWords().states[state], failed: false }
    : { words: translate(code ?? 'INTERNAL', details), failed: true }
