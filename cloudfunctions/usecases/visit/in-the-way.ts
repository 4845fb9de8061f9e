import { isLiveNow } from '../../../miniprogram/domain/visit/visit'
import { calendarIds } from '../../stores/calendars'
import type { ReleaseRequest } from '../../stores/release-requests'
import type { Visit } from '../../stores/visits'

/**
 * Whether a booking is still in the way of whoever asked that it be let go: it is live, and comes with what collided then.
 * Another plate or person since, and what was asked for is free (spec 2, Conflict card).
 */
export const isInTheWay = (visit: Visit, { heldId }: Pick<ReleaseRequest, 'heldId'>, now: number): boolean =>
  isLiveNow(visit, now) && (heldId === undefined || calendarIds(visit).includes(heldId))
