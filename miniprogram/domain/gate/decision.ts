import type { GateReason } from './rules'

/** What a device does with an answer. `hold`: it stays shut, and the guard at hand can settle it. */
export const GATE_DECISIONS = ['allow', 'deny', 'hold'] as const
export type GateDecision = (typeof GATE_DECISIONS)[number]

const SETTLED_BY_A_GUARD: readonly GateReason[] = [
  'LOW_CONFIDENCE',
  'ALREADY_INSIDE',
  'FEE_DUE',
  'NO_VEHICLE',
  'COMPANION_REFUSED',
]

/**
 * Whether a guard compares the photo with the face: of who passes, and of whom a guard has to settle. Somebody who
 * stays outside anyway is looked at by nobody (spec 9).
 */
export const isCompared = (allowed: boolean, reason: GateReason): boolean =>
  decisionOf(allowed, reason) !== 'deny'

export function decisionOf(allowed: boolean, reason: GateReason): GateDecision {
  if (allowed) return 'allow'
  return SETTLED_BY_A_GUARD.includes(reason) ? 'hold' : 'deny'
}
