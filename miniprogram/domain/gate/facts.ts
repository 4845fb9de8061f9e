import type { Known } from '../values/known'
import type { Validity } from '../values/validity'
import type { Direction, GateRights, PurposeClass } from '../visit/purposes'
import type { VisitState } from '../visit/visit'
import type { GateReason } from './reasons'
import type { RefusedCompanion } from './rules'

/**
 * All that a gate decides by. The records and a snapshot give the same facts; what a snapshot can't know is `UNKNOWN`
 * (docs/decisions/0015), and decide.ts says what the gate does without it.
 */
export interface GateFacts {
  /** Why the credential itself says nothing, or nothing any more; null: it was read. */
  unread: GateReason | null
  booking: BookingFacts | null
  /** The ID, the phone or the plate that passes is on the blacklist today. */
  blocked: boolean
  /** Companions on the blacklist today; looked up on entry. */
  refusedCompanions: Known<readonly RefusedCompanion[]>
  /** Of the plate that passes; null: no plate is known, or somebody goes on foot. */
  vehicle: VehicleFacts | null
  /** A vehicle passes, whether or not its plate is known. */
  inVehicle: boolean
  /** Which way the visitor last passed; null: never. Unknown of a companion, whom nobody keeps. */
  lastDirection: Known<Direction | null>
  /** The step of this pass, or this short code, has let somebody through this way. */
  used: Known<boolean>
  /** The pass was shown on another phone since, which holds it now. */
  otherPhone: Known<boolean>
  /** Somebody gave a short code. */
  byShortCode: boolean
  /** The code is live, but the clock that made it is wrong. */
  clockOff: boolean
  /** What is known is too old to tell of a revocation. */
  outdated: boolean
}

export interface BookingFacts extends Omit<Validity, 'gateIds'> {
  state: VisitState
  purposeClass: PurposeClass
  hasVehicle: boolean
  /** The only gates it may use; null: those of its purpose. */
  gateIds: Known<readonly string[] | null>
  /** How often it was used to come in. */
  entriesMade: Known<number>
  /** The visitor and the companions. */
  headCount: number
  /** How many of them are inside. */
  headsInside: Known<number>
}

export interface VehicleFacts {
  inside: Known<boolean>
  due: Known<boolean>
}

/** Where and when somebody wants to pass. */
export interface GateContext {
  gateId: string
  gate: GateRights
  /** A traffic control closes the gate to vehicles now (spec 5.5). */
  closed: boolean
  direction: Direction
  /** Which way the lane goes. */
  opens: Direction | 'both'
  /** A guard sees who passes. */
  attended: boolean
  /** Epoch milliseconds by the server's clock. */
  now: number
}

/** At a gate without a way for walkers everybody who came by car rides (spec 5.1). */
export const isInVehicle = (asked: boolean, gate: GateRights, hasVehicle: boolean): boolean =>
  asked || (!gate.pedestrian && hasVehicle)
