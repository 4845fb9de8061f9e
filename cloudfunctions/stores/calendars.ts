import type { PlateNumber } from '../../miniprogram/domain/values/plates'
import type { Day } from '../../miniprogram/domain/values/days'
import type { Block, FeeDue, VehicleInside } from '../../miniprogram/domain/visit/booking-refusals'
import {
  hold,
  release,
  type CalendarEntry,
  type IdentityKind,
} from '../../miniprogram/domain/visit/duplicates'
import type { Movement } from '../../miniprogram/domain/vehicle/movements'
import { command, find, findByIds, readDocument, type Stored, type Transaction } from '../platform/database'
import { lookupHash } from '../platform/sealing'
import type { Visit } from './visits'

const COLLECTION = 'calendars'

/**
 * The identity calendar of one ID, phone or plate (house rule 10). Every decision that depends on it writes it,
 * with `rev` counted, so that two decisions at the same moment can't both stand.
 */
export interface Calendar extends Stored {
  kind: IdentityKind
  entries: CalendarEntry[]
  /** Blacklist entries in force or to come (spec 5.4). */
  blocks: Block[]
  /** Plates only: where the vehicle stands, and fees that were left unpaid (spec 5.3). */
  inside: VehicleInside | null
  dues: FeeDue[]
  /** Plates only: its last comings and goings, by time. */
  movements: Movement[]
  rev: number
}

/** The calendars a visit stands in: its document, phone and plate, as far as it has them. */
export function calendarIds(visit: Pick<Visit, 'documentHash' | 'phoneHash' | 'plate'>): string[] {
  return [
    ...(visit.documentHash === '' ? [] : [`document:${visit.documentHash}`]),
    ...(visit.phoneHash === '' ? [] : [`phone:${visit.phoneHash}`]),
    ...(visit.plate === null ? [] : [plateCalendarId(visit.plate)]),
  ]
}

/** The calendars of its companions' documents: they hold nothing there, but may be on the blacklist. In their order. */
export const companionCalendarIds = ({ companions }: Pick<Visit, 'companions'>): string[] =>
  companions.map(({ documentHash }) => `document:${documentHash}`)

/** The calendars of everybody who comes with it, by document and the visitor's phone. */
const peopleIds = (visit: Visit): string[] => [
  ...calendarIds({ ...visit, plate: null }),
  ...companionCalendarIds(visit),
]

/** `plate` normalised. */
export const plateCalendarId = (plate: PlateNumber): string => `plate:${lookupHash('plate', plate)}`

/** Reads calendars in sorted order, so that rivals meet at the same first one. Missing ones come empty. */
export async function loadCalendarsIn(tx: Transaction, ids: readonly string[]): Promise<Calendar[]> {
  const calendars: Calendar[] = []
  for (const id of [...new Set(ids)].sort()) {
    calendars.push(await loadCalendarIn(tx, id))
  }
  return calendars
}

/** One calendar outside a transaction, for looking; decisions read it in one. */
export const loadCalendar = async (id: string): Promise<Calendar> => ({
  ...emptyCalendar(id),
  ...(await readDocument<Calendar>(COLLECTION, id)),
})

/** Those of `ids` that exist, outside a transaction, for looking. */
export const loadCalendars = (ids: readonly string[]): Promise<Calendar[]> =>
  findByIds<Calendar>(COLLECTION, ids)

/** One calendar; a missing one comes empty. */
export const loadCalendarIn = async (tx: Transaction, id: string): Promise<Calendar> => ({
  ...emptyCalendar(id),
  ...(await tx.read<Calendar>(COLLECTION, id)),
})

function emptyCalendar(id: string): Calendar {
  const kind = id.slice(0, id.indexOf(':')) as IdentityKind
  return { _id: id, kind, entries: [], blocks: [], inside: null, dues: [], movements: [], rev: 0 }
}

/** Writes a calendar with its revision counted, so that whoever read it before has to read again. */
export const saveCalendarIn = (tx: Transaction, calendar: Calendar): Promise<void> =>
  tx.write(COLLECTION, { ...calendar, rev: calendar.rev + 1 })

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
    unitId: visit.unitId,
    unitName: visit.unitName,
  }
  for (const calendar of calendars) {
    const people = calendar.kind === 'plate' ? { people: peopleIds(visit) } : {}
    const entries = ids.has(calendar._id)
      ? hold(calendar.entries, { ...entry, ...people }, today)
      : release(calendar.entries, visit._id, today)
    await saveCalendarIn(tx, { ...calendar, entries })
  }
}

/** Frees one calendar of a visit; false when it didn't hold it. */
export async function releaseVisitIn(
  tx: Transaction,
  id: string,
  visitId: string,
  today: Day,
): Promise<boolean> {
  const calendar = await loadCalendarIn(tx, id)
  if (!calendar.entries.some((entry) => entry.visitId === visitId)) return false
  await saveCalendarIn(tx, { ...calendar, entries: release(calendar.entries, visitId, today) })
  return true
}

/** Calendars by id, beyond `afterId`: for going through all of them once. */
export const listCalendars = (afterId: string, limit: number): Promise<Calendar[]> =>
  find<Calendar>(COLLECTION, { _id: command().gt(afterId) }, ['_id', 'asc'], limit)

/** Frees ID, phone and plate of a visit. */
export async function releaseIn(tx: Transaction, visit: Visit, today: Day): Promise<void> {
  for (const calendar of await loadCalendarsIn(tx, calendarIds(visit))) {
    const entries = release(calendar.entries, visit._id, today)
    await saveCalendarIn(tx, { ...calendar, entries })
  }
}
