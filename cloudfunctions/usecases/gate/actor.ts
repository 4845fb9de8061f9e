import type { Day } from '../../../miniprogram/domain/values/days'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { loadGate, type Gate } from '../../stores/campus'
import type { Context } from '../context'

/** Who checks at a gate: a guard with an account, or a device with a key (spec 1). */
export interface GateActor {
  kind: 'guard' | 'device'
  /** openid of the guard, id of the device. */
  id: string
  name: string
  gateIds: readonly string[]
  /** Which way its lane goes; a guard sees to both. */
  opens: Direction | 'both'
}

/** One call of an actor. The same actor with the same event id gets the same answer. */
export interface GateCall {
  actor: GateActor
  action: string
  eventId: string
  /** Epoch milliseconds, and the day it is in Asia/Shanghai. */
  now: number
  today: Day
}

export const guardOf = ({ openid, guard }: Context): GateActor => ({
  kind: 'guard',
  id: openid,
  name: guard?.name ?? '',
  gateIds: guard?.gateIds ?? [],
  opens: 'both',
})

export const guardCall = (context: Context): GateCall => ({
  actor: guardOf(context),
  action: context.action,
  eventId: context.requestId,
  now: context.now,
  today: context.today,
})

/** Whose request ids and records they are: a device can't meet a guard's, whatever it calls itself. */
export const keyOwner = ({ kind, id }: GateActor): string => (kind === 'guard' ? id : `device:${id}`)

/** A gate of the actor's that is in use, else WRONG_GATE_ACCOUNT. */
export async function ownGate(actor: GateActor, gateId: string): Promise<Gate> {
  const gate = actor.gateIds.includes(gateId) ? await loadGate(gateId) : null
  if (gate === null || !gate.active) throw new DomainError('WRONG_GATE_ACCOUNT')
  return gate
}
