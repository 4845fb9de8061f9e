import { dayOf, type Day } from '../values/days'
import { dayOfRight, endOfKept, type KeptEnd } from '../values/validity'
import { isLive, type VisitLife } from './visit'
import type { VisitState } from './visit-state'

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
export interface CalendarEntry extends KeptEnd {
  visitId: string
  firstDay: Day
  unitId: string
  unitName: string
  /** In a plate's calendar: ids of the calendars of the people who come with it, who are looked up beside it. */
  people?: readonly string[]
  /** Its visitor proved the phone number (spec 2, Fair use); absent: it was typed. */
  proved?: boolean
  /** Of a standing pass (spec 4.4). */
  standing?: true
}

/** `anyLive`: one live booking at a time (default). `overlap`: only overlapping days collide. */
export const DUPLICATE_RULE_IDS = ['anyLive', 'overlap'] as const
export type DuplicateRule = (typeof DUPLICATE_RULE_IDS)[number]

export interface Days {
  firstDay: Day
  lastDay: Day
}

/** The booking in the way; never another person's name or number. */
export interface Conflict extends Days {
  /** All that matched, in the order ID, phone, plate; the booking is that of one of them. */
  fields: IdentityKind[]
  /** Enough to ask its approver for release, useless for anything else. */
  visitId: string
  unitId: string
  unitName: string
  /** 可继续通行, where it is approved: the wanted days lie within a booking of the same person or the same car. */
  mayStillPass: boolean
}

/**
 * What is told of the booking in the way, and to whom: all of it of an `own` one and to a visitor with a `proved` phone;
 * to `others` what matched, and which booking to ask the release of (spec 2, Conflict card).
 */
export type KnownConflict =
  | ({ known: 'own'; own: { state: VisitState; mayRevise: boolean } } & Conflict)
  | ({ known: 'proved'; unitPhone?: string | null } & Omit<Conflict, 'visitId'> & Askable)
  | ({ known: 'others' } & Pick<Conflict, 'fields'> & Askable)

/** `visitId` where its unit can be asked to let it go; `release`: what became of it where the same person has asked. */
type Askable = Partial<Pick<Conflict, 'visitId'>> & { release?: 'open' | 'kept' }

/** Where a visitor stands with a booking, as far as it may be in the way of another. */
type Standing = Pick<VisitLife, 'state' | 'lastDay' | 'right'> & {
  insideCampusId: string | null
  lastDirection: string | null
}

/** Somebody who has come and left on the last day has used the booking up: it holds nothing for later days (spec 2). */
export const isOver = (
  { state, lastDay, right = {}, insideCampusId, lastDirection }: Standing,
  now: number,
): boolean =>
  state === 'approved' &&
  lastDay === dayOfRight(right, now) &&
  insideCampusId === null &&
  lastDirection === 'out'

/** Whether booking the same again, for other days, isn't refused because of this booking. */
export const mayBookAgain = (visit: Standing, now: number, rule: DuplicateRule): boolean =>
  !isLive(visit, now) || rule === 'overlap' || isOver(visit, now)

/** What is wanted, and by whom. */
export interface Wanted extends Days {
  /** The booking being sent: it is never in its own way. */
  visitId: string | null
  /** The visitor proved the phone number: one that was only typed isn't in the way (spec 2, Fair use). */
  proved: boolean
  /** The visitor's own bookings: their number isn't taken from themself. */
  own: readonly string[]
  /** Those whose visitor has come and left on their last day: they hold nothing for later days. */
  over: readonly string[]
  /** It is for a standing pass. */
  standing?: boolean
  /** Bookings and standing passes are in each other's way (**config**); else each only in that of its own kind. */
  standingBlocks?: boolean
}

interface IdentityEntries {
  kind: IdentityKind
  entries: readonly CalendarEntry[]
}

/** Entries whose right has ended hold nothing any more. Hours of the last day that go over midnight are still held. */
export const liveEntries = <E extends KeptEnd>(entries: readonly E[], now: number): E[] =>
  entries.filter((entry) => now < endOfKept(entry))

