import {
  givePlaceBack,
  shares,
  slotSizes,
  slotsToTry,
  takePlace,
} from '../../../miniprogram/domain/activity/places'
import { approve } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { changeEach, type Changer } from '../../platform/unit-of-work'
import {
  listFreeSlots,
  listSlots,
  loadSlotIn,
  saveSlotIn,
  slotIds,
  type StoredSlot,
} from '../../stores/place-slots'
import { reserveShortCodeIn } from '../../stores/short-codes'
import type { Visit } from '../../stores/visits'

/** Places of a quota, taken and given back in the transaction of what they are for (docs/decisions/0027). */

/**
 * Takes one place of a quota; null when none is left. Which slots have places is asked outside the transaction, whether
 * one has is decided in it, and the slot is written: of two who take the last place at once one tries again. The answer is
 * the slot's id, by which the place is given back.
 */
export async function takePlaceIn(tx: Transaction, quotaId: string): Promise<string | null> {
  for (const { _id } of slotsToTry(await listFreeSlots(quotaId), Math.random())) {
    const slot = await loadSlotIn(tx, _id)
    const taken = slot === null ? null : takePlace(slot)
    if (taken === null) continue
    await saveSlotIn(tx, taken)
    return _id
  }
  return null
}

/** The visit with the places that it needs, and so approved at once. @param attempt which try at a free short code it is */
export async function seatedIn(
  tx: Transaction,
  visit: Visit,
  places: readonly string[],
  attempt: number,
  now: number,
): Promise<Visit> {
  const approved = approve({ ...visit, places }, { name: '', role: 'system' }, now)
  const shortCodeTry = visit.shortCodeTry ?? (await reserveShortCodeIn(tx, visit._id, attempt))
  return { ...approved, shortCodeTry, changedAt: now }
}

/**
 * Gives the place back that was taken from the slot; of a slot that isn't there any more nothing is left to give. What was
 * taken before it had a pool is counted there: the pool has it once the slot itself counts none.
 */
export async function givePlaceBackIn(tx: Transaction, slotId: string): Promise<void> {
  const own = await loadSlotIn(tx, slotId)
  const slot = own?.pool === undefined || own.taken > 0 ? own : await loadSlotIn(tx, own.pool)
  if (slot !== null) await saveSlotIn(tx, givePlaceBack(slot))
}

/** Makes a quota's slots, those that are there already left as they are. `until`: when it can be forgotten, epoch ms. */
export async function openQuota(by: Changer, quotaId: string, quota: number, until: number): Promise<void> {
  const sizes = slotSizes(quota)
  const slots = slotIds(quotaId, quota).map((_id, index) => ({ _id, size: sizes[index] ?? 0 }))
  await changeEach(by, slots, async ({ tx }, { _id, size }) => {
    if ((await loadSlotIn(tx, _id)) === null)
      await saveSlotIn(tx, { _id, quotaId, size, taken: 0, open: true, until })
  })
}

/** Lets nobody take a place any more: when it returns, nobody does. */
export async function closeQuota(by: Changer, quotaId: string): Promise<void> {
  const slots = await listSlots(quotaId)
  await changeEach(by, slots, async ({ tx }, { _id }) => {
    const slot = await loadSlotIn(tx, _id)
    if (slot?.open === true) await saveSlotIn(tx, { ...slot, open: false })
  })
}

/**
 * Whether a quota with these slots stands open with this size: there is nothing to resize. `unmade`: what is answered while
 * it has no slots yet.
 */
export function hasSize(slots: readonly StoredSlot[], quota: number, unmade: boolean): boolean {
  if (slots.length === 0) return unmade
  return slots.every(({ open }) => open) && sumOf(slots, 'size') === quota
}

const sumOf = (slots: readonly { size: number; taken: number }[], what: 'size' | 'taken'): number =>
  slots.reduce((sum, slot) => sum + slot[what], 0)

/**
 * Holds a quota back before its size changes: all slots that it has (`there`), or that it or the new one can have, are there
 * and closed, so nobody takes a place and nobody makes one until `resizeQuota`. `quota`: the larger of both sizes; one that
 * was larger still before has more slots than either.
 */
export const holdQuota = (
  by: Changer,
  quotaId: string,
  quota: number,
  until: number,
  there: readonly Pick<StoredSlot, '_id'>[],
): Promise<unknown> =>
  changeEach(
    by,
    [...new Set([...slotIds(quotaId, quota), ...there.map(({ _id }) => _id)])],
    async ({ tx }, _id) => {
      const slot = await loadSlotIn(tx, _id)
      if (slot === null) await saveSlotIn(tx, { _id, quotaId, size: 0, taken: 0, until, open: false })
      else if (slot.open) await saveSlotIn(tx, { ...slot, open: false })
    },
  )

/**
 * Opens a quota that was held back with its new size. Those taken count; where they are more than that, as many have to be
 * given back before one comes free.
 */
export async function resizeQuota(by: Changer, quotaId: string, quota: number): Promise<void> {
  const slots = await listSlots(quotaId)
  const left = quota - sumOf(slots, 'taken')
  if (left < 0) return poolQuota(by, quotaId, slots, quota)
  const sizes = shares(left, slots.length)
  await changeEach(
    by,
    slots.map(({ _id, taken }, index) => ({ _id, size: taken + (sizes[index] ?? 0) })),
    async ({ tx }, { _id, size }) => {
      const slot = await loadSlotIn(tx, _id)
      // Somebody else who changes it at this moment may have opened it: its places are given by now.
      if (slot?.open === false) await saveSlotIn(tx, { ...slot, size, open: true })
    },
  )
}

/**
 * Brings all that was taken of a quota together in one slot, where it is counted from now on: only there it shows, when one
 * is given back, how many are still too many. Made larger again, it is shared out among all slots as before.
 */
async function poolQuota(
  by: Changer,
  quotaId: string,
  slots: readonly StoredSlot[],
  quota: number,
): Promise<void> {
  const pool = slotIds(quotaId, 1)[0] ?? ''
  const others = slots.filter(({ _id }) => _id !== pool)
  await changeEach(by, others, async ({ tx }, { _id }) => {
    const [slot, into] = [await loadSlotIn(tx, _id), await loadSlotIn(tx, pool)]
    if (slot === null || into === null || slot.open) return
    await saveSlotIn(tx, { ...slot, size: 0, taken: 0, open: true, pool })
    if (slot.taken > 0) await saveSlotIn(tx, { ...into, taken: into.taken + slot.taken })
  })
  await changeEach(by, [{ _id: pool }], async ({ tx }, { _id }) => {
    const slot = await loadSlotIn(tx, _id)
    if (slot?.open === false) await saveSlotIn(tx, { ...slot, size: quota, open: true })
  })
}
