import { normalisePlate, OTHER_PLATE, PROVINCES } from '../../domain/values/plates'

/** Longest plate: new energy, 8 places. */
const PLATE_PLACES = 8

const LETTERS = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ')
const DIGITS = Array.from('1234567890')
/** Characters that stand at the end of police, learner, trailer, consulate, embassy and cross-border plates. */
const ENDINGS = Array.from('警学挂领使港澳')

/** `other`: a plate of no form that the keys have, typed freely. */
export type KeySet = 'provinces' | 'characters' | 'other'

/** The keys a plate needs next: a province first, then letters and digits; I and O are never on a plate. */
export function nextKeySet(plate: string): KeySet {
  if (plate.indexOf(OTHER_PLATE) === 0) return 'other'
  return plate === '' ? 'provinces' : 'characters'
}

/** What is typed freely of a plate that has no form of the keys, and the plate that it makes. */
export const writtenOf = (plate: string): string => plate.slice(OTHER_PLATE.length)
export const otherPlate = (written: string): string => OTHER_PLATE + normalisePlate(written)

/** Keys in the order they are shown. Endings come with the last places. */
export function keysOf(set: KeySet, plate: string): string[] {
  if (set === 'provinces') return [...PROVINCES, '使']
  const keys = [...DIGITS, ...LETTERS]
  return plate.length >= 5 ? [...keys, ...ENDINGS] : keys
}

/** The plate after a key; at most 8 places. */
export const withKey = (plate: string, key: string): string =>
  plate.length >= PLATE_PLACES ? plate : plate + key

export const withoutLast = (plate: string): string => Array.from(plate).slice(0, -1).join('')

export interface PlateBox {
  place: number
  character: string
  /** Where the next key goes. */
  next: boolean
  /** The 8th place, for new energy only. */
  extra: boolean
}

export function plateBoxes(plate: string): PlateBox[] {
  const characters = Array.from(plate)
  return Array.from({ length: PLATE_PLACES }, (_, place) => ({
    place,
    character: characters[place] ?? '',
    next: place === characters.length,
    extra: place === PLATE_PLACES - 1,
  }))
}
