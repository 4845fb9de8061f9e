import type { Output } from '../../../../contract'
import { formatMoment } from '../../../locales/days'
import { translate } from '../../../locales/errors'
import { approvalsListWords } from '../../locales/approvals-list'

/** Many bookings chosen to be decided with one tap (spec 3). Functions here are pure: choice in, choice out. */
export type ManyDecision = 'approve' | 'return'

/** What came of one row. */
interface RowOutcome {
  ok: boolean
  words: string
  /** No decision of this person's would change anything. */
  settled: boolean
  /** The decision that can't succeed however often it is tried; the other one may. */
  never: ManyDecision | null
  /** Its visitor has sent something else since: chosen again once that was looked at. */
  changed: boolean
}

export interface Choice {
  /** Chosen, in the order of choosing. What failed stays chosen. */
  ids: readonly string[]
  outcomes: Readonly<Record<string, RowOutcome>>
  /** What was tried last; null: nothing yet. */
  tried: ManyDecision | null
  /** The decision that is being answered. */
  deciding: ManyDecision | null
  /** No answer came, the same decision is on its way again. */
  repeating: boolean
  /** Why the last tap did nothing at all; empty otherwise. */
  refused: string
  /** The account may not decide any more: nothing is left to try. */
  over: boolean
}

/** One call takes this many (contract: approval.decideMany). */
export const MAX_CHOSEN = 20

export const nothingChosen = (): Choice => ({
  ids: [],
  outcomes: {},
  tried: null,
  deciding: null,
  repeating: false,
  refused: '',
  over: false,
})

/** The choice with one row put in or taken out; what is settled can't be chosen any more. */
export function toggled(choice: Choice, id: string): Choice {
  if (choice.deciding !== null || choice.outcomes[id]?.settled === true) return choice
  if (choice.ids.indexOf(id) >= 0)
    return { ...choice, ids: choice.ids.filter((each) => each !== id), refused: '' }
  if (choice.ids.length >= MAX_CHOSEN)
    return { ...choice, refused: approvalsListWords.chooseAtMost(MAX_CHOSEN) }
  return { ...choice, ids: [...choice.ids, id], refused: '' }
}

/** All of `ids` that can be chosen, as far as one call goes; none of them when all were chosen already. */
export function toggledAll(choice: Choice, ids: readonly string[]): Choice {
  if (choice.deciding !== null) return choice
  const open = openOf(choice, ids)
  const all = open.length > 0 && open.every((id) => choice.ids.indexOf(id) >= 0)
  return { ...choice, ids: all ? [] : open, refused: '' }
}

/** What 全选 would choose: what wasn't told before that it can't be done. */
export const openOf = ({ outcomes, over }: Choice, ids: readonly string[]): string[] =>
  over
    ? []
    : ids
        .filter((id) => outcomes[id]?.settled !== true && (outcomes[id]?.never ?? null) === null)
        .slice(0, MAX_CHOSEN)

/** Of what is chosen, what this decision may still succeed for. */
export const chosenFor = ({ ids, outcomes, over }: Choice, decision: ManyDecision): string[] =>
  over ? [] : ids.filter((id) => outcomes[id]?.never !== decision)

/** Refusals after which no decision helps: it was decided, it is gone, or the account may not decide. */
const SETTLES: readonly string[] = ['ALREADY_DECIDED', 'NOT_FOUND', 'FROZEN', 'NOT_ALLOWED']
/** Approving is for somebody else, or too late; sending back still goes. */
const NEVER_APPROVED: readonly string[] = ['SELF_APPROVAL', 'DAYS_PAST']

const CHANGED = 'CHANGED_MEANWHILE'

/** Whether a row shows something old by now. */
export const hasChanged = (rows: Output<'approval.decideMany'>['rows']): boolean =>
  rows.some(({ code }) => code === CHANGED)

/** A refusal of the whole tap; one that ends this person's deciding leaves nothing to try. */
export const refusedAll = (choice: Choice, code: string, message: string): Choice => ({
  ...choice,
  deciding: null,
  repeating: false,
  refused: message,
  over: code === 'FROZEN' || code === 'NOT_ALLOWED',
})

const DONE: Readonly<Record<ManyDecision, string>> = {
  approve: approvalsListWords.approved,
  return: approvalsListWords.returned,
}

/** Each row with what came of it. What failed and may be tried again stays chosen. */
export function answered(
  choice: Choice,
  decision: ManyDecision,
  rows: Output<'approval.decideMany'>['rows'],
  now: number,
): Choice {
  const outcomes = { ...choice.outcomes }
  for (const { visitId, ok, code, details, decidedAt } of rows) {
    const at = decidedAt === null ? '' : approvalsListWords.inBrackets(formatMoment(decidedAt, now))
    const refusal = code ?? ''
    outcomes[visitId] = ok
      ? { ok, words: DONE[decision], settled: true, never: null, changed: false }
      : {
          ok,
          words: `${code === null ? '' : translate(code, details)}${at}`,
          settled: SETTLES.indexOf(refusal) >= 0,
          never: NEVER_APPROVED.indexOf(refusal) >= 0 ? 'approve' : null,
          changed: refusal === CHANGED,
        }
  }
  const ids = choice.ids.filter((id) => mayBeTried(outcomes[id], decision))
  return { ...choice, ids, outcomes, tried: decision, deciding: null, repeating: false, refused: '' }
}

/** Whether the same decision, sent again as it is, may succeed; undefined: it wasn't tried. */
export const mayBeTried = (outcome: RowOutcome | undefined, decision: ManyDecision): boolean =>
  outcome === undefined || (!outcome.settled && outcome.never !== decision && !outcome.changed)
