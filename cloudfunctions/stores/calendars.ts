import type { Day } from '../../miniprogram/domain/days'
import { hold, release, type CalendarEntry, type IdentityKind } from '../../miniprogram/domain/duplicates'
import type { Stored, Transaction } from '../platform/database'
import { lookupHash } from '../platform/sealing'
import type { Visit } from './visits'

const COLLECTION = 'calendars'

/**
 * The identity calendar of one ID, phone or plate (design 7). Every decision that depends on it writes it,
 * with `rev` counted, so that two decisions at the same moment can't both stand.
 */
export interface Calendar extends Stored {
  kind: IdentityKind
  entries: CalendarEntry[]
  rev: number
}

/** The calendars a visit stands in: its document, its phone, its plate when there is one. */
export function calendarIds(visit: Pick<Visit, 'documentHash' | 'phoneHash' | 'plate'>): string[] {
  const ids = [`document:${visit.documentHash}`, `phone:${visit.phoneHash}`]
  if (visit.plate !== null) ids.push(`plate:${lookupHash('plate', visit.plate)}`)
  return ids
}

/** Reads calendars in sorted order, so that rivals meet at the same first one. Missing ones come empty. */
export async function loadCalendarsIn(tx: Transaction, ids: readonly string[]): Promise<Calendar[]> {
  const calendars: Calendar[] = []
  for (const id of [...new Set(ids)].sort()) {
    const stored = await tx.read<Calendar>(COLLECTION, id)
    calendars.push(
      stored ?? { _id: id, kind: id.slice(0, id.indexOf(':')) as IdentityKind, entries: [], rev: 0 },
    )
  }
  return calendars
}

/** Holds the visit in each of its calendars and frees it in those it no longer stands in. */
export async function holdIn(
  tx: Transaction,
  calendars: Calendar[],
  visit: Visit,
  today: Day,
): Promise<void> {
  const ids = new Set(calendarIds(visit))
  const entry: CalendarEntry = {
    visitId: visit._id,
    firstDay: visit.firstDay,
    lastDay: visit.lastDay,
    approved: visit.state === 'approved',
    unitId: visit.unitId,
    unitName: visit.unitName,
  }
  for (const calendar of calendars) {
    const entries = ids.has(calendar._id)
      ? hold(calendar.entries, entry, today)
      : release(calendar.entries, visit._id, today)
    await tx.write(COLLECTION, { ...calendar, entries, rev: calendar.rev + 1 })
  }
}

/** Frees ID, phone and plate of a visit. */
export async function releaseIn(tx: Transaction, visit: Visit, today: Day): Promise<void> {
  for (const calendar of await loadCalendarsIn(tx, calendarIds(visit))) {
    const entries = release(calendar.entries, visit._id, today)
    await tx.write(COLLECTION, { ...calendar, entries, rev: calendar.rev + 1 })
  }
}
