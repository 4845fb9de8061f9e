import type { Day } from '../values/days'
import { endOfRight, type RightLimits } from '../values/validity'
import { DomainError } from '../errors'
import { lengthOf } from '../values/text'
import type { Decider, HistoryEntry, SystemReason, VisitAction } from './history'
import type { Direction } from './purposes'
import type { VisitState } from './visit-state'

/**
 * The life of a booking (spec 3):
 * `pending → approved | returned | cancelled | expired`, `approved → revoked | cancelled | finished`,
 * `returned → pending` (revised). Each decision is a pure function: the visit before → the visit after,
 * or a DomainError. Time is passed in: `now` in epoch milliseconds, `today` as the day in Asia/Shanghai.
 */
export { VISIT_STATES, type VisitState } from './visit-state'
export * from './history'

/** What the rules of life need of a visit; everything else on it is carried along untouched. */
export interface VisitLife {
  state: VisitState
  firstDay: Day
  lastDay: Day
  /** When the visitor first passed a gate inwards; null before. */
  firstEntryAt: number | null
  /** Empty: it has none, and so nobody who could be asked to call it off. */
  unitId?: string
  /** The slots that its places of quotas were taken from; null: it waits for one. Absent: it needs none (spec 4.2, 4.3). */
  places?: readonly string[] | null
  /** What narrows its days (spec 4.5); absent: nothing. */
  right?: RightLimits
  /** How often it was used to come in, counted where its right limits that; absent: never. */
  entriesMade?: number
  /** Which way its people last passed a gate, and the campus where somebody of them is; null: neither, nowhere. */
  lastDirection?: Direction | null
  insideCampusId?: string | null
  /** The standing pass that it is a person's of (spec 4.4): the office decides about all of them. Absent: of none. */
  standingPassId?: string
  history: HistoryEntry[]
}

export const MAX_REASON_LENGTH = 100

/** What says when a visit ends by itself. */
type Ending = Pick<VisitLife, 'lastDay' | 'right'>

/** When it ends by itself, epoch ms: with its last day, or with the last hours of it, which may go over midnight (spec 4.5). */
const endOf = ({ lastDay, right = {} }: Ending): number => endOfRight({ ...right, lastDay })

/** Pending and approved bookings hold ID, phone and plate until they end (spec 2, 3, 4.5). */
export const isLive = (visit: Ending & Pick<VisitLife, 'state'>, now: number): boolean =>
  (visit.state === 'pending' || visit.state === 'approved') && now < endOf(visit)

/** Whether it waits for a place of its quota: nobody approves it beyond that. */
export const isWaiting = ({ state, places }: Pick<VisitLife, 'state' | 'places'>): boolean =>
  state === 'pending' && places === null

/** Whether it lasts as its standing pass does: neither its visitor nor an approver of the unit decides it alone. */
export const isStanding = ({ standingPassId }: Pick<VisitLife, 'standingPassId'>): boolean =>
  standingPassId !== undefined

/** What becomes of a state when its time is over: days and hours pass without anybody's doing. */
export function stateAfter(state: VisitState): VisitState {
  if (state === 'pending') return 'expired'
  return state === 'approved' ? 'finished' : state
}

/** The state at `now`, also before the timer has written it. */
export const stateNow = (visit: Ending & Pick<VisitLife, 'state'>, now: number): VisitState =>
  now < endOf(visit) ? visit.state : stateAfter(visit.state)

/** The state it was in at an earlier moment, as its history tells; before the first entry of it, `pending`. */
export function stateAt(visit: Pick<VisitLife, 'history'>, at: number): VisitState {
  const before = visit.history.filter((entry) => entry.at <= at)
  return before[before.length - 1]?.to ?? 'pending'
}

