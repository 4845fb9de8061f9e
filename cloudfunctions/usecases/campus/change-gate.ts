import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from '../../platform/database'
import { loadGateIn, saveGateIn, type StoredGate } from '../../stores/campus'
import { loadRuleHistoryIn, saveRuleHistoryIn } from '../../stores/settings'
import { requireMark } from '../as-seen'

/**
 * The way by which a gate changes, at its page or by a file: what it was and became stands in the history of rules, with who
 * and when. As `requireMark`.
 */
export async function changeGateIn(
  tx: Transaction,
  { now, byName }: { now: number; byName: string },
  gate: StoredGate,
  seen?: string,
): Promise<void> {
  const from = await loadGateIn(tx, gate._id)
  requireMark(from, seen)
  await saveGateIn(tx, gate)
  if (isDeepStrictEqual(from, gate)) return
  const { revision, changes } = await loadRuleHistoryIn(tx)
  const changed = { revision: revision + 1, at: now, byName, rule: 'gates', from, to: gate }
  await saveRuleHistoryIn(tx, { revision: revision + 1, changes: [changed, ...changes] })
}
