import { CHECK_REPEATS_MS } from '../../../miniprogram/domain/gate/repeats'
import { platesRead } from '../../../miniprogram/domain/gate/readers'
import type { Transaction } from '../../platform/database'
import type { AnsweredRequest } from '../../platform/replies'
import type { Gate } from '../../stores/campus'
import { loadPassageIn, type Passage } from '../../stores/passages'
import type { GateActor } from './actor'
import type { Checked } from './check'
import type { LatePassage } from './late-passage'

/** Actions whose reply is that of `checkAtGate`. */
const CHECKS: readonly string[] = ['gate.check', 'verify', 'override']

/** What the server had answered by itself to what a gate, which didn't hear of it, decided alone. */
export interface EarlierCheck {
  passageId: string | null
  allowed: boolean
  /** What was recorded then, as it stands now. */
  passage: Passage | null
}

/** The check whose answer is kept under the id of what is told late; null where it is another event's. */
export async function earlierCheckIn(
  tx: Transaction,
  { action, reply, at }: AnsweredRequest,
  actor: GateActor,
  latePassage: LatePassage,
  gate: Gate,
): Promise<EarlierCheck | null> {
  if (!CHECKS.includes(action) || !isOfItsTime(at, latePassage, actor)) return null
  const { passageId, allowed } = reply as Checked
  const passage = passageId === null ? null : await loadPassageIn(tx, passageId)
  return isOf(passage, latePassage, gate) ? { passageId, allowed, passage } : null
}

/**
 * A gate decides alone moments after it asked. What a phone asked may be under way for hours, and its ids are nobody else's; a
 * device signs when it asks, and its counter may start anew.
 */
const isOfItsTime = (checkedAt: number, { at }: LatePassage, { kind }: GateActor): boolean =>
  at - checkedAt <= CHECK_REPEATS_MS && (kind === 'guard' || checkedAt - at <= CHECK_REPEATS_MS)

/**
 * Whether what is told is what was checked. Of a car its plate counts: a list may know another booking of it, and knows nobody
 * whose booking was approved since.
 */
function isOf(passage: Passage | null, { event }: LatePassage, gate: Gate): boolean {
  const { direction, way, visitId, plate } = event
  if (passage === null) return true
  if (passage.gateId !== gate._id || passage.direction !== direction || passage.way !== way) return false
  if (way !== 'plate') return visitId === null || passage.visitId === '' || passage.visitId === visitId
  return plate === null || passage.plate === null || (platesRead(plate) as string[]).includes(passage.plate)
}