/** A pending visit is approved once, by an approver of its unit, while its last day, or the night of it, has not passed. */
export function approve<V extends VisitLife>(visit: V, by: Decider, now: number): V {
  if (visit.state === 'pending' && stateNow(visit, now) === 'expired') throw new DomainError('DAYS_PAST')
  requireState(visit, 'pending')
  if (isWaiting(visit)) throw new DomainError('ACTIVITY_FULL')
  return step(visit, 'approved', 'approved', by, now, null)
}

/** A pending visit, its days not past, is sent back with a reason that tells the visitor what to change. */
export function returnForRevision<V extends VisitLife>(
  visit: V,
  by: Decider,
  reason: string,
  now: number,
): V {
  const given = checkReason(reason)
  const state = stateNow(visit, now)
  if (state !== 'pending') throw alreadyDecided(visit, state)
  // There is nothing to change in it: who waits goes on waiting, or cancels.
  if (isWaiting(visit)) throw new DomainError('ACTIVITY_FULL')
  return step(visit, 'returned', 'returned', by, now, given)
}

/** An approved visit is revoked while still valid; leaving stays allowed (domain/gate/decide.ts). */
export function revoke<V extends VisitLife>(visit: V, by: Decider, reason: string, now: number): V {
  const given = checkReason(reason)
  const state = stateNow(visit, now)
  if (state !== 'approved') throw alreadyDecided(visit, state)
  return step(visit, 'revoked', 'revoked', by, now, given)
}

/** What the office says about a visitor's own bookings (spec 3, Cancel). */
export interface CancelRules {
  /** Whether the visitor may cancel an approved booking; else only an approver can revoke it. */
  cancelApproved: boolean
}
const SHIPPED_CANCEL: CancelRules = { cancelApproved: true }

/** The visitor takes back a pending or returned booking, or an approved one before the first entry. */
export function cancel<V extends VisitLife>(
  visit: V,
  by: Decider,
  now: number,
  { cancelApproved }: CancelRules = SHIPPED_CANCEL,
): V {
  const state = stateNow(visit, now)
  if (isStanding(visit) || (state !== 'pending' && state !== 'returned' && state !== 'approved'))
    throw new DomainError('NOT_CANCELLABLE', { state })
  if (visit.firstEntryAt !== null) throw new DomainError('ALREADY_ENTERED')
  if (state === 'approved' && !cancelApproved) throw new DomainError('CANCEL_BY_APPROVER')
  return step(visit, 'cancelled', 'cancelled', by, now, null)
}

/**
 * The visitor changes a booking and sends it again: it is pending again, also when it had been approved
 * (spec 3, Decisions). After the first entry it can't be changed.
 */
export function revise<V extends VisitLife>(visit: V, changes: Partial<V>, by: Decider, now: number): V {
  const state = stateNow(visit, now)
  if (state !== 'returned' && state !== 'pending' && state !== 'approved')
    throw new DomainError('NOT_REVISABLE', { state })
  // Its days are the activity's or the gate's, and another person has to ask for a place of their own.
  if (visit.places !== undefined || isStanding(visit)) throw new DomainError('NOT_REVISABLE', { state })
  if (visit.firstEntryAt !== null) throw new DomainError('ALREADY_ENTERED')
  return step({ ...visit, ...changes }, 'pending', 'revised', by, now, null, visit.state)
}

/** An approved visit gets more days or another plate, and goes on as it is (addition.ts). */
export function extend<V extends VisitLife>(visit: V, changes: Partial<V>, by: Decider, now: number): V {
  requireState(visit, 'approved')
  return step({ ...visit, ...changes }, 'approved', 'extended', by, now, null)
}

/** Who waits gets nothing any more: nobody joins the activity, it doesn't take place, or a standing pass is given up. */
export function endWaiting<V extends VisitLife>(visit: V, reason: string, now: number): V {
  requireState(visit, 'pending')
  return step(visit, 'cancelled', 'cancelled', { name: '', role: 'system' }, now, checkReason(reason))
}

