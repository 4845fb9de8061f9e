import type { ApprovalRow } from '../../../../contract'
import { dayOf } from '../../../domain/values/days'
import { formatMoment, formatRange } from '../../../locales/days'
import { formatPlate } from '../../../domain/values/plates'
import type { Choice } from '../../approvals/list/queue-choice'
import { purposeWords } from '../../../locales/purposes'
import { riskHintWords, visitWords } from '../../../locales/visit'
import { componentsApprovalCardWords } from '../../../locales/zh/pages/components-approval-card'

/** One booking of the own unit, as an approver reads it at a glance (spec 3). */
export interface ApprovalCardView {
  id: string
  name: string
  purpose: string
  classWord: string
  official: boolean
  days: string
  whom: string
  /** Empty on foot. */
  plate: string
  /** '随行2人'; empty when alone. */
  companions: string
  /** When it was sent; of a decided one when that was and by whom. */
  moment: string
  /** Why it was returned; empty otherwise. */
  reason: string
  /** The host's word, who invited, 贵宾. */
  marks: Array<{ icon: string; words: string; tone: 'plain' | 'good' | 'attention' }>
  hints: Array<{ words: string }>
  /** Null: a tap opens it. Otherwise a tap chooses it. */
  choice: { chosen: boolean; locked: boolean } | null
  /** What came of the last decision on many; null: nothing was tried. */
  outcome: { tone: 'good' | 'attention'; icon: string; words: string } | null
}

/** `now` in epoch milliseconds; `choice` null: not choosing many. */
export function approvalCard(row: ApprovalRow, now: number, choice: Choice | null = null): ApprovalCardView {
  const days = formatRange(row.firstDay, row.lastDay, dayOf(now))
  const whom = `${row.hostName}-${row.unitName}`
  const classWord = visitWords().purposeClasses[row.purposeClass]
  const marks = marksOf(row)
  return {
    id: row.id,
    name: row.name,
    purpose: purposeWords(row.purposeWords),
    classWord,
    official: row.purposeClass === 'official',
    days,
    whom,
    plate: row.plate === null ? '' : formatPlate(row.plate),
    companions: row.companions > 0 ? componentsApprovalCardWords.companions(row.companions) : '',
    moment: momentOf(row, now),
    reason:
      row.state === 'returned' && row.reason !== null ? componentsApprovalCardWords.reason(row.reason) : '',
    marks,
    hints: row.hints.map((code) => ({ words: riskHintWords(code) })),
    ...chosenPart(row.id, choice),
  }
}

function momentOf(row: ApprovalRow, now: number): string {
  const by = row.decidedBy ?? ''
  if (row.state === 'approved')
    return componentsApprovalCardWords.momentOf(formatMoment(row.changedAt, now), by)
  if (row.state === 'returned')
    return componentsApprovalCardWords.returnedBy(formatMoment(row.changedAt, now), by)
  if (row.state === 'revoked')
    return componentsApprovalCardWords.revokedBy(formatMoment(row.changedAt, now), by)
  if (row.state === 'pending')
    return componentsApprovalCardWords.submittedAt(formatMoment(row.submittedAt, now))
  return componentsApprovalCardWords.changedAt(formatMoment(row.changedAt, now))
}

const WORD_MARKS = {
  none: { icon: 'help-circle', tone: 'plain' },
  confirmed: { icon: 'check-circle', tone: 'good' },
  denied: { icon: 'close-circle', tone: 'attention' },
} as const

function marksOf({
  hostConfirmation,
  inviterName,
  vip,
  hints,
  state,
  cancelAsked,
}: ApprovalRow): ApprovalCardView['marks'] {
  const marks: ApprovalCardView['marks'] = []
  if (cancelAsked)
    marks.push({ icon: 'error-circle', words: componentsApprovalCardWords.marksOfWords, tone: 'attention' })
  if (vip) marks.push({ icon: 'star', words: componentsApprovalCardWords.vip, tone: 'plain' })
  if (inviterName !== null)
    marks.push({ icon: 'mail', words: componentsApprovalCardWords.invitedBy(inviterName), tone: 'plain' })
  // The hint says it already, or nobody waits for the word any more.
  const saidElsewhere = hints.indexOf('officialUnconfirmed') >= 0 || state !== 'pending'
  if (hostConfirmation !== 'none' || !saidElsewhere)
    marks.push({ ...WORD_MARKS[hostConfirmation], words: visitWords().hostConfirmations[hostConfirmation] })
  return marks
}

function chosenPart(id: string, choice: Choice | null): Pick<ApprovalCardView, 'choice' | 'outcome'> {
  if (choice === null) return { choice: null, outcome: null }
  const outcome = choice.outcomes[id]
  return {
    choice: { chosen: choice.ids.indexOf(id) >= 0, locked: outcome?.settled === true },
    outcome:
      outcome === undefined
        ? null
        : outcome.ok
          ? { tone: 'good', icon: 'check-circle-filled', words: outcome.words }
          : { tone: 'attention', icon: 'error-circle', words: outcome.words },
  }
}
