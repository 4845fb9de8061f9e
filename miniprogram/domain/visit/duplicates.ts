import type { Day } from '../values/days'
import { isLive, type VisitLife } from './visit'

/**
 * Identity calendars (house rule 10): one calendar holds the live bookings of one ID, phone or plate.
 * A booking is accepted only if none of its calendars holds another live one (spec 2, refusal 3).
 */
export const IDENTITY_KINDS = ['document', 'phone', 'plate'] as const
export type IdentityKind = (typeof IDENTITY_KINDS)[number]

/**
 * A booking as it stands in a calendar. Whether it is approved stands in the booking alone, so that an approval leaves
 * its calendars as they are. Nothing in it identifies anybody.
 */
export interface CalendarEntry {
  visitId: string
  firstDay: Day
  lastDay: Day
  unitId: string
  unitName: string
  /** In a plate's calendar: ids of the calendars of the people who come with it, who are looked up beside it. */
  people?: readonly string[]
}

/** `anyLive`: one live booking at a time (default). `overlap`: only overlapping days collide. */
export const DUPLICATE_RULE_IDS = ['anyLive', 'overlap'] as const
export type DuplicateRule = (typeof DUPLICATE_RULE_IDS)[number]

export interface Days {
  firstDay: Day
  lastDay: Day
}

/** What the visitor is told about the booking in the way; never another person's name or number. */
export interface Conflict extends Days {
  field: IdentityKind
  /** The booking in the way: enough to ask its approver for release, useless for anything else. */
  visitId: string
  unitId: string
  unitName: string
  /** 可继续通行, where it is approved: the wanted days lie within a booking of the same person. */
  mayStillPass: boolean
}

/** Where a visitor stands with a booking, as far as it may be in the way of another. */
type Standing = Pick<VisitLife, 'state' | 'lastDay'> & {
  insideCampusId: string | null
  lastDirection: string | null
}

/** Somebody who has come and left on the last day has used the booking up: it holds nothing for later days (spec 2). */
export const isOver = ({ state, lastDay, insideCampusId, lastDirection }: Standing, today: Day): boolean =>
  state === 'approved' && lastDay === today && insideCampusId === null && lastDirection === 'out'

/** Whether booking the same again, for other days, isn't refused because of this booking. */
export const mayBookAgain = (visit: Standing, today: Day, rule: DuplicateRule): boolean =>
  !isLive(visit, today) || rule === 'overlap' || isOver(visit, today)

/** Entries whose last day has passed hold nothing any more. */
export function liveEntries(entries: readonly CalendarEntry[], today: Day): CalendarEntry[] {
  return entries.filter((entry) => entry.lastDay >= today)
}

/**
 * The first conflict of the wanted days among `calendars`, in the order ID, phone, plate; null when free.
 * `except` is the visit being revised: it is never in its own way; nor are those that are `over`.
 */
export function findConflict(
  calendars: ReadonlyArray<{ kind: IdentityKind; entries: readonly CalendarEntry[] }>,
  wanted: Days,
  today: Day,
  rule: DuplicateRule,
  except: string | null = null,
  over: readonly string[] = [],
): Conflict | null {
  for (const kind of ['document', 'phone', 'plate'] as const) {
    for (const calendar of calendars) {
      if (calendar.kind !== kind) continue
      const hit = liveEntries(calendar.entries, today).find(
        (entry) =>
          entry.visitId !== except &&
          over.indexOf(entry.visitId) < 0 &&
          (rule === 'anyLive' || overlaps(entry, wanted)),
      )
      if (hit === undefined) continue
      const { visitId, firstDay, lastDay, unitId, unitName } = hit
      // A plate or a phone may be shared; only the same document is surely the same person.
      const mayStillPass = kind === 'document' && within(wanted, hit)
      return { field: kind, visitId, firstDay, lastDay, unitId, unitName, mayStillPass }
    }
  }
  return null
}

/**
 * Those of `calendars` that hold nothing of the wanted days once their visitor has left (spec 2, refusal 3): it is their
 * last day, and the wanted days come after it.
 */
export const endingBefore = (
  calendars: ReadonlyArray<{ entries: readonly CalendarEntry[] }>,
  wanted: Days,
  today: Day,
): string[] => [
  ...new Set(
    calendars
      .reduce<CalendarEntry[]>((all, { entries }) => all.concat(entries), [])
      .filter(({ lastDay }) => lastDay === today && wanted.firstDay > today)
      .map(({ visitId }) => visitId),
  ),
]

/** The calendar with `entry` in it, replacing what stood there for the same visit; past entries are dropped. */
export function hold(entries: readonly CalendarEntry[], entry: CalendarEntry, today: Day): CalendarEntry[] {
  return [...release(entries, entry.visitId, today), entry]
}

/** The calendar without the visit's entry: ID, phone and plate are free at once. */
export function release(entries: readonly CalendarEntry[], visitId: string, today: Day): CalendarEntry[] {
  return liveEntries(entries, today).filter((entry) => entry.visitId !== visitId)
}

const overlaps = (a: Days, b: Days): boolean => a.firstDay <= b.lastDay && b.firstDay <= a.lastDay
const within = (inner: Days, outer: Days): boolean =>
  outer.firstDay <= inner.firstDay && inner.lastDay <= outer.lastDay
