import type { Day } from '../values/days'
import type { VisitLife } from '../visit/visit'

/** What somebody may have erased of what is kept about them, and what has to stay for a while (spec 9). */

/** Why a booking stays for now: it is still to come or waits, its visitor is inside, or its vehicle is or owes a fee. */
export const HINDRANCES = ['live', 'inside', 'vehicle'] as const
export type Hindrance = (typeof HINDRANCES)[number]

export const ERASURE_STATES = ['open', 'done'] as const
export type ErasureState = (typeof ERASURE_STATES)[number]

/** What may be erased goes within a day. */
export const ERASURE_MS = 24 * 3_600_000

/** What a booking's erasing depends on. */
export interface ErasureFacts {
  /** Pending or approved, or sent back since (`isStillWanted`). */
  live: boolean
  inside: boolean
  /** A stay of its vehicle has no end yet, or its fee isn't paid. */
  openStay: boolean
}

/**
 * Whether a booking is still to come or waits. One that its visitor sent after they had asked for the erasing, and got back to
 * change, waits for them as long as its days last.
 */
export const isStillWanted = (
  { state, lastDay, submittedAt }: Pick<VisitLife, 'state' | 'lastDay'> & { submittedAt: number },
  today: Day,
  askedAt: number,
): boolean =>
  state === 'pending' ||
  state === 'approved' ||
  (state === 'returned' && lastDay >= today && submittedAt > askedAt)

/** What stands in the way of erasing a booking now; null: nothing. Leaving it behind undoes none of them. */
export function hindranceOf({ live, inside, openStay }: ErasureFacts): Hindrance | null {
  if (live) return 'live'
  if (inside) return 'inside'
  return openStay ? 'vehicle' : null
}

/** How many bookings each hindrance keeps. */
export type Hindered = Readonly<Record<Hindrance, number>>

export function hinderedBy(found: readonly (Hindrance | null)[]): Hindered {
  const count = (one: Hindrance): number => found.filter((each) => each === one).length
  return { live: count('live'), inside: count('inside'), vehicle: count('vehicle') }
}
