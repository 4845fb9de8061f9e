import type { Input, Output } from '../../../contract'
import { codeChangesAt, codeStepOf } from '../../../miniprogram/domain/walk-in/code-steps'
import { isGiven, NO_WALK_INS } from '../../../miniprogram/domain/walk-in/quota'
import { ofInstance } from '../../platform/instance-state'
import { programCode } from '../../platform/program-codes'
import { loadWalkInQuota } from '../../stores/walk-in-quotas'
import type { Caller } from '../caller'
import { guardOf, ownGate } from '../gate/actor'
import { codeAt } from './codes'
import { placesNow } from './places'

/**
 * The code that one of the guard's gates shows now, as a picture that WeChat scans; it is asked for anew when it changes.
 * Null while the gate lets nobody in without a booking.
 */
export async function showWalkInCode(
  caller: Caller,
  { gateId }: Input<'walkIn.code'>,
): Promise<Output<'walkIn.code'>> {
  const gate = await ownGate(guardOf(caller), gateId)
  const quota = (await loadWalkInQuota(gateId)) ?? NO_WALK_INS
  const [places, picture] = await Promise.all([
    placesNow(quota, gateId, caller.now),
    isGiven(quota, caller.now) ? pictureAt(gateId, codeStepOf(caller.now)) : null,
  ])
  return { gateName: gate.name, open: quota.open, picture, changesAt: codeChangesAt(caller.now), ...places }
}

/** The latest picture of each gate: several phones at a gate show the same one. */
const pictures = ofInstance(() => new Map<string, { step: number; picture: Promise<string> }>())

function pictureAt(gateId: string, step: number): Promise<string> {
  const kept = pictures().get(gateId)
  if (kept?.step === step) return kept.picture
  const code = codeAt(gateId, step)
  const picture = programCode('walk-in/form/form', `w=${code}`).then((bytes) => bytes.toString('base64'))
  pictures().set(gateId, { step, picture })
  picture.catch(() => pictures().delete(gateId))
  return picture
}
