import { applyPassage, headsAfter } from '../../../miniprogram/domain/gate/presence'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import type { Visit } from '../../stores/visits'

/**
 * Somebody of the directory waits for it (spec 3, Host's word): guests of an activity stand on the organiser's list, people
 * on standing passes come every day.
 */
const isHosted = ({ kind, hostId }: Visit): boolean =>
  (kind === 'booking' || kind === 'invitation') && hostId !== ''

/** A guard sees a group through at once; a lane and a companion's own document let one of them pass. */
export function passed(
  visit: Visit,
  movement: { direction: Direction; campusId: string; at: number },
  group: boolean,
  visitor = true,
): Visit {
  const { companions, headsInside: inside = 0 } = visit
  const headCount = 1 + companions.length
  const headsInside = headsAfter({ inside, headCount }, movement.direction, group ? headCount : 1)
  // Whether anybody may still be inside: who leaves alone doesn't take the others along.
  const moves = movement.direction === 'in' || (visitor && headsInside === 0)
  const entered = movement.direction === 'in' && visit.right?.entries !== undefined
  const after = moves ? applyPassage(visit, movement) : visit
  return {
    ...after,
    headsInside,
    ...(visit.firstEntryAt === null && after.firstEntryAt !== null && isHosted(visit)
      ? { hostUntold: true }
      : {}),
    ...(entered ? { entriesMade: (visit.entriesMade ?? 0) + 1 } : {}),
  }
}
