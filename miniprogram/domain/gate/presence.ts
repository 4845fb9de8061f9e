import type { Direction } from '../visit/purposes'

/** Where a visitor is, as far as the gates know. Instants in epoch milliseconds. */
export interface Presence {
  /** Ends the right to cancel or change the booking (spec 3). */
  firstEntryAt: number | null
  lastPassageAt: number | null
  lastDirection: Direction | null
  insideCampusId: string | null
}

/**
 * How many of a booking's people are inside once `heads` of them have passed, as far as it is known; never more than
 * `headCount`, never fewer than none.
 */
export function headsAfter(
  { inside, headCount }: { inside: number; headCount: number },
  direction: Direction,
  heads: number,
): number {
  return Math.min(Math.max(inside + (direction === 'in' ? heads : -heads), 0), headCount)
}

/**
 * A passage becomes known, at once or later and in any order: the first entry is the earliest of all, the last passage
 * the latest. What was told later never undoes what happened later.
 */
export function applyPassage<P extends Presence>(
  before: P,
  { direction, campusId, at }: { direction: Direction; campusId: string; at: number },
): P {
  const { firstEntryAt, lastPassageAt } = before
  const first = direction === 'out' ? firstEntryAt : Math.min(firstEntryAt ?? at, at)
  if (lastPassageAt !== null && at < lastPassageAt) return { ...before, firstEntryAt: first }
  return {
    ...before,
    firstEntryAt: first,
    lastPassageAt: at,
    lastDirection: direction,
    insideCampusId: direction === 'in' ? campusId : null,
  }
}
