import type { ApprovalDetail } from '../../../contract'
import { isLive } from '../../../miniprogram/domain/visit/visit'
import { calendarIds } from '../../stores/calendars'
import type { ReleaseRequest } from '../../stores/release-requests'
import type { Visit } from '../../stores/visits'

/**
 * Whether a booking is still in the way of whoever asked that it be let go: it is live, and comes with what collided then.
 * Another plate or person since, and what was asked for is free (spec 2, Conflict card).
 */
export const isInTheWay = (visit: Visit, { heldId }: Pick<ReleaseRequest, 'heldId'>, now: number): boolean =>
  isLive(visit, now) && (heldId === undefined || calendarIds(visit).includes(heldId))

/** An open request as the approvers of its booking read it; null: nobody waits for the answer. */
export function askedOf(
  visit: Visit,
  request: ReleaseRequest,
  now: number,
): ApprovalDetail['releases'][number] | null {
  // Days have passed over it, or what was asked for is free by now.
  if (!isInTheWay(visit, request, now)) return null
  const { _id: id, field, askedAt, wantedFirstDay, wantedLastDay, reason, wantedPlate = null } = request
  return { id, field, askedAt, wantedFirstDay, wantedLastDay, reason, wantedPlate }
}
