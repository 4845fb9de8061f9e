import type { Output } from '../../../contract'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { formatMoment } from '../../../miniprogram/locales/days'
import { adviceSentence, reasonSentence } from '../../../miniprogram/locales/gate'
import { adminConflictsWords } from '../../../miniprogram/locales/zh/pages/admin-conflicts'
import { conflictsWords as words } from '../../locales/zh/desk'
import type { Question } from '../../shell/question'

type Conflict = Output<'gate.conflicts'>['rows'][number]

const LISTS = ['open', 'settled'] as const
type ConflictList = (typeof LISTS)[number]
export const CONFLICT_CHOICES = LISTS.map((value) => ({ value, label: words[value] }))

/** Which list the address asks for; whatever isn't one means what nobody has settled yet. */
export const conflictListOf = (asked: unknown): ConflictList => LISTS.find((list) => list === asked) ?? 'open'

/** A passage that the server would have refused, as a row. */
export interface ConflictLine {
  id: string
  who: string
  passed: string
  why: string
  advice: string
  by: string
  delivered: string
  /** What came of it; empty: nobody has settled it. */
  outcome: string
  settledBy: string
}

export const conflictLines = (rows: readonly Conflict[], now: number): ConflictLine[] =>
  rows.map((row) => ({
    id: row.id,
    who:
      [row.name, row.plate === null ? '' : formatPlate(row.plate)]
        .filter((each) => each !== '')
        .join(' · ') || adminConflictsWords.whoOf,
    passed: words.passing(
      formatMoment(row.at, now),
      row.gateName,
      adminConflictsWords.happened(row.direction, row.allowed),
    ),
    why: reasonSentence(row.conflict) ?? adminConflictsWords.why(row.conflict),
    advice: adviceSentence(row.conflict),
    by: row.byName === '' ? adminConflictsWords.nameless : row.byName,
    delivered: formatMoment(row.deliveredAt, now),
    outcome: row.settled?.reason ?? '',
    settledBy:
      row.settled === null ? '' : words.settledBy(row.settled.byName, formatMoment(row.settled.at, now)),
  }))

const MAX_REASON = 200

export const settleQuestion = ({ id, who }: ConflictLine): Question => ({
  ...{ key: id, title: words.settleOf(who), note: words.settleNote, action: words.settle, final: false },
  reason: { label: words.reason, example: words.reasonHint, limit: MAX_REASON },
})
