import type { Direction } from '../visit/purposes'

/**
 * A vehicle's comings and goings in the order of their times, whenever they become known: a gate without a network tells
 * later, and not in order (spec 5.2, 5.3). From the movements follow its stays: an entry, and the exit that follows it.
 */
export interface Movement {
  /** Epoch milliseconds by the server's clock. */
  at: number
  direction: Direction
  /** Of an entry also the id of the stay it opens. */
  passageId: string
  gateName: string
  byName: string
}

/** One stay as the movements tell it. */
export interface Pairing {
  entry: Movement
  exit: Movement | null
  /** No exit is known, but it came in again then: it had left unseen. Null while it may be inside. */
  unseenAt: number | null
}

/** More than a vehicle makes within the days that a gate may be without a network. */
export const MAX_MOVEMENTS = 24

/** The movements with one more in its place; the oldest are forgotten. */
export function withMovement(movements: readonly Movement[], movement: Movement): Movement[] {
  const after = movements.findIndex(({ at }) => at > movement.at)
  const place = after < 0 ? movements.length : after
  return [...movements.slice(0, place), movement, ...movements.slice(place)].slice(-MAX_MOVEMENTS)
}

/** The movements without one that wasn't made after all. */
export const withoutMovement = (movements: readonly Movement[], passageId: string): Movement[] =>
  movements.filter((movement) => movement.passageId !== passageId)

/** Every entry with what followed it. An exit with no entry before it belongs to no stay. */
export function pairingsOf(movements: readonly Movement[]): Pairing[] {
  return movements.flatMap((entry, index) => {
    if (entry.direction === 'out') return []
    const next = movements[index + 1]
    const exit = next !== undefined && next.direction === 'out' ? next : null
    return [{ entry, exit, unseenAt: next !== undefined && exit === null ? next.at : null }]
  })
}

/** The pairings that are new or end otherwise than before. */
export function changedPairings(before: readonly Movement[], after: readonly Movement[]): Pairing[] {
  const known = new Map(pairingsOf(before).map((pairing) => [pairing.entry.passageId, endOf(pairing)]))
  return pairingsOf(after).filter((pairing) => known.get(pairing.entry.passageId) !== endOf(pairing))
}

const endOf = ({ exit, unseenAt }: Pairing): string =>
  exit === null ? (unseenAt === null ? 'open' : 'unseen') : exit.passageId
