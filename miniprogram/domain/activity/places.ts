/**
 * Places of a quota (spec 4.2, 4.3), split into slots so that many who ask at once don't meet in one document (house
 * rule 10). The slots' sizes add up to the quota and no slot holds more than its size, so it is never exceeded.
 */
export interface PlaceSlot {
  /** Places in this slot. */
  size: number
  taken: number
  /** False once nobody may take a place any more; those taken stay taken. */
  open: boolean
  /**
   * The slot that counts what was taken of this one before its quota became smaller than all that was taken; absent: none.
   */
  pool?: string
}

/**
 * As many slots as any quota has. Of 64 people who ask at the same moment three in ten meet another in a slot and
 * begin anew; with half as many slots one in some thousands met others nine times and was told to come again.
 */
export const MAX_SLOTS = 128
/** Slots of one place each would leave those who come late to hunt for the last ones. */
const PLACES_A_SLOT = 2

/** The sizes of a quota's slots, one after the other; as equal as can be, none for a quota of 0. */
export const slotSizes = (quota: number): number[] =>
  shares(quota, Math.min(MAX_SLOTS, Math.ceil(quota / PLACES_A_SLOT)))

/** So many places shared out among so many slots, as equally as can be. */
export const shares = (places: number, count: number): number[] =>
  Array.from(
    { length: count },
    (_, index) => Math.floor((places * (index + 1)) / count) - Math.floor((places * index) / count),
  )

/** Places that somebody may still take. */
export const freePlaces = ({ size, taken, open }: PlaceSlot): number => (open ? Math.max(0, size - taken) : 0)

/** The slot with one more place taken; null when it has none. */
export const takePlace = <S extends PlaceSlot>(slot: S): S | null =>
  freePlaces(slot) === 0 ? null : { ...slot, taken: slot.taken + 1 }

/** The slot with a place given back. */
export const givePlaceBack = <S extends PlaceSlot>(slot: S): S => ({
  ...slot,
  taken: Math.max(0, slot.taken - 1),
})

/**
 * The slots that have places, in the order in which to try them: the first by lot, a slot with more places more often,
 * so that those who ask at once part. @param draw 0 ≤ draw < 1
 */
export function slotsToTry<S extends PlaceSlot>(slots: readonly S[], draw: number): S[] {
  const free = slots.filter((slot) => freePlaces(slot) > 0)
  let left = draw * free.reduce((sum, slot) => sum + freePlaces(slot), 0)
  const first = free.findIndex((slot) => (left -= freePlaces(slot)) < 0)
  return first < 0 ? free : [...free.slice(first), ...free.slice(0, first)]
}
