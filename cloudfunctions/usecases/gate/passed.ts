import {
  whereabouts,
  withHeadMove,
  withoutHeadMove,
  type HeadLog,
} from '../../../miniprogram/domain/gate/presence'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { expire, isUsedUp } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import type { Visit } from '../../stores/visits'
import { releaseCalendarsIn } from '../visit/hold-calendars'
import { saveVisitIn } from '../visit/save-visit'

/**
 * Somebody of the directory waits for it (spec 3, Host's word): guests of an activity stand on the organiser's list, people
 * on standing passes come every day.
 */
const isHosted = ({ kind, hostId }: Visit): boolean =>
  (kind === 'booking' || kind === 'invitation') && hostId !== ''

interface Movement {
  direction: Direction
  campusId: string
  /** Epoch milliseconds; earlier than it becomes known where a gate tells it late. */
  at: number
}

/**
 * A guard sees a group through at once, of `heads` or as many as are booked; a lane and a companion's own document let one of
 * them pass.
 */
interface Passing {
  group: boolean
  companion?: boolean
  heads?: number
}

/** Writes what a passage makes of its booking; answers what it is then. */
export const savePassedIn = (
  tx: Transaction,
  visit: Visit,
  movement: Movement,
  passing: Passing,
  now: number,
): Promise<Visit> => saveAfterPassageIn(tx, passed(visit, movement, passing), now)

/**
 * Writes a booking as a passage left it. One that is used up by it is finished and holds nothing any more (spec 4.5). Comes
 * after its car's movement, which is written from the plate's calendar as it was read.
 */
export async function saveAfterPassageIn(tx: Transaction, after: Visit, now: number): Promise<Visit> {
  const finished = isUsedUp(after) ? expire(after, now) : null
  if (finished === null) return saveVisitIn(tx, after)
  await releaseCalendarsIn(tx, finished, now)
  return saveVisitIn(tx, { ...finished, changedAt: now })
}

/** What a passage makes of its booking, told at once or later (spec 5.1). */
export function passed(
  visit: Visit,
  { direction, campusId, at }: Movement,
  { group, companion = false, heads }: Passing,
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

/** What the booking is when somebody wasn't let in after all, whom it was noted for at that time (epoch ms). */
export function notPassed(visit: Visit, at: number): Visit {
  if (visit.headLog === undefined) return visit
  const headLog = withoutHeadMove(visit.headLog, { at, direction: 'in' })
  if (headLog.moves.length === visit.headLog.moves.length) return visit
  const { heads: headsInside, ...where } = whereabouts(headLog, 1 + visit.companions.length)
  const { lastPassageAt, lastDirection, insideCampusId } = where
  const entriesMade = visit.entriesMade === undefined ? {} : { entriesMade: visit.entriesMade - 1 }
  const firstEntryAt = visit.firstEntryAt === at ? firstEntryOf(headLog) : visit.firstEntryAt
  const { hostUntold: _, ...told } = visit
  return {
    // The only entry so far: the booking may be cancelled again, and nobody is told of a guest.
    ...(firstEntryAt === null ? told : visit),
    ...{ firstEntryAt, headLog, headsInside, lastPassageAt, lastDirection, insideCampusId, ...entriesMade },
  }
}

const firstEntryOf = ({ before, moves }: HeadLog): number | null =>
  moves.find(({ direction }) => direction === 'in')?.at ?? before.lastPassageAt

/** How many of a booking its campus list stands for, as far as gates saw; 0: it isn't on it. */
export const headsOnList = ({ insideCampusId, headsInside = 0 }: Visit): number =>
  insideCampusId === null ? 0 : Math.max(headsInside, 1)
