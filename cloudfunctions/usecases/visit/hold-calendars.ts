import { keptEndOf } from '../../../miniprogram/domain/values/validity'
import { hold, release, type CalendarEntry } from '../../../miniprogram/domain/visit/duplicates'
import { isStanding } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import {
  calendarIds,
  companionCalendarIds,
  loadCalendarIn,
  loadCalendarsIn,
  saveCalendarIn,
  type Calendar,
} from '../../stores/calendars'
import type { Visit } from '../../stores/visits'
import { givePlaceBackIn } from '../activity/places'
import { keepStayDaysIn } from '../parking/parking'

/** Bookings in the calendars of their ID, phone and plate (docs/decisions/0001). */

/**
 * Holds the visit in each of its calendars and frees it in those it no longer stands in. `beaten` are bookings that lose
 * their phone number to it.
 */
export async function holdIn(
  tx: Transaction,
  calendars: Calendar[],
  visit: Visit,
  now: number,
  beaten: readonly string[] = [],
): Promise<void> {
  const ids = new Set(calendarIds(visit))
  const entry: CalendarEntry = {
    visitId: visit._id,
    firstDay: visit.firstDay,
    ...keptEndOf({ ...visit.right, lastDay: visit.lastDay }),
    unitId: visit.unitId,
    unitName: visit.unitName,
    ...(visit.phoneProved === true ? { proved: true } : {}),
    ...(isStanding(visit) ? { standing: true } : {}),
  }
  for (const calendar of calendars) {
    const people = calendar.kind === 'plate' ? { people: peopleIds(visit) } : {}
    const freed = calendar.entries.filter(
      ({ visitId }) => calendar.kind !== 'phone' || !beaten.includes(visitId),
    )
    const entries = ids.has(calendar._id)
      ? hold(freed, { ...entry, ...people }, now)
      : release(calendar.entries, visit._id, now)
    await saveCalendarIn(tx, { ...calendar, entries })
    await keepStayDaysIn(tx, calendar, visit)
  }
}

/** Frees one calendar of a visit; false when it didn't hold it. */
export async function releaseVisitIn(
  tx: Transaction,
  id: string,
  visitId: string,
  now: number,
): Promise<boolean> {
  const calendar = await loadCalendarIn(tx, id)
  if (!calendar.entries.some((entry) => entry.visitId === visitId)) return false
  await saveCalendarIn(tx, { ...calendar, entries: release(calendar.entries, visitId, now) })
  return true
}

/** The calendars of everybody who comes with it, by document and the visitor's phone. */
const peopleIds = (visit: Visit): string[] => [
  ...calendarIds({ ...visit, plate: null }),
  ...companionCalendarIds(visit),
]

/**
 * Frees ID, phone and plate of a visit that was called off, and its places of quotas. Somebody who walked in was one of
 * those of the hour and of the day, whatever becomes of the visit.
 */
export async function releaseIn(tx: Transaction, visit: Visit, now: number): Promise<void> {
  const used = visit.kind === 'walkIn' && visit.firstEntryAt !== null
  for (const slot of used ? [] : (visit.places ?? [])) await givePlaceBackIn(tx, slot)
  await releaseCalendarsIn(tx, visit, now)
}

/** Frees ID, phone and plate of a visit that has run its course: its places went with its time. */
export async function releaseCalendarsIn(tx: Transaction, visit: Visit, now: number): Promise<void> {
  for (const calendar of await loadCalendarsIn(tx, calendarIds(visit))) {
    const entries = release(calendar.entries, visit._id, now)
    await saveCalendarIn(tx, { ...calendar, entries })
  }
}
