import { DomainError } from '../errors'
import { lengthOf } from '../values/text'

/** The desk’s lists. */
export const STAY_LISTS = ['cases', 'inside', 'due'] as const
export type StayList = (typeof STAY_LISTS)[number]

/**
 * One vehicle on campus from its entry to its end (spec 5.2, 5.3). A stay without an exit blocks the vehicle's next
 * booking, so the desk can end it in four ways, each with a reason and on the record.
 */
export const STAY_STATES = ['inside', 'left', 'cleared', 'due', 'paid'] as const
export type StayState = (typeof STAY_STATES)[number]

/**
 * `inside` 1: really inside, it has to leave first. `gateMaintenance` 2 and `barriersUp` 3: it left unseen, the record
 * is cleared. `leftUnpaid` 4: it left without paying, the fee stays due.
 */
export const ANOMALY_OUTCOMES = ['inside', 'gateMaintenance', 'barriersUp', 'leftUnpaid'] as const
export type AnomalyOutcome = (typeof ANOMALY_OUTCOMES)[number]

export const STAY_ACTIONS = ['entered', 'left', 'checkAsked', 'resolved', 'paid'] as const
type StayAction = (typeof STAY_ACTIONS)[number]

interface StayStep {
  at: number
  action: StayAction
  /** Who did it, of the staff or by the gate; empty for the visitor. */
  byName: string
  outcome: AnomalyOutcome | null
  reason: string | null
}

export interface StayLife {
  state: StayState
  enteredAt: number
  exitAt: number | null
  feeFen: number
  /** A visitor asked the desk to check, and nobody has answered yet. */
  caseOpen: boolean
  history: StayStep[]
}

export const MAX_STAY_REASON = 100

/** Opens a stay at the gate. */
export const enterCampus = (byName: string, now: number): StayLife => ({
  state: 'inside',
  enteredAt: now,
  exitAt: null,
  feeFen: 0,
  caseOpen: false,
  history: [{ at: now, action: 'entered', byName, outcome: null, reason: null }],
})

/** The vehicle passed a gate outwards; a fee above zero stays due until it is paid. */
export function leaveCampus<S extends StayLife>(stay: S, byName: string, feeFen: number, now: number): S {
  const ended = {
    ...stay,
    state: feeFen > 0 ? ('due' as const) : ('left' as const),
    exitAt: now,
    feeFen,
    caseOpen: false,
  }
  return step(ended, { at: now, action: 'left', byName, outcome: null, reason: null })
}

/** The visitor says that the vehicle is not inside. */
export function askCheck<S extends StayLife>(stay: S, now: number): S {
  if (stay.state !== 'inside') throw new DomainError('VEHICLE_NOT_INSIDE')
  if (stay.caseOpen) return stay
  return step(
    { ...stay, caseOpen: true },
    { at: now, action: 'checkAsked', byName: '', outcome: null, reason: null },
  )
}

/** The desk decides. `feeFen` and `leftAt`, when it left, count for `leftUnpaid` only. */
export function resolve<S extends StayLife>(
  stay: S,
  decision: { outcome: AnomalyOutcome; reason: string; feeFen: number; leftAt: number; byName: string },
  now: number,
): S {
  const { outcome, byName, feeFen, leftAt } = decision
  const reason = checkReason(decision.reason)
  if (stay.state !== 'inside') throw new DomainError('VEHICLE_NOT_INSIDE')
  const resolved = step(
    { ...stay, caseOpen: false },
    { at: now, action: 'resolved', byName, outcome, reason },
  )
  if (outcome === 'inside') return resolved
  if (outcome === 'leftUnpaid' && feeFen > 0) return { ...resolved, state: 'due', exitAt: leftAt, feeFen }
  return { ...resolved, state: 'cleared', exitAt: now }
}

/** A guard let it in again with a reason although it was held as inside: so it had left unseen. */
export function leftUnseen<S extends StayLife>(stay: S, byName: string, reason: string, now: number): S {
  const ended = { ...stay, state: 'cleared' as const, exitAt: now, feeFen: 0, caseOpen: false }
  return step(ended, { at: now, action: 'resolved', byName, outcome: null, reason })
}

/**
 * Whether a passage that becomes known late may still change how the stay ended. What the desk decided and what was
 * paid stands.
 */
export const isSettled = ({ state, history }: StayLife): boolean =>
  state !== 'inside' &&
  history.some(({ action, outcome }) => action === 'paid' || (outcome !== null && outcome !== 'inside'))

/** The fee was paid at the desk or the gate. */
export function markPaid<S extends StayLife>(stay: S, byName: string, now: number): S {
  if (stay.state !== 'due') throw new DomainError('NOTHING_DUE')
  return step({ ...stay, state: 'paid' }, { at: now, action: 'paid', byName, outcome: null, reason: null })
}

function checkReason(reason: string): string {
  const given = reason.trim()
  if (given === '') throw new DomainError('DESK_REASON_REQUIRED')
  if (lengthOf(given) > MAX_STAY_REASON) throw new DomainError('REASON_TOO_LONG')
  return given
}

const step = <S extends StayLife>(stay: S, entry: StayStep): S => ({
  ...stay,
  history: [...stay.history, entry],
})
