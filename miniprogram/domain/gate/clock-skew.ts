import { STEP_MS, stepOf } from '../pass/pass'

/**
 * Clocks that are off (spec 5.1; docs/decisions/0008). Phones learn the server's time with every reply and keep the
 * difference, so a code is mostly signed with the right time. Where it isn't, a live code is ahead or behind by the same
 * amount each time it is seen, while a picture of a code falls further behind: two looks tell them apart.
 */

/**
 * Beyond this a code is refused, however steady: phones set their clocks by themselves, and a film of a pass ticks as well
 * as a pass does.
 */
const MAX_SKEW_MS = 2 * 60_000
const MAX_SKEW_STEPS = MAX_SKEW_MS / STEP_MS
/** Under this a difference isn't worth a word. */
export const QUIET_SKEW_MS = 60_000

/** How far the clock that made `step` is ahead of ours (negative: behind), to within one step. */
export const skewOf = (step: number, now: number): number => (step - stepOf(now)) * STEP_MS

/** A code that was out of time when it was seen. */
export interface Sighting {
  visitId: string
  step: number
  /** On the gate's clock, epoch milliseconds. */
  at: number
}

/** Small enough to be a clock and not an old picture. */
export const mayBeClock = ({ step, at }: Sighting): boolean => Math.abs(step - stepOf(at)) <= MAX_SKEW_STEPS

/**
 * Whether a code seen twice went on with the time: another step, as much later as the two looks are apart (give or
 * take one step). A picture stays at its step.
 */
export function isTicking(earlier: Sighting, later: Sighting): boolean {
  const steps = later.step - earlier.step
  const passed = stepOf(later.at) - stepOf(earlier.at)
  return earlier.visitId === later.visitId && steps >= 1 && Math.abs(steps - passed) <= 1
}

/** How many different visitors must be off by the same amount before the gate's own clock is suspected. */
const VISITORS_IN_STEP = 3

/** Whose clock is off: when the last few visitors all differ from us alike, it is ours. */
export function ownClockSuspected(sightings: readonly Sighting[]): boolean {
  const latest = new Map<string, number>()
  for (const { visitId, step, at } of sightings) latest.set(visitId, step - stepOf(at))
  const skews = [...latest.values()].slice(-VISITORS_IN_STEP)
  return skews.length === VISITORS_IN_STEP && Math.max(...skews) - Math.min(...skews) <= 1
}

/** How far off a clock is, rounded to whole seconds below a minute, else to whole minutes. */
export interface SkewAmount {
  ahead: boolean
  count: number
  unit: 'second' | 'minute'
}

/** A difference as people say it; null when it isn't worth a word. */
export function skewAmount(skewMs: number): SkewAmount | null {
  const size = Math.abs(skewMs)
  if (size < STEP_MS) return null
  const ahead = skewMs > 0
  return size < QUIET_SKEW_MS
    ? { ahead, count: Math.round(size / 1000), unit: 'second' }
    : { ahead, count: Math.round(size / 60_000), unit: 'minute' }
}
