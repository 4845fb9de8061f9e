import type { GateReason } from './gate-rules'

/** What a device does with an answer. `hold`: it stays shut, and the guard at hand can settle it. */
export type GateDecision = 'allow' | 'deny' | 'hold'

const SETTLED_BY_A_GUARD: readonly GateReason[] = [
  'LOW_CONFIDENCE',
  'ALREADY_INSIDE',
  'FEE_DUE',
  'NO_VEHICLE',
]

export function decisionOf(allowed: boolean, reason: GateReason): GateDecision {
  if (allowed) return 'allow'
  return SETTLED_BY_A_GUARD.includes(reason) ? 'hold' : 'deny'
}
