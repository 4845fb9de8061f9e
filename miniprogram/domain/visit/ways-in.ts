import { gatesOfRight, pedestrianGates, vehicleGates, type GateRights } from './purposes'

/** A gate as somebody chooses it for a right that names its gates. */
export type ChosenGate = GateRights & { id: string }

/** How people come: on foot, by car, or as they like. */
export interface ComesBy {
  onFoot: boolean
  byCar: boolean
}

/**
 * Whether somebody gets in by one of the gates that a right names (spec 5.6); by one that isn't in use nobody does. Naming
 * none it is for those of its purpose.
 */
export function hasWayIn(
  gateIds: readonly string[],
  gates: readonly ChosenGate[],
  { onFoot, byCar }: ComesBy,
): boolean {
  if (gateIds.length === 0) return true
  const named = gatesOfRight(
    gates.map((gate) => ({ ...gate, _id: gate.id })),
    gateIds,
  )
  if (onFoot && pedestrianGates(named).length > 0) return true
  // Whatever it comes for: by a gate that its right names any car comes in.
  return byCar && vehicleGates('private', named, { direction: 'in' }).length > 0
}
