import type { PlateNumber } from '../../miniprogram/domain/values/plates'
import type { Block, FeeDue, VehicleInside } from '../../miniprogram/domain/visit/booking-refusals'
import type { CalendarEntry, IdentityKind } from '../../miniprogram/domain/visit/duplicates'
import type { Movement } from '../../miniprogram/domain/vehicle/movements'
import { command, find, findByIds, readDocument, type Stored, type Transaction } from '../platform/database'
import { lookupHash } from '../platform/lookup-hash'

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

/** What somebody comes with; empty or null what they don't have. */
interface Identified {
  documentHash: string
  phoneHash: string
  /** Somebody else proved the number to be theirs. */
  phoneTaken?: boolean
  plate: PlateNumber | null
}

/** The calendars a visit stands in: its document, phone and plate, as far as it has them and they weren't taken. */
export function calendarIds(visit: Identified): string[] {
  return [
    ...(visit.documentHash === '' ? [] : [documentCalendarId(visit.documentHash)]),
    ...(visit.phoneHash === '' || visit.phoneTaken === true ? [] : [`phone:${visit.phoneHash}`]),
    ...(visit.plate === null ? [] : [plateCalendarId(visit.plate)]),
  ]
}

/** Where a visit stands by what it comes with of this kind; undefined: nowhere. */
export const calendarIdOf = (visit: Identified, kind: IdentityKind): string | undefined =>
  calendarIds(visit).find((id) => id.startsWith(`${kind}:`))

/** The calendars of its companions' documents: they hold nothing there, but may be on the blacklist. In their order. */
export const companionCalendarIds = ({
  companions,
}: {
  companions: readonly { documentHash: string }[]
}): string[] => companions.map(({ documentHash }) => documentCalendarId(documentHash))

/** By the hash of the document. */
export const documentCalendarId = (hash: string): string => `document:${hash}`

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

/** Calendars by id, beyond `afterId`: for going through all of them once. */
export const listCalendars = (afterId: string, limit: number): Promise<Calendar[]> =>
  find<Calendar>(COLLECTION, { _id: command().gt(afterId) }, ['_id', 'asc'], limit)
