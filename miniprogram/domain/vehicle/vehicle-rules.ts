import { entryRefusal, refused, type GateAnswer, type VisitAtGate } from '../gate/rules'
import { vehicleGates, type Direction, type GateRights } from '../visit/purposes'

/**
 * What a gate answers to a vehicle (spec 2, 5.1, 5.5). For people "already inside" is a hint; for vehicles it is a
 * rule, because the next booking and the parking fee hang on it. Leaving needs a gate that lets this vehicle out and
 * nothing else: not a valid booking, not an open road, not a paid fee.
 */
export interface VehicleAtGate {
  /** The booking the plate belongs to today, or the one it entered with; null when there is none. */
  visit: VisitAtGate | null
  /** Where it stands, null: nowhere. That is all the rules ask; a gate without a network knows no more. */
  inside: object | null
  dues: readonly object[]
}

export interface VehicleGate extends GateRights {
  /** A traffic control closes this gate to vehicles now (spec 5.5). */
  closed: boolean
}

export function answerVehicleAtGate(
  vehicle: VehicleAtGate,
  gate: VehicleGate,
  direction: Direction,
  now: number,
): GateAnswer {
  return direction === 'out' ? leaving(vehicle, gate) : entering(vehicle, gate, now)
}

function leaving({ visit, inside }: VehicleAtGate, gate: VehicleGate): GateAnswer {
  // Who was let in without a booking came by whichever barrier was nearest, and leaves by whichever opens outwards.
  const letIn = visit === null && inside !== null
  const purposeClass = letIn ? 'official' : (visit?.purposeClass ?? 'private')
  if (vehicleGates(purposeClass, [gate], { direction: 'out' }).length === 0)
    return refused(gate.privateVehicles === 'entryOnly' ? 'ENTRY_ONLY' : 'WRONG_GATE')
  // No entry on record (a raised barrier, a lost record): out it goes, and the record says so.
  return { allowed: true, reason: 'OK', onFootOnly: false, hint: inside === null ? 'NOT_INSIDE' : null }
}

function entering({ visit, inside, dues }: VehicleAtGate, gate: VehicleGate, now: number): GateAnswer {
  if (visit === null) return refused('NOT_FOUND')
  const refusal = entryRefusal(visit, now)
  if (refusal !== null) return refused(refusal)
  if (visit.plate === null) return refused('NO_VEHICLE')
  if (vehicleGates(visit.purposeClass, [gate], { direction: 'in' }).length === 0) return refused('WRONG_GATE')
  if (gate.closed) return refused('TRAFFIC_CONTROL')
  if (dues.length > 0) return refused('FEE_DUE')
  if (inside !== null) return refused('ALREADY_INSIDE')
  return { allowed: true, reason: 'OK', onFootOnly: false, hint: null }
}
