import type { Validity } from '../../values/validity'
import { closedToVehicles } from '../../vehicle/traffic-control'
import type { Direction, GateRights } from '../../visit/purposes'
import type { OfflineCredential } from '../credential'
import { decideAtGate, type Decided } from '../decide'
import type { BookingFacts } from '../facts'
import type { Remembered } from '../memory'
import { refused } from '../rules'
import type { PassageWay } from '../ways'
import { readCredential, type CredentialRead, type Tools } from './read-credential'
import { factsOfSnapshot } from './snapshot-facts'
import type { GateSnapshot } from './snapshot'

/** What a gate without a network is asked. */
export interface OfflineCheck {
  gateId: string
  direction: Direction
  inVehicle: boolean
  credential: OfflineCredential
  /** Which way the lane goes; absent: both. */
  opens?: Direction | 'both'
  /** Which credentials are taken here (ways.ts); absent: what a guard reads. */
  reads?: readonly PassageWay[]
  /** A guard sees who passes; absent: yes. */
  attended?: boolean
}

export interface OfflineAnswer extends Decided, Pick<CredentialRead, 'way' | 'visitId' | 'step' | 'plate'> {
  /** Weekdays and hours where its right is narrowed to them. */
  visit:
    ({ firstDay: string; lastDay: string; headCount: number } & Pick<Validity, 'weekdays' | 'hours'>) | null
  /** Approved after the snapshot was made: known by the server's signature alone. */
  bySignature: boolean
  /** How far a code out of time is ahead or behind, milliseconds; null when it isn't. */
  skewMs: number | null
}

/**
 * What a gate answers with no network: the decision of decide.ts by the facts of a snapshot, at `now` by the server's
 * clock in epoch milliseconds, with what this gate remembers.
 */
export function decideOffline(
  snapshot: GateSnapshot,
  check: OfflineCheck,
  now: number,
  remembered: Remembered,
  tools: Tools,
): OfflineAnswer {
  const { gateId, direction, opens = 'both', attended = true } = check
  const gate = snapshot.gates.find(({ id }) => id === gateId)
  const context = {
    ...{ gateId, gate: gate ?? NO_GATE, direction, opens, attended, now },
    closed: closedToVehicles(snapshot.controls, gateId, now),
  }
  const read = readCredential(snapshot, check, context, remembered, tools)
  const { way, visitId, step, plate, skewMs, visit, statement } = read
  const booking = read.unread === null ? (visit ?? statement) : null
  const shown = {
    ...{ way, visitId, step, plate, skewMs },
    visit:
      gate === undefined || booking === null
        ? null
        : { firstDay: booking.firstDay, lastDay: booking.lastDay, headCount: booking.headCount },
    bySignature: gate !== undefined && booking !== null && visit === null,
  }
  if (gate === undefined) return { ...shown, answer: refused('WRONG_GATE'), doubt: null }
  const facts = factsOfSnapshot(snapshot, { ...check, gate }, now, read, remembered, tools.digest)
  const known = shown.visit === null ? null : { ...shown.visit, ...timesOf(facts.booking) }
  return { ...shown, visit: known, ...decideAtGate(facts, context) }
}

/** One that isn't in use. */
const NO_GATE: GateRights = { pedestrian: false, vehicleBarrier: false, privateVehicles: 'none' }

/** When the list or the signature says that it comes in, as far as they narrow its days. */
const timesOf = (booking: BookingFacts | null): Pick<Validity, 'weekdays' | 'hours'> => ({
  ...(booking?.weekdays === undefined ? {} : { weekdays: booking.weekdays }),
  ...(booking?.hours === undefined ? {} : { hours: booking.hours }),
})
