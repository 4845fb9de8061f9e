import { ACTIONS } from '../../../miniprogram/actions'
import type { CallRow, Person } from '../protocol'

/** What changes nothing that anybody but the caller sees. */
const UNSEEN: readonly string[] = [
  'consent.record',
  'pass.issue',
  'gate.uploadPassages',
  'file.keep',
  'file.discard',
  'data.export',
]

/** Subjects that nothing on a guard's phone tells of. */
const NOT_AT_THE_GATE = /^(?:visit|approval|release|invitation)\./
const GUARD = '门岗'

/** What a gate's device asks when somebody passes. */
const AT_A_LANE = 'POST /v1/verify'

/** Whether a call may have changed what this person's phone shows: it changed something, and another person made it. */
export function concerns(
  { action, outcome, person }: CallRow,
  { name, role }: Pick<Person, 'name' | 'role'>,
): boolean {
  if (outcome !== 'ok' || person === name) return false
  if (role === GUARD && NOT_AT_THE_GATE.test(action)) return false
  if (action === AT_A_LANE) return true
  return Object.entries(ACTIONS).some(
    ([known, { changes }]) => known === action && changes && !UNSEEN.includes(known),
  )
}
