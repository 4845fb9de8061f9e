import type { DocumentKind } from '../values/documents'

/** Which purpose a visit has (spec 2, Purpose); the office makes more of them (purpose-list.ts). */
export type PurposeId = string
/** The class decides the vehicle gates and the fee. */
export const PURPOSE_CLASSES = ['official', 'private'] as const
export type PurposeClass = (typeof PURPOSE_CLASSES)[number]

/** What a purpose is called; `nameEn` empty: in English too by its name. */
export interface PurposeWords {
  name: string
  nameEn: string
}

/** What one comes for. Its id and class stay for good: what was booked for it goes by them. */
export interface Purpose extends PurposeWords {
  id: PurposeId
  class: PurposeClass
  /** Forms offer it; otherwise only what was booked for it has it. */
  offered: boolean
}

/** What a form begins with: the purpose that is meant most often, or the first where it isn't offered; empty: there is none. */
export const usualPurpose = (purposes: readonly { id: PurposeId }[], usual: PurposeId): PurposeId =>
  (purposes.find(({ id }) => id === usual) ?? purposes[0])?.id ?? ''

export const PRIVATE_VEHICLES = ['none', 'both', 'entryOnly'] as const
type PrivateVehicles = (typeof PRIVATE_VEHICLES)[number]

/** What a gate lets through. Campuses without a gate system have no gates at all. */
export interface GateRights {
  pedestrian: boolean
  vehicleBarrier: boolean
  privateVehicles: PrivateVehicles
}

export const DIRECTIONS = ['in', 'out'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** The purpose of an id. Throws RangeError for an id that is none. */
export function purposeOf<P extends { id: PurposeId }>(purposes: readonly P[], id: PurposeId): P {
  const purpose = purposes.find((each) => each.id === id)
  if (purpose === undefined) throw new RangeError(`no purpose ${id.slice(0, 20)}`)
  return purpose
}

/** What a form may name: what is offered, and what the booking that is changed, or the card, has already. */
export const choosablePurposes = (
  purposes: readonly Purpose[],
  own: PurposeId | null = null,
): readonly Purpose[] => purposes.filter(({ id, offered }) => offered || id === own)

/**
 * Gates that the vehicle of a visit may use: every barrier for an official one, the gates marked so for a
 * private one. With `direction` only those open that way; without, those open at least one way.
 */
export function vehicleGates<G extends GateRights>(
  purposeClass: PurposeClass,
  gates: readonly G[],
  { direction }: { direction?: Direction } = {},
): G[] {
  return gates.filter((gate) => {
    if (!gate.vehicleBarrier) return false
    if (purposeClass === 'official' || gate.privateVehicles === 'both') return true
    return gate.privateVehicles === 'entryOnly' && direction !== 'out'
  })
}

/**
 * The gates that a right is for, as they are to it: one that it names is open to its vehicle both ways, whatever it comes
 * for (spec 5.6). `gateIds` null: it names none.
 */
export const gatesOfRight = <G extends GateRights & { _id: string }>(
  gates: readonly G[],
  gateIds: readonly string[] | null,
): G[] =>
  gates.flatMap((gate) => {
    if (gateIds === null) return [gate]
    return gateIds.indexOf(gate._id) < 0 ? [] : [{ ...gate, privateVehicles: 'both' as const }]
  })

/** Gates for people on foot or by bicycle, whatever the purpose. */
export function pedestrianGates<G extends GateRights>(gates: readonly G[]): G[] {
  return gates.filter((gate) => gate.pedestrian)
}

/** Which ways a vehicle of the class may use a gate; null: none. */
export function vehicleGateNote(purposeClass: PurposeClass, gate: GateRights): 'both' | 'entryOnly' | null {
  if (vehicleGates(purposeClass, [gate], { direction: 'in' }).length === 0) return null
  return vehicleGates(purposeClass, [gate], { direction: 'out' }).length === 0 ? 'entryOnly' : 'both'
}

/** How a gate can know a visit (spec 2, Before submitting). */
export const WAYS = ['qr', 'shortCode', 'face', 'plate', 'idCard'] as const
export type Way = (typeof WAYS)[number]

/** Face only with a photo, plate only with a plate, ID card only with a mainland ID. */
export function waysOfPassing(visit: {
  hasPhoto: boolean
  hasPlate: boolean
  documentKind: DocumentKind
}): Way[] {
  const ways: Way[] = ['qr', 'shortCode']
  if (visit.hasPhoto) ways.push('face')
  if (visit.hasPlate) ways.push('plate')
  if (visit.documentKind === 'mainlandId') ways.push('idCard')
  return ways
}
