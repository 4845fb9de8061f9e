import type { Input } from '../../../contract'
import { isUnsettled, sentenceOf } from '../../api/api-error'
import type { Outcome } from './queue-rows'

/** Rows that one call decides on (contract/visit/approval.ts); each call is answered within a function's time. */
export const ROWS_A_CALL = 100
/** Rows that one batch takes. */
export const MAX_BATCH = 1000

export type Decision = Input<'approval.decideMany'>

/** One call of a batch with the id that it keeps when it is sent again: what was done is not done twice. */
export interface Part {
  input: Decision
  requestId: string
}

/**
 * The calls that a batch is made of.
 * @param sentAt by id, when what the page shows of a booking was sent
 */
export function partsOf(
  visitIds: readonly string[],
  decision: Omit<Decision, 'visitIds' | 'seen'>,
  sentAt: ReadonlyMap<string, number>,
  newId: () => string,
): Part[] {
  const chosen = [...new Set(visitIds)].slice(0, MAX_BATCH)
  return Array.from({ length: Math.ceil(chosen.length / ROWS_A_CALL) }, (_, index) => {
    const part = chosen.slice(index * ROWS_A_CALL, (index + 1) * ROWS_A_CALL)
    const seen = Object.fromEntries(
      part.flatMap((id) => (sentAt.has(id) ? [[id, sentAt.get(id) ?? 0]] : [])),
    ) as Record<string, number>
    return { input: { ...decision, visitIds: part, seen }, requestId: newId() }
  })
}

export interface BatchResult {
  /** Calls that nothing is known of: sent again as they are, they do the rest. */
  left: Part[]
  /** Why it stopped; empty: it came to its end, or somebody stopped it. */
  failure: string
}

/**
 * Makes the calls one after the other, telling each one's rows. What fails doesn't undo the rest; where no answer comes, or the
 * account may decide no more, it stops and says what is left.
 */
export async function runBatch(
  parts: readonly Part[],
  decide: (part: Part) => Promise<{ rows: Outcome[] }>,
  told: (rows: Outcome[]) => void,
  stopped: () => boolean,
): Promise<BatchResult> {
  for (const [index, part] of parts.entries()) {
    if (stopped()) return { left: [], failure: '' }
    try {
      told((await decide(part)).rows)
    } catch (thrown) {
      return { left: isUnsettled(thrown) ? parts.slice(index) : [], failure: sentenceOf(thrown) }
    }
  }
  return { left: [], failure: '' }
}
