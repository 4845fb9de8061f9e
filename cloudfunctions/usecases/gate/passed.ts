import { whereabouts, withHeadMove } from '../../../miniprogram/domain/gate/presence'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import type { Visit } from '../../stores/visits'

/**
 * Somebody of the directory waits for it (spec 3, Host's word): guests of an activity stand on the organiser's list, people
 * on standing passes come every day.
 */
const isHosted = ({ kind, hostId }: Visit): boolean =>
  (kind === 'booking' || kind === 'invitation') && hostId !== ''

/**
 * What a passage makes of its booking, told at once or later (spec 5.1). A guard sees a group through at once, of `heads` or
 * as many as are booked; a lane and a companion's own document let one of them pass.
 */
export function passed(
  visit: Visit,
  { direction, campusId, at }: { direction: Direction; campusId: string; at: number },
  { group, companion = false, heads }: { group: boolean; companion?: boolean; heads?: number },
): Visit {
  const headCount = 1 + visit.companions.length
  const one = companion || !group
  const move = { at, direction, campusId, heads: one ? 1 : (heads ?? headCount) }
  const headLog = withHeadMove(visit.headLog, companion ? { ...move, companion } : move, headCount)
  const { heads: headsInside, ...where } = whereabouts(headLog, headCount)
  const { lastPassageAt, lastDirection, insideCampusId } = where
  const entered = direction === 'in'
  const firstEntryAt = entered ? Math.min(visit.firstEntryAt ?? at, at) : visit.firstEntryAt
  return {
    ...visit,
    ...{ headLog, headsInside, firstEntryAt, lastPassageAt, lastDirection, insideCampusId },
    ...(visit.firstEntryAt === null && entered && isHosted(visit) ? { hostUntold: true } : {}),
    ...(entered && visit.right?.entries !== undefined ? { entriesMade: (visit.entriesMade ?? 0) + 1 } : {}),
  }
}
