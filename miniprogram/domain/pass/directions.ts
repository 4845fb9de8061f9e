import type { Invalidity } from '../values/validity'
import type { VisitState } from '../visit/visit-state'

/**
 * What somebody reads who was sent the way to a visit (spec 2, The way to a gate): `open`, it leads there; `over`, the
 * visit has ended; `off`, nobody comes in by it, for a while or for good, and the card doesn't say why.
 */
export const DIRECTIONS_STATES = ['open', 'over', 'off'] as const
export type DirectionsState = (typeof DIRECTIONS_STATES)[number]

/** @param invalidity why its right doesn't hold at this moment; null: it does */
export function directionsState(state: VisitState, invalidity: Invalidity | null): DirectionsState {
  if (state === 'expired' || state === 'finished') return 'over'
  if (state !== 'approved') return 'off'
  if (invalidity === 'over') return 'over'
  return invalidity === 'papersExpired' || invalidity === 'noEntriesLeft' ? 'off' : 'open'
}
