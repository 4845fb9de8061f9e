import { freePlaces, MAX_SLOTS, slotSizes, type PlaceSlot } from '../../miniprogram/domain/activity/places'
import { command, find, type Stored, type Transaction } from '../platform/database'
import { removeBefore } from '../platform/remove-before'

const COLLECTION = 'placeSlots'

/** One share of a quota's places (docs/decisions/0027). */
export interface StoredSlot extends Stored, PlaceSlot {
  quotaId: string
  /** Places that can still be taken; kept by `saveSlotIn`. */
  free: number
  /** Epoch ms after which nobody asks for it any more. */
  until: number
}

/** The ids of a quota's slots, in their order. */
export const slotIds = (quotaId: string, quota: number): string[] =>
  slotSizes(quota).map((_, index) => `${quotaId}:${index}`)

/** Slots that have places, as they stand outside a transaction: whoever takes one reads it again in one. */
export const listFreeSlots = (quotaId: string): Promise<StoredSlot[]> =>
  find<StoredSlot>(COLLECTION, { quotaId, free: command().gt(0) }, ['free', 'desc'], MAX_SLOTS)

/** All slots of a quota, with places or without. */
export const listSlots = (quotaId: string): Promise<StoredSlot[]> =>
  find<StoredSlot>(COLLECTION, { quotaId }, ['free', 'desc'], MAX_SLOTS)

export const loadSlotIn = (tx: Transaction, id: string): Promise<StoredSlot | null> =>
  tx.read<StoredSlot>(COLLECTION, id)

export const saveSlotIn = (tx: Transaction, slot: Omit<StoredSlot, 'free'>): Promise<void> =>
  tx.write<StoredSlot>(COLLECTION, { ...slot, free: freePlaces(slot) })

/** Removes slots that nobody asks for any more, at most `limit`; returns how many. */
export const forgetSlots = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'until', now, limit)
