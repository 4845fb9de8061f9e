import type { VisitRow } from '../../../contract'
import type { Day } from '../../domain/values/days'
import { formatPlate } from '../../domain/values/plates'
import type { VisitState } from '../../domain/visit/visit'
import { stepReason, validityWords, visitWords } from '../../locales/visit'
import { visitCardWords } from '../../locales/zh/pages/visit-card'

/** A visit as a list shows it. */
export interface VisitCardView {
  id: string
  state: VisitState | 'waiting'
  title: string
  days: string
  whom: string
  /** Plate and companions, empty when alone on foot. */
  extras: string
  extrasIcon: string
  /** Why it was returned or revoked; empty otherwise. */
  reason: string
  /** Lines an approver should look at twice. */
  marks: Array<{ words: string }>
}

/** What a visit is called: an activity by its title, somebody's of a standing pass by that, else by its purpose. */
export const titleOfVisit = ({ activity, standing, purpose }: VisitRow): string =>
  activity?.title ?? (standing === true ? visitWords().standing : visitWords().purposes[purpose])

/**
 * The card of one row. The visitor's own list is headed by the purpose; an approver's (`headedBy: 'name'`)
 * by the visitor's masked name.
 */
export function visitCard(
  row: VisitRow,
  today: Day,
  { headedBy = 'purpose', marks = [] }: { headedBy?: 'purpose' | 'name'; marks?: string[] } = {},
): VisitCardView {
  const purpose = titleOfVisit(row)
  return {
    id: row.id,
    state: row.activity?.waiting === true ? 'waiting' : row.state,
    title: headedBy === 'name' ? `${row.name} · ${purpose}` : purpose,
    days: validityWords(row, today),
    whom: [row.hostName, row.unitName].filter(Boolean).join('-'),
    extras: [
      row.plate === null ? '' : formatPlate(row.plate),
      row.companions > 0 ? visitCardWords.extras(row.companions) : '',
    ]
      .filter(Boolean)
      .join(visitCardWords.visitCardExtras),
    extrasIcon: row.plate === null ? 'usergroup' : 'car',
    reason:
      (row.state === 'returned' || row.state === 'revoked') && row.reason !== null
        ? visitCardWords.reason(stepReason(row.reason))
        : '',
    marks: marks.map((words) => ({ words })),
  }
}
