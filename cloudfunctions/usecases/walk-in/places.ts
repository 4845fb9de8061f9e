import { DomainError } from '../../../miniprogram/domain/errors'
import { isGiven, nextPlacesAt, quotasAt, type WalkInQuota } from '../../../miniprogram/domain/walk-in/quota'
import { slotSizes } from '../../../miniprogram/domain/activity/places'
import type { Transaction } from '../../platform/database'
import { ofInstance } from '../../platform/instance-state'
import type { Changer } from '../../platform/unit-of-work'
import { listFreeSlots, listSlots } from '../../stores/place-slots'
import { openQuota, takePlaceIn } from '../activity/places'

/** Places of a gate's hour and day (spec 4.3), in slots as those of an activity (docs/decisions/0028). */

type OneQuota = ReturnType<typeof quotasAt>['hour']

/** Places left at the gate now, and when the next ones come if there are none. */
export async function placesNow(
  quota: WalkInQuota,
  gateId: string,
  now: number,
): Promise<{ left: number; nextAt: number | null }> {
  if (!isGiven(quota, now)) return { left: 0, nextAt: nextPlacesAt(quota, now, null) }
  const { hour, day } = quotasAt(quota, gateId, now)
  const [ofHour, ofDay] = await Promise.all([leftOf(hour), leftOf(day)])
  const left = Math.min(ofHour, ofDay)
  return { left, nextAt: left > 0 ? null : nextPlacesAt(quota, now, ofDay === 0 ? 'day' : 'hour') }
}

/** Of a quota whose slots nobody has made yet, all of it. */
async function leftOf({ id, size }: OneQuota): Promise<number> {
  const slots = await listSlots(id)
  return slots.length === 0 ? size : slots.reduce((sum, { free }) => sum + free, 0)
}

/** Makes the slots of this hour and day where they aren't all there; whether it did. */
export async function openPlaces(
  by: Changer,
  quota: WalkInQuota,
  gateId: string,
  now: number,
): Promise<boolean> {
  const { hour, day } = quotasAt(quota, gateId, now)
  const opened = await Promise.all([hour, day].map((each) => openOnce(by, each)))
  return opened.includes(true)
}

/** Quotas that this instance is making at this moment: those who come together wait for the one who does it. */
const opening = ofInstance(() => new Map<string, Promise<boolean>>())

function openOnce(by: Changer, quota: OneQuota): Promise<boolean> {
  const begun = opening().get(quota.id)
  if (begun !== undefined) return begun
  const done = openMissing(by, quota).finally(() => opening().delete(quota.id))
  opening().set(quota.id, done)
  return done
}

async function openMissing(by: Changer, { id, size, ends }: OneQuota): Promise<boolean> {
  const slots = await listSlots(id)
  if (slots.length >= slotSizes(size).length) return false
  await openQuota({ ...by, requestId: '' }, id, size, ends + SLOTS_KEPT_MS)
  return true
}

/** Slots outlast their hour by what a visit in them may still give back. */
export const SLOTS_KEPT_MS = 2 * 86_400_000

/**
 * One place of the hour and one of the day, by the ids of their slots. Throws WALK_IN_FULL with when the next ones come,
 * and then neither is taken.
 */
export async function takePlacesIn(
  tx: Transaction,
  quota: WalkInQuota,
  gateId: string,
  now: number,
): Promise<string[]> {
  const { hour, day } = quotasAt(quota, gateId, now)
  const places: string[] = []
  for (const { id } of [hour, day]) {
    const place = await takePlaceIn(tx, id)
    if (place === null)
      throw new DomainError('WALK_IN_FULL', { nextAt: await nextAfterFull(quota, day, now) })
    places.push(place)
  }
  return places
}

async function nextAfterFull(quota: WalkInQuota, day: OneQuota, now: number): Promise<number | null> {
  const free = await listFreeSlots(day.id)
  return nextPlacesAt(quota, now, free.length === 0 ? 'day' : 'hour')
}
