import { isStandingOver } from '../../../miniprogram/domain/standing-pass/standing-pass'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { cached } from '../../platform/instance-cache'
import { findCalledOff } from '../../stores/activities'
import type { GateFact } from '../../stores/gate-facts'
import { findEndedPasses, type StandingPass } from '../../stores/standing-passes'
import { stateOf } from './booking-facts'

/** More at once are never called off before the timer has gone through the first. */
const MAX_CALLED_OFF = 1000

/** What visits rested on and don't any more, while their people aren't all let go: gates are told of each only then. */
interface CalledOff {
  activities: ReadonlySet<string>
  passes: ReadonlyMap<string, StandingPass>
  /**
   * When the last of them was, epoch ms; changes since a version of before don't tell of those who are still to be let go.
   */
  at: number
}

/**
 * Activities that were called off and standing passes that were withdrawn or have ended, as gates without a network must know:
 * as they were seconds ago, for the list that tells of them is older when it is used, and later ones look back further.
 */
export async function loadCalledOff(now: number): Promise<CalledOff> {
  const [activities, ended] = await Promise.all([
    cached('activities', 'calledOff', () => findCalledOff(MAX_CALLED_OFF)),
    cached('standingPasses', 'ended', () => findEndedPasses(MAX_CALLED_OFF)),
  ])
  // Nobody was let in by one that wasn't approved, and nobody is by days that are over.
  const passes = ended.filter((pass) => pass.approvedOn !== null && !isStandingOver(pass, dayOf(now)))
  const moments = [...activities.map(({ cancelledAt = 0 }) => cancelledAt), ...passes.map(endedAt)]
  return {
    activities: new Set(activities.map(({ _id }) => _id)),
    passes: new Map(passes.map((pass) => [pass._id, pass])),
    at: Math.max(0, ...moments),
  }
}

const endedAt = ({ state, history }: StandingPass): number =>
  Math.max(0, ...history.map(({ what, at }) => (what === state ? at : 0)))

/** What a gate is told of a visit, as what it rests on has it. */
export function asCalledOff(fact: GateFact, calledOff: CalledOff): GateFact {
  const { visit } = fact
  if (visit === null) return fact
  const { activityId = '', standingPassId = '' } = visit
  const state = stateOf(visit.state, {
    standing: calledOff.passes.get(standingPassId)?.state ?? null,
    activity: calledOff.activities.has(activityId) ? 'cancelled' : null,
  })
  return state === visit.state ? fact : { ...fact, visit: { ...visit, state } }
}
