import { fieldError, type FieldError } from '../errors'
import { readLine } from '../values/text'
import { DIRECTIONS } from '../visit/purposes'
import type { DeviceKind } from './ways'

/** Which way the lane of a device goes. */
export const LANES = [...DIRECTIONS, 'both'] as const
export type Lane = (typeof LANES)[number]

const MAX_ADDRESSES = 10

/** What the office says of a device (docs/decisions/0007). */
export interface DeviceTraits {
  name: string
  gateId: string
  kind: DeviceKind
  direction: Lane
  /** Whether its attendant may let pass what the rules refuse. */
  mayOverride: boolean
  /** It can't sign: known by a secret path, from these addresses only where any are named. */
  unsigned: boolean
  addresses: readonly string[]
}

/** Whether hardware of this kind is also made with a protocol that has no signatures. */
export const mayBeUnsigned = (kind: DeviceKind): boolean => kind === 'qrHead' || kind === 'plateCamera'

/** Reads addresses as they are typed into one line, with blanks, commas or semicolons between. */
export const addressesOf = (typed: string): string[] =>
  typed.split(/[\s,，;；、]+/).filter((address) => address !== '')

/**
 * What a form sends of what was chosen: a choice that a later one took the ground from is dropped. Chosen for a scanner and
 * then made a face reader, a device signs after all; what can't sign is never trusted with letting pass.
 */
export function settledDevice<T extends Omit<DeviceTraits, 'addresses'> & { addresses: string[] }>(
  traits: T,
): T {
  const unsigned = traits.unsigned && mayBeUnsigned(traits.kind)
  return {
    ...{ ...traits, name: readLine(traits.name), unsigned, mayOverride: traits.mayOverride && !unsigned },
    addresses: unsigned ? traits.addresses : [],
  }
}

/** All that is wrong with a device as it is to be stored, each beside its field, in the order of the form. */
export function checkDevice(traits: DeviceTraits): FieldError[] {
  const { unsigned, addresses } = traits
  const readable = addresses.every((address) => /^[0-9A-Fa-f.:]{3,45}$/.test(address))
  return [
    ...(readLine(traits.name) === '' ? [fieldError('name', 'DEVICE_NAME')] : []),
    ...(traits.gateId === '' ? [fieldError('gateId', 'DEVICE_GATE')] : []),
    ...(unsigned && traits.direction === 'both' ? [fieldError('direction', 'DEVICE_DIRECTION')] : []),
    ...(unsigned && !mayBeUnsigned(traits.kind) ? [fieldError('unsigned', 'DEVICE_SIGNS')] : []),
    ...(readable && addresses.length <= MAX_ADDRESSES
      ? []
      : [fieldError('addresses', 'DEVICE_ADDRESSES', { max: MAX_ADDRESSES })]),
    ...(unsigned && traits.mayOverride ? [fieldError('mayOverride', 'DEVICE_OVERRIDE')] : []),
  ]
}