/** The office has corrected where the host works: a pending visit goes along, and its history says so (spec 2, Host). */
export function moveWithHost<V extends VisitLife & { unitId: string; unitName: string }>(
  visit: V,
  { unitId, unitName }: { unitId: string; unitName: string },
  now: number,
): V {
  requireState(visit, 'pending')
  const by: Decider = { name: '', role: 'system' }
  return step({ ...visit, unitId, unitName }, 'pending', 'moved', by, now, null)
}

/**
 * Whether all its entries are used and nobody of it is inside (spec 4.5): who came and left holds nothing any more, though
 * days or hours are left. The same comes out in whichever order its passages become known.
 */
export const isUsedUp = (visit: VisitLife): boolean =>
  visit.state === 'approved' &&
  visit.right?.entries !== undefined &&
  (visit.entriesMade ?? 0) >= visit.right.entries &&
  visit.lastDirection === 'out' &&
  visit.insideCampusId === null

/** What the passing of days does, or the last of its entries; null when nothing is due. Run as often as one likes. */
export function expire<V extends VisitLife>(visit: V, now: number): V | null {
  const state = isUsedUp(visit) ? 'finished' : stateNow(visit, now)
  if (state === visit.state) return null
  const action = state === 'expired' ? 'expired' : 'finished'
  // Who waited for a place of an activity learns why nothing came of it.
  const reason: SystemReason | null = isWaiting(visit) ? 'WAITED_IN_VAIN' : null
  return step(visit, state, action, { name: '', role: 'system' }, now, reason)
}

/** What may be tried now; the same functions as above answer when it is. */
export function allowedActions(
  visit: VisitLife,
  now: number,
  { cancelApproved }: CancelRules = SHIPPED_CANCEL,
): Record<'approve' | 'return' | 'revoke' | 'cancel' | 'askCancel' | 'revise', boolean> {
  const state = stateNow(visit, now)
  const untouched = visit.firstEntryAt === null
  const standing = isStanding(visit)
  const decidable = state === 'pending' && !isWaiting(visit) && !standing
  return {
    approve: decidable,
    return: decidable,
    revoke: state === 'approved',
    cancel:
      untouched &&
      !standing &&
      (state === 'pending' || state === 'returned' || (state === 'approved' && cancelApproved)),
    askCancel: state === 'approved' && visit.unitId !== '' && (standing || !(untouched && cancelApproved)),
    revise:
      untouched &&
      !standing &&
      visit.places === undefined &&
      (state === 'pending' || state === 'returned' || state === 'approved'),
  }
}

/** The tabs in which a visit can stand: one at a time. */
export const VISIT_TABS = ['pending', 'approved', 'returned', 'ended'] as const
export type VisitTab = (typeof VISIT_TABS)[number]

/** The tab in which a visit stands. */
export function tabOf(state: VisitState): VisitTab {
  return state === 'pending' || state === 'approved' || state === 'returned' ? state : 'ended'
}

function checkReason(reason: string): string {
  const given = reason.trim()
  if (given === '') throw new DomainError('REASON_REQUIRED')
  if (lengthOf(given) > MAX_REASON_LENGTH) throw new DomainError('REASON_TOO_LONG')
  return given
}

function requireState(visit: VisitLife, state: VisitState): void {
  if (visit.state !== state) throw alreadyDecided(visit, visit.state)
}

/** Tells the one who came second who decided what and when (spec 3). */
export function alreadyDecided(visit: Pick<VisitLife, 'history'>, state: VisitState): DomainError {
  const last = visit.history[visit.history.length - 1]
  return new DomainError('ALREADY_DECIDED', {
    state,
    byName: last !== undefined && last.byRole === 'approver' ? last.byName : '',
    at: last === undefined ? 0 : last.at,
  })
}

function step<V extends VisitLife>(
  visit: V,
  to: VisitState,
  action: VisitAction,
  by: Decider,
  now: number,
  reason: string | null,
  from: VisitState = visit.state,
): V {
  const entry: HistoryEntry = { at: now, action, byName: by.name, byRole: by.role, from, to, reason }
  return { ...visit, state: to, history: [...visit.history, entry] }
}
