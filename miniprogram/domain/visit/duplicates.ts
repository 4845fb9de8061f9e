import type { Day } from '../values/days'

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

/** Entries whose last day has passed hold nothing any more. */
export function liveEntries(entries: readonly CalendarEntry[], today: Day): CalendarEntry[] {
  return entries.filter((entry) => entry.lastDay >= today)
}

/**
 * The first conflict of the wanted days among `calendars`, in the order ID, phone, plate; null when free.
 * `except` is the visit being revised: it is never in its own way.
 */
export function findConflict(
  calendars: ReadonlyArray<{ kind: IdentityKind; entries: readonly CalendarEntry[] }>,
  wanted: Days,
  today: Day,
  rule: DuplicateRule,
  except: string | null = null,
): Conflict | null {
  for (const kind of ['document', 'phone', 'plate'] as const) {
    for (const calendar of calendars) {
      if (calendar.kind !== kind) continue
      const hit = liveEntries(calendar.entries, today).find(
        (entry) => entry.visitId !== except && (rule === 'anyLive' || overlaps(entry, wanted)),
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
