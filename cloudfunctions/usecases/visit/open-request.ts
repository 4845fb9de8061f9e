import type { ReleaseRequest } from '../../stores/release-requests'
import type { Visit } from '../../stores/visits'
import type { Caller } from '../caller'

/** What somebody wants of a booking: that it lets go of a plate, an ID or a phone, or that it is cancelled. */
type Wanted = Pick<ReleaseRequest, '_id' | 'field' | 'reason'> & Pick<Visit, 'firstDay' | 'lastDay'>

/** A request that the booking's unit has still to answer (spec 3). @param wanted its days: those that the asker wants */
export const openRequest = (
  caller: Caller,
  visit: Visit,
  { _id, field, reason, firstDay, lastDay }: Wanted,
): Omit<ReleaseRequest, 'sort'> => ({
  ...{ _id, field, reason },
  state: 'open',
  answeredAt: null,
  answeredBy: null,
  visitId: visit._id,
  unitId: visit.unitId,
  askedBy: caller.id,
  askedAt: caller.now,
  wantedFirstDay: firstDay,
  wantedLastDay: lastDay,
})
