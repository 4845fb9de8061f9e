import type { VisitState } from './visit-state'

/** What happened to a booking, entry by entry (spec 3). */
export const VISIT_ACTIONS = [
  'submitted',
  'revised',
  'moved',
  'extended',
  'approved',
  'returned',
  'revoked',
  'cancelled',
  'expired',
  'finished',
  'reported',
] as const
export type VisitAction = (typeof VISIT_ACTIONS)[number]

export const HISTORY_ROLES = ['visitor', 'approver', 'system'] as const
type HistoryRole = (typeof HISTORY_ROLES)[number]

/**
 * Reasons that nobody typed, each in a history as its code: who shows it chooses the language. JOINING_STOPPED: who waited
 * for a place of an activity gets none. BLACKLISTED: who waited to be let in by a rule came onto the blacklist meanwhile.
 */
const SYSTEM_REASONS = ['EMERGENCY_ENDED', 'JOINING_STOPPED', 'WAITED_IN_VAIN', 'BLACKLISTED'] as const
export type SystemReason = (typeof SYSTEM_REASONS)[number]

export const isSystemReason = (reason: string | null): reason is SystemReason =>
  SYSTEM_REASONS.some((each) => each === reason)

export interface HistoryEntry {
  at: number
  action: VisitAction
  byName: string
  byRole: HistoryRole
  from: VisitState | null
  to: VisitState
  reason: string | null
  /** What it changed, sealed (usecases/visit/changed-fields.ts); absent: nothing but the state, or it isn't known. */
  changes?: string
}

/** Who decides: the name stands in the history that both sides read; the passing of days has none. */
export interface Decider {
  name: string
  role: HistoryEntry['byRole']
}

/** The entry that opens the history of a booking. */
export function submitted(by: Decider, now: number): HistoryEntry {
  return {
    at: now,
    action: 'submitted',
    byName: by.name,
    byRole: by.role,
    from: null,
    to: 'pending',
    reason: null,
  }
}

/** The entry that opens the history of an emergency pass: reported by phone, it holds from there on (spec 5.6). */
export const reported = (byName: string, now: number): HistoryEntry => ({
  at: now,
  action: 'reported',
  byName,
  byRole: 'system',
  from: null,
  to: 'approved',
  reason: null,
})
