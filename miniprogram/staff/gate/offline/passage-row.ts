import type { Input } from '../../../../contract'

/** A passage that was decided without a network. */
export type OfflinePassage = Input<'gate.uploadPassages'>['events'][number]

/** As it lies in the storage: without the names of its fields it takes a third, and a phone keeps 10,000. */
export type PassageRow = readonly [
  eventId: string,
  gateId: string,
  direction: OfflinePassage['direction'],
  way: OfflinePassage['way'],
  at: number,
  offset: number | null,
  allowed: 0 | 1,
  reason: OfflinePassage['reason'],
  visitId: string | null,
  plate: string | null,
  inVehicle: 0 | 1,
  step: number | null,
  override: string | null,
]

export const rowOf = (passage: OfflinePassage): PassageRow => [
  passage.eventId,
  passage.gateId,
  passage.direction,
  passage.way,
  passage.at,
  passage.offset,
  passage.allowed ? 1 : 0,
  passage.reason,
  passage.visitId,
  passage.plate,
  passage.inVehicle === true ? 1 : 0,
  passage.step,
  passage.override,
]

export function passageOf(row: PassageRow): OfflinePassage {
  const [
    eventId,
    gateId,
    direction,
    way,
    at,
    offset,
    allowed,
    reason,
    visitId,
    plate,
    inVehicle,
    step,
    override,
  ] = row
  return {
    ...{ eventId, gateId, direction, way, at, offset, allowed: allowed === 1, reason, visitId, plate },
    ...{ inVehicle: inVehicle === 1, step, override },
  }
}
