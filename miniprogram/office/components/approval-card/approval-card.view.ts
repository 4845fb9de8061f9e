import type { VisitRow } from '../../../../contract'
import { dayOf, formatMoment, formatRange } from '../../../domain/days'
import { formatPlate } from '../../../domain/plates'
import { PURPOSE_CLASSES, purposeOf, type PurposeClass } from '../../../domain/purposes'
import { RISK_HINTS, riskHints } from '../../../domain/risk-hints'
import type { VisitState } from '../../../domain/visit'

/** From which length and distance on an approver is asked to look twice (contract: visit.options). */
export interface HintRules {
  adviseAheadDays: number
  adviseLongDays: number
}

/** One booking of the own unit, as an approver reads it at a glance (spec 3). */
export interface ApprovalCardView {
  id: string
  state: VisitState
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
  /** When it was sent; of a decided one when that was. */
  moment: string
  /** Why it was returned; empty otherwise. */
  reason: string
  hints: Array<{ words: string }>
  /** The same in one sentence for a screen reader. */
  spoken: string
}

/** `rules` null: not known (yet), then a card carries no hints. `now` in epoch milliseconds. */
export function approvalCard(row: VisitRow, now: number, rules: HintRules | null): ApprovalCardView {
  const purpose = purposeOf(row.purpose)
  const days = formatRange(row.firstDay, row.lastDay, dayOf(now))
  const whom = `${row.hostName}-${row.unitName}`
  const classWord = PURPOSE_CLASSES[purpose.class]
  return {
    id: row.id,
    state: row.state,
    name: row.name,
    purpose: purpose.name,
    classWord,
    official: purpose.class === 'official',
    days,
    whom,
    plate: row.plate === null ? '' : formatPlate(row.plate),
    companions: row.companions > 0 ? `随行${row.companions}人` : '',
    moment: momentOf(row, now),
    reason: row.state === 'returned' && row.reason !== null ? `退回原因：${row.reason}` : '',
    hints: hintsOf(row, purpose.class, rules),
    spoken: `${row.name}，${classWord}${purpose.name}，${days}，找${whom}`,
  }
}

function momentOf(row: VisitRow, now: number): string {
  if (row.state === 'approved') return `${formatMoment(row.changedAt, now)} 通过`
  if (row.state === 'returned') return `${formatMoment(row.changedAt, now)} 退回`
  if (row.state === 'pending') return `${formatMoment(row.submittedAt, now)} 提交`
  return `${formatMoment(row.changedAt, now)} 更新`
}

/** Hints help to decide; a booking that is decided needs none. */
function hintsOf(
  row: VisitRow,
  purposeClass: PurposeClass,
  rules: HintRules | null,
): Array<{ words: string }> {
  if (rules === null || row.state !== 'pending') return []
  return riskHints({ ...row, purposeClass }, dayOf(row.submittedAt), rules).map((hint) => ({
    words: RISK_HINTS[hint],
  }))
}
