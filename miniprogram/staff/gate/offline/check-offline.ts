import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { ownClockSuspected } from '../../../domain/gate/clock-skew'
import type { OfflineAnswer } from '../../../domain/gate/snapshot/decide-offline'
import type { GateReason } from '../../../domain/gate/reasons'
import type { GateCheck } from '../gate-check'
import type { OfflineResult } from '../result/offline-result.view'
import { offlineGate, phoneTime, type OfflineGate } from './offline-gate'

type Decided = Pick<OfflineResult, 'decision' | 'snapshotAt' | 'at' | 'ownClock'>

/** Decides on this phone; null when it can't: no list was ever fetched, or a document is to be looked up. */
export async function checkOffline({
  gateId,
  direction,
  inVehicle,
  credential,
}: GateCheck): Promise<Decided | null> {
  const post = 'person' in credential ? null : await openOfflineGate()
  if (post === null || 'person' in credential) return null
  const at = serverNow()
  const decision = post.decide({ gateId, direction, inVehicle, credential }, at)
  const { snapshotAt, sightings } = post.state(at)
  if (decision === null || snapshotAt === null) return null
  return { decision, snapshotAt, at, ownClock: ownClockSuspected(sightings) }
}

/** Whether this phone could decide by itself. */
export async function mayCheckOffline({ credential }: GateCheck): Promise<boolean> {
  const post = 'person' in credential ? null : await openOfflineGate()
  return post !== null && post.state().snapshotAt !== null
}

/** Null while the phone's storage can't be read: then the server has to be asked. */
export async function openOfflineGate(): Promise<OfflineGate | null> {
  try {
    return await offlineGate()
  } catch (failure) {
    console.error('the storage of the gate can’t be read', failure)
    return null
  }
}

export interface Verdict {
  allowed: boolean
  reason: GateReason
  /** Why the guard let pass what the rules refused or couldn't say. */
  override: string | null
}

/** What the rules said by themselves. */
export const verdictOf = ({ answer: { allowed, reason } }: OfflineAnswer): Verdict => ({
  ...{ allowed, reason },
  override: null,
})

/**
 * Keeps what was decided until the server has it. `eventId`: the id under which the server was asked, if it was, so
 * that a check whose answer was lost is recorded once; null makes one. Answers the id. Throws when the phone is full.
 */
export async function recordOffline(
  { gateId, direction, inVehicle }: GateCheck,
  { way, visitId, step, plate }: OfflineAnswer,
  { allowed, reason, override }: Verdict,
  eventId: string | null,
): Promise<string> {
  const id = eventId ?? (await idempotencyKey().requestIdFor(''))
  await (
    await offlineGate()
  ).record({
    eventId: id,
    ...{ gateId, direction, way, ...phoneTime(), allowed, reason, visitId, plate, inVehicle, override, step },
  })
  return id
}
