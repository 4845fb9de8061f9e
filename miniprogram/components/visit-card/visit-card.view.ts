import type { VisitRow } from '../../../contract'
import type { Day } from '../../domain/values/days'
import { formatPlate } from '../../domain/values/plates'
import type { VisitState } from '../../domain/visit/visit'
import { controlWords } from '../../locales/controls'
import { purposeWords } from '../../locales/purposes'
import { unitOf } from '../../locales/walk-in'
import { stepReason, validityWords, visitWords } from '../../locales/visit'

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
export const titleOfVisit = ({ activity, standing, purposeWords: words }: VisitRow): string =>
  activity?.title ?? (standing === true ? visitWords().standing : purposeWords(words))

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
  const words = controlWords().card
  return {
    id: row.id,
    state: row.activity?.waiting === true ? 'waiting' : row.state,
    title: headedBy === 'name' ? `${row.name} · ${purpose}` : purpose,
    days: validityWords(row, today),
    whom: [row.hostName, unitOf(row)].filter(Boolean).join('-'),
    extras: [
      row.plate === null ? '' : formatPlate(row.plate),
      row.companions > 0 ? words.companions(row.companions) : '',
    ]
      .filter(Boolean)
      .join(words.comma),
    extrasIcon: row.plate === null ? 'usergroup' : 'car',
    reason:
      (row.state === 'returned' || row.state === 'revoked') && row.reason !== null
        ? words.reason(stepReason(row.reason))
        : '',
    marks: marks.map((mark) => ({ words: mark })),
  }
}
