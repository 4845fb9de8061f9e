import type { FormerGate } from '../../../miniprogram/domain/account/former-gates'
import type { Day } from '../../../miniprogram/domain/values/days'
import { DomainError } from '../../../miniprogram/domain/errors'
import { DEVICE_READS, GUARD_READS, type PassageWay } from '../../../miniprogram/domain/gate/ways'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { loadGate, type Gate } from '../../stores/campus'
import type { Changer } from '../../platform/unit-of-work'
import type { Caller, DeviceCaller } from '../caller'

/** Who checks at a gate: a guard with an account, or a device with a key (spec 1). */
export interface GateActor {
  kind: 'guard' | 'device'
  /** openid of the guard, id of the device. */
  id: string
  name: string
  gateIds: readonly string[]
  /** Where they stood before. */
  former?: readonly FormerGate[] | undefined
  /** Which way its lane goes; a guard sees to both. */
  opens: Direction | 'both'
  /** Which credentials it takes. */
  reads: readonly PassageWay[]
  /** It may let pass against the rules; a device where the office trusts its attendant. */
  mayOverride: boolean
}

/** One call of an actor. The same actor with the same event id gets the same answer. */
export interface GateCall {
  actor: GateActor
  by: Changer
  /** Epoch milliseconds, and the day it is in Asia/Shanghai. */
  now: number
  today: Day
}

export const guardOf = ({ id, guard, scope }: Caller): GateActor => ({
  kind: 'guard',
  id,
  name: guard?.name ?? '',
  gateIds: scope.gates(),
  former: guard?.former,
  opens: 'both',
  reads: GUARD_READS,
  mayOverride: true,
})

export const guardCall = (caller: Caller): GateCall => ({
  actor: guardOf(caller),
  by: caller,
  now: caller.now,
  today: caller.today,
})

export const deviceCall = (caller: DeviceCaller): GateCall => ({
  actor: {
    kind: 'device',
    id: caller.id,
    name: caller.device.name,
    gateIds: caller.scope.gates(),
    former: caller.device.former,
    opens: caller.device.direction,
    reads: DEVICE_READS[caller.device.kind],
    mayOverride: caller.device.mayOverride,
  },
  by: caller,
  now: caller.now,
  today: caller.today,
})

/**
 * Who passes before this actor, now or told late. `override`: the reason of who let pass. Which way a lane went where its
 * device stood before isn't known.
 */
export function laneOf(
  { kind, gateIds, opens, mayOverride }: GateActor,
  gateId: string,
  override: string | null | undefined,
): { opens: GateActor['opens']; overridden: boolean; attended: boolean } {
  const overridden = mayOverride && (override ?? '').trim() !== ''
  const attended = kind === 'guard' || overridden
  return { opens: gateIds.includes(gateId) ? opens : 'both', overridden, attended }
}

/** A gate of the actor's that is in use, else WRONG_GATE_ACCOUNT. */
export async function ownGate(actor: GateActor, gateId: string): Promise<Gate> {
  const gate = actor.gateIds.includes(gateId) ? await loadGate(gateId) : null
  if (gate === null || !gate.active) throw new DomainError('WRONG_GATE_ACCOUNT')
  return gate
}
