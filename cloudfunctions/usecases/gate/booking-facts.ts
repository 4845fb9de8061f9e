import { stateByActivity } from '../../../miniprogram/domain/activity/activity'
import type { ActivityState } from '../../../miniprogram/domain/activity/activity-state'
import type { Candidate } from '../../../miniprogram/domain/gate/choose-booking'
import type { BookingFacts } from '../../../miniprogram/domain/gate/facts'
import { stateByPass } from '../../../miniprogram/domain/standing-pass/standing-pass'
import type { StandingState } from '../../../miniprogram/domain/standing-pass/standing-state'
import { known } from '../../../miniprogram/domain/values/known'
import type { VisitState } from '../../../miniprogram/domain/visit/visit-state'
import type { Visit } from '../../stores/visits'

/** What a booking rests on. */
interface RestsOn {
  /** Where the standing pass stands that somebody comes in by; null: they don't. */
  standing: StandingState | null
  /** The same of the activity whose guest comes in. */
  activity: ActivityState | null
}

/** What a gate decides by, of a visit as the records have it. */
export const bookingOf = (
  { companions, headsInside = 0, entriesMade = 0, right = {}, ...visit }: Visit,
  restsOn: RestsOn,
): BookingFacts => ({
  ...right,
  state: stateOf(visit.state, restsOn),
  ...{ firstDay: visit.firstDay, lastDay: visit.lastDay },
  ...{ purposeClass: visit.purposeClass, hasVehicle: visit.plate !== null },
  gateIds: known(visit.gateIds),
  entriesMade: known(entriesMade),
  headCount: 1 + companions.length,
  headsInside: known(headsInside),
})

/** One of several bookings to choose from; what it rests on is read of the chosen one. */
export const candidateOf = (visit: Visit, who: Pick<Candidate, 'asCompanion' | 'inside'>): Candidate => ({
  ...{ visitId: visit._id, ...who },
  booking: bookingOf(visit, { standing: null, activity: null }),
})

/** The state of a visit as what it rests on has it, which may have ended before all its people were brought in line. */
export function stateOf(state: VisitState, { standing, activity }: RestsOn): VisitState {
  if (standing !== null) return stateByPass(state, standing)
  return activity === null ? state : stateByActivity(state, activity)
}
