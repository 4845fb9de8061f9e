import { endOfRight, invalidityAt, type Invalidity, type Validity } from '../values/validity'
import { vehicleGates, type Direction, type GateRights, type PurposeClass } from '../visit/purposes'
import { stateAfter, type VisitState } from '../visit/visit'
import type { GateReason } from './reasons'

/**
 * The rules for one visit at one gate (spec 5.1), as decide.ts puts them in order. Entry is refused by default; nobody is
 * ever trapped: leaving is allowed whatever happened to the booking.
 */
export interface VisitAtGate extends Omit<Validity, 'gateIds'> {
  state: VisitState
  /** How often it was used to come in; absent: not known. */
  entriesMade?: number
  purposeClass: PurposeClass
  plate: string | null
  /** The ID, phone or plate is on the blacklist today (spec 5.4): blocks entry, never exit. */
  blocked: boolean
}

export interface GateAnswer {
  allowed: boolean
  reason: GateReason
  /** The person may pass, but the car named on the booking not here. */
  onFootOnly: boolean
  /** Something the guard should know beside the answer; for people ALREADY_INSIDE and NOT_INSIDE are no more than that. */
  hint?: GateReason | null
  /** Companions who may not come in. */
  refusedCompanions?: readonly RefusedCompanion[]
}

/**
 * Somebody who has to stay outside, as a guard can tell them by: families share a name, and the end of the document, as
 * far as it is ever shown, tells them apart.
 */
export interface RefusedCompanion {
  maskedName: string
  documentEnd: string
}

/** Decides for a known visit at `now`, epoch milliseconds. */
export function answerAtGate(
  visit: VisitAtGate,
  gate: GateRights,
  direction: Direction,
  now: number,
): GateAnswer {
  const ride = visit.plate !== null && vehicleGates(visit.purposeClass, [gate], { direction }).length > 0
  const onFootOnly = visit.plate !== null && !ride
  // Leaving is never refused, not even at a gate that is closed to the car: the person is not the car.
  if (direction === 'out') return { allowed: true, reason: 'OK', onFootOnly }

  const refusal = entryRefusal(visit, now)
  if (refusal !== null) return { allowed: false, reason: refusal, onFootOnly: false }
  if (!gate.pedestrian && !ride) return { allowed: false, reason: 'WRONG_GATE', onFootOnly: false }
  return { allowed: true, reason: 'OK', onFootOnly }
}

/** Refused without a visit to decide about. */
export const refused = (reason: GateReason): GateAnswer => ({ allowed: false, reason, onFootOnly: false })

const BY_STATE: Readonly<Record<VisitState, GateReason | null>> = {
  pending: 'PENDING',
  approved: null,
  returned: 'RETURNED',
  revoked: 'REVOKED',
  cancelled: 'CANCELLED',
  expired: 'EXPIRED',
  finished: 'EXPIRED',
}

const BY_VALIDITY: Readonly<Record<Invalidity, GateReason>> = {
  notYet: 'NOT_YET',
  over: 'EXPIRED',
  otherHours: 'OUTSIDE_HOURS',
  papersExpired: 'PAPERS_EXPIRED',
  noEntriesLeft: 'NO_ENTRIES_LEFT',
}

/** Why the booking doesn't let anybody in at `now`; null when it does. */
export function entryRefusal(visit: VisitAtGate, now: number): GateReason | null {
  if (visit.blocked) return 'BLACKLIST'
  // Finished before its time is over: its entries were used. "Expired" would name days that aren't past.
  const over = now >= endOfRight(visit)
  const early = visit.state === 'finished' && visit.entries !== undefined && !over
  const byState = early ? 'NO_ENTRIES_LEFT' : BY_STATE[over ? stateAfter(visit.state) : visit.state]
  if (byState !== null) return byState
  const invalidity = invalidityAt(visit, now, visit.entriesMade)
  return invalidity === null ? null : BY_VALIDITY[invalidity]
}
