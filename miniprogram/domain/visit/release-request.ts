import type { IdentityKind } from './duplicates'
import { DomainError } from '../errors'
import { isStanding, MAX_REASON_LENGTH, stateNow, type VisitLife } from './visit'
import { lengthOf } from '../values/text'

/**
 * A request that a booking be let go, answered by its unit. Either another visitor's, whose booking is refused because
 * this one holds the same ID, phone or plate (spec 2, Conflict card): the unit learns what collides, never who asks. Or
 * the visitor's own, who can't cancel or change it themself any more (spec 3): `cancel`, `change`.
 */
export type ReleaseField = IdentityKind | 'cancel' | 'change'

/** Whether the visitor asks it of their own booking. */
export const isOwnRequest = (field: ReleaseField): field is 'cancel' | 'change' =>
  field === 'cancel' || field === 'change'

/**
 * Whether there is an approver who can let it go for somebody else: nobody decides on a walk-in, which ends within hours, and
 * of a standing pass the office decides, about its list (spec 4.3, 4.4).
 */
export const mayBeLetGo = (visit: Pick<VisitLife, 'standingPassId'> & { unitId: string }): boolean =>
  visit.unitId !== '' && !isStanding(visit)

export const RELEASE_STATES = ['open', 'released', 'kept'] as const
type ReleaseState = (typeof RELEASE_STATES)[number]

export interface ReleaseLife {
  state: ReleaseState
  field: ReleaseField
  answeredAt: number | null
  answeredBy: string | null
}

/** One answer, by the first approver who gives it. */
export function answerRelease<R extends ReleaseLife>(
  request: R,
  byName: string,
  release: boolean,
  now: number,
): R {
  if (request.state !== 'open')
    throw new DomainError('RELEASE_ANSWERED', { byName: request.answeredBy ?? '' })
  return { ...request, state: release ? 'released' : 'kept', answeredAt: now, answeredBy: byName }
}

/**
 * The booking has ended, or was sent back, before anybody answered: what was asked to be free is. A change that its own
 * visitor asked for isn't made any more.
 */
export const settleRelease = <R extends ReleaseLife>(request: R, now: number): R => ({
  ...request,
  state: request.field === 'change' ? 'kept' : 'released',
  answeredAt: now,
})

/**
 * The visitor's reason for asking that an approved booking be cancelled, null when none was given; throws when there is
 * nothing to cancel.
 */
export function askCancel(
  visit: Pick<VisitLife, 'state' | 'lastDay' | 'right' | 'unitId'>,
  reason: string,
  now: number,
): string | null {
  const state = stateNow(visit, now)
  if (state !== 'approved' || visit.unitId === '') throw new DomainError('NOT_CANCELLABLE', { state })
  return checkedReason(reason)
}

/** A reason that may be left out: null then. Throws REASON_TOO_LONG. */
export function checkedReason(reason: string): string | null {
  const given = reason.trim()
  if (lengthOf(given) > MAX_REASON_LENGTH) throw new DomainError('REASON_TOO_LONG')
  return given === '' ? null : given
}
