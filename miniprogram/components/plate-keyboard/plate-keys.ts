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
export function nextKeySet(plate: string, at = plate.length): KeySet {
  if (plate.indexOf(OTHER_PLATE) === 0) return 'other'
  return at === 0 ? 'provinces' : 'characters'
}

/** What is typed freely of a plate that has no form of the keys, and the plate that it makes. */
export const writtenOf = (plate: string): string => plate.slice(OTHER_PLATE.length)
export const otherPlate = (written: string): string => normalisePlate(OTHER_PLATE + written)

/** Most cars at the gates are from here. */
const HOME = '桂'

/**
 * Keys for the place `at`, in the order they are shown: a letter stands behind the province, and the endings come with the last
 * places.
 */
export function keysOf(set: KeySet, plate: string, at = plate.length): string[] {
  if (set === 'provinces') return [HOME, ...PROVINCES.filter((each) => each !== HOME), '使']
  if (at === 1 && PROVINCES.indexOf(plate.charAt(0)) >= 0) return LETTERS
  const keys = [...DIGITS, ...LETTERS]
  return at >= 5 ? [...keys, ...ENDINGS] : keys
}

/** The plate after a key at a place, which takes the place of what stood there; at most 8 places. */
export const withKey = (plate: string, key: string, at = plate.length): string =>
  at >= PLATE_PLACES ? plate : plate.slice(0, at) + key + plate.slice(at + 1)

/** Nothing can follow. */
export const isFull = (plate: string): boolean => plate.length >= PLATE_PLACES

export const withoutLast = (plate: string): string => Array.from(plate).slice(0, -1).join('')

export interface PlateBox {
  place: number
  character: string
  /** Where the next key goes. */
  next: boolean
  /** The 8th place, for new energy only. */
  extra: boolean
}

/** @param at the place where the next key goes */
export function plateBoxes(plate: string, at = plate.length): PlateBox[] {
  const characters = Array.from(plate)
  return Array.from({ length: PLATE_PLACES }, (_, place) => ({
    place,
    character: characters[place] ?? '',
    next: place === at,
    extra: place === PLATE_PLACES - 1,
  }))
}