/**
 * The conflict of the wanted days among `calendars`; null when free. Of several bookings one that lets pass on these days is
 * named, else the first in the order ID, phone, plate.
 */
export function findConflict(
  calendars: readonly IdentityEntries[],
  wanted: Wanted,
  now: number,
  rule: DuplicateRule,
): Conflict | null {
  const hits = IDENTITY_KINDS.flatMap((kind) =>
    colliding(calendars, kind, wanted, now, rule)
      .filter((entry) => !isBeaten(kind, entry, wanted))
      // A phone may be shared; the same document is surely the same person, and a car passes by its plate whoever drives.
      .map((hit) => ({ kind, hit, mayStillPass: kind !== 'phone' && within(wanted, hit) })),
  )
  const told = hits.find(({ mayStillPass }) => mayStillPass) ?? hits[0]
  if (told === undefined) return null
  const { visitId, firstDay, lastDay, unitId, unitName } = told.hit
  const fields = [...new Set(hits.map(({ kind }) => kind))]
  return { fields, visitId, firstDay, lastDay, unitId, unitName, mayStillPass: told.mayStillPass }
}

/** Bookings that lose their phone number to `wanted`: it was typed there, and is proved here (spec 2, Fair use). */
export const beatenBy = (
  calendars: readonly IdentityEntries[],
  wanted: Wanted,
  now: number,
  rule: DuplicateRule,
): string[] =>
  colliding(calendars, 'phone', wanted, now, rule)
    .filter((entry) => isBeaten('phone', entry, wanted))
    .map(({ visitId }) => visitId)

const isBeaten = (kind: IdentityKind, entry: CalendarEntry, { proved, own }: Wanted): boolean =>
  kind === 'phone' && proved && entry.proved !== true && !own.includes(entry.visitId)

const colliding = (
  calendars: readonly IdentityEntries[],
  kind: IdentityKind,
  wanted: Wanted,
  now: number,
  rule: DuplicateRule,
): CalendarEntry[] =>
  calendars
    .filter((calendar) => calendar.kind === kind)
    .flatMap(({ entries }) => liveEntries(entries, now))
    .filter(
      (entry) =>
        entry.visitId !== wanted.visitId &&
        wanted.over.indexOf(entry.visitId) < 0 &&
        meets(entry, wanted) &&
        // Somebody may have one standing pass after another, whatever holds for bookings.
        ((rule === 'anyLive' && wanted.standing !== true) || overlaps(entry, wanted)),
    )

const meets = (entry: CalendarEntry, { standing = false, standingBlocks = false }: Wanted): boolean =>
  standingBlocks || (entry.standing === true) === standing

/**
 * Those of `calendars` that hold nothing of the wanted days once their visitor has left (spec 2, refusal 3): it is their
 * last day, and the wanted days come after it.
 */
export const endingBefore = (
  calendars: ReadonlyArray<{ entries: readonly CalendarEntry[] }>,
  wanted: Days,
  now: number,
): string[] => [
  ...new Set(
    calendars
      .reduce<CalendarEntry[]>((all, { entries }) => all.concat(liveEntries(entries, now)), [])
      // After midnight the last day of a night is the one before, and its entry is live.
      .filter(({ lastDay }) => lastDay <= dayOf(now) && wanted.firstDay > lastDay)
      .map(({ visitId }) => visitId),
  ),
]

/** The calendar with `entry` in it, replacing what stood there for the same visit; past entries are dropped. */
export function hold(entries: readonly CalendarEntry[], entry: CalendarEntry, now: number): CalendarEntry[] {
  return [...release(entries, entry.visitId, now), entry]
}

/** The calendar without the visit's entry: ID, phone and plate are free at once. */
export function release(entries: readonly CalendarEntry[], visitId: string, now: number): CalendarEntry[] {
  return liveEntries(entries, now).filter((entry) => entry.visitId !== visitId)
}

const overlaps = (a: Days, b: Days): boolean => a.firstDay <= b.lastDay && b.firstDay <= a.lastDay
const within = (inner: Days, outer: Days): boolean =>
  outer.firstDay <= inner.firstDay && inner.lastDay <= outer.lastDay
