import type { Direction } from '../visit/purposes'

/** Where a visitor is, as far as the gates know. Instants in epoch milliseconds. */
export interface Presence {
  /** Ends the right to cancel or change the booking (spec 3). */
  firstEntryAt: number | null
  lastPassageAt: number | null
  lastDirection: Direction | null
  insideCampusId: string | null
}

/** Some of a booking's people pass together. */
interface HeadMove {
  /** Epoch milliseconds. */
  at: number
  direction: Direction
  campusId: string
  heads: number
  /** A companion came by the own document, without the visitor. */
  companion?: true
}

/** Where a booking's people are at some moment. */
interface Whereabouts extends Omit<Presence, 'firstEntryAt'> {
  /** How many of them are inside, as far as gates saw. */
  heads: number
  /** The visitor is, and perhaps somebody with them whom no gate saw. */
  visitor: boolean
}

/**
 * A booking's passages in the order of their times, whenever they become known (spec 5.1): how many are inside follows from
 * that order. Those that are too old to be overtaken stand as what they led to.
 */
export interface HeadLog {
  before: Whereabouts
  moves: readonly HeadMove[]
}

const NOBODY_INSIDE: HeadLog = {
  before: { heads: 0, visitor: false, lastPassageAt: null, lastDirection: null, insideCampusId: null },
  moves: [],
}

/** More than a booking's people make within the days that a gate may be without a network. */
const MAX_MOVES = 24

/** The passages with one more in its place; of the same instant the one told later is the later. */
export function withHeadMove(
  { before, moves }: HeadLog = NOBODY_INSIDE,
  move: HeadMove,
  headCount: number,
): HeadLog {
  // Told later than all that is still kept in its order.
  if (before.lastPassageAt !== null && move.at < before.lastPassageAt) return { before, moves }
  const after = moves.findIndex(({ at }) => at > move.at)
  const place = after < 0 ? moves.length : after
  const all = [...moves.slice(0, place), move, ...moves.slice(place)]
  const old = all.slice(0, Math.max(all.length - MAX_MOVES, 0))
  return { before: whereabouts({ before, moves: old }, headCount), moves: all.slice(old.length) }
}

/** The passages without one that wasn't made after all; one that is older than what is kept in order stays. */
export function withoutHeadMove(
  { before, moves }: HeadLog,
  move: Pick<HeadMove, 'at' | 'direction'>,
): HeadLog {
  const made = moves.find(({ at, direction }) => at === move.at && direction === move.direction)
  return { before, moves: moves.filter((each) => each !== made) }
}

/** Whether some of its people left since who can only have come in by that move: without it nobody was inside. */
export function hasLeftBy(
  log: HeadLog,
  move: Pick<HeadMove, 'at' | 'direction'>,
  headCount: number,
): boolean {
  const { before, moves } = withoutHeadMove(log, move)
  return moves.some(
    ({ at, direction }, index) =>
      direction === 'out' &&
      at > move.at &&
      whereabouts({ before, moves: moves.slice(0, index) }, headCount).heads === 0,
  )
}

/** Where its people are by all that is known. */
export const whereabouts = ({ before, moves }: HeadLog, headCount: number): Whereabouts =>
  moves.reduce((where, move) => afterMove(where, move, headCount), before)

function afterMove(
  before: Whereabouts,
  { at, direction, campusId, heads: passing, companion }: HeadMove,
  headCount: number,
): Whereabouts {
  const heads = headsAfter({ inside: before.heads, headCount }, direction, passing)
  const entered = direction === 'in'
  const visitor = companion === true ? before.visitor : entered
  // Who leaves alone doesn't take the others along.
  if (!entered && (heads > 0 || visitor)) return { ...before, heads, visitor }
  return {
    ...{ heads, visitor, lastPassageAt: at, lastDirection: direction },
    insideCampusId: entered ? campusId : null,
  }
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
