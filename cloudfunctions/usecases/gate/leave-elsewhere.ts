import { log, traceOf } from '../../platform/log'
import { changeEach } from '../../platform/unit-of-work'
import { findInside, findInsideWith, loadVisitIn, loadVisits, type Visit } from '../../stores/visits'
import type { GateCall } from './actor'
import { passed, saveAfterPassageIn } from './passed'

/** Who left, by which booking, when (epoch milliseconds) and where; `group`: all of the booking at once. */
export interface Leaving {
  visitId: string
  at: number
  campusId: string
  group: boolean
}

/** The same, as far as it concerns other bookings of who left. */
interface Exit extends Leaving {
  documentHash: string
  /** How many left with them, if all did. */
  heads: number
  /** When they left by this booking the time before. */
  leftBefore: number
}

/**
 * Whoever leaves by whichever booking is no longer inside by another of their own, nor by one that names them as a companion
 * (spec 5.1). Comes after the passages themselves: nobody is kept in because this fails. Done twice it changes nothing, and
 * what happened later stays.
 *
 * @param leavings in the order of their times
 */
export async function leaveElsewhere({ by, now }: GateCall, leavings: readonly Leaving[]): Promise<void> {
  if (leavings.length === 0) return
  try {
    const visits = await loadVisits([...new Set(leavings.map(({ visitId }) => visitId))])
    const exits = leavings.flatMap((leaving) => exitsOf(leaving, visits.get(leaving.visitId)))
    const documents = [...new Set(exits.map(({ documentHash }) => documentHash))]
    if (documents.length === 0) return
    const inside = await Promise.all([findInside(documents), findInsideWith(documents)])
    const others = new Map(inside.flat().map((visit) => [visit._id, visit]))
    const concerned = [...others.values()].filter((visit) => exits.some((exit) => isElsewhere(exit, visit)))
    await changeEach(by, concerned, async ({ tx }, { _id }) => {
      const other = await loadVisitIn(tx, _id)
      const left = other === null ? null : exits.reduce(afterExit, other)
      if (left !== null && left !== other) await saveAfterPassageIn(tx, left, now)
    })
  } catch (error) {
    log('warn', 'presence.left', { visits: leavings.map(({ visitId }) => visitId), ...traceOf(error) })
  }
}

/** A pass given by phone names no document. */
function exitsOf(leaving: Leaving, visit: Visit | undefined): Exit[] {
  if (visit === undefined || visit.documentHash === '') return []
  const { documentHash, companions, headLog } = visit
  const earlier = (headLog?.moves ?? []).filter(
    ({ at, direction, companion }) => direction === 'out' && companion !== true && at < leaving.at,
  )
  const leftBefore = Math.max(0, ...earlier.map(({ at }) => at))
  return [{ ...leaving, documentHash, heads: 1 + companions.length, leftBefore }]
}

/** Who left is on this booking too, as its visitor or as a companion. */
const isElsewhere = ({ visitId, documentHash }: Exit, visit: Visit): boolean =>
  visit._id !== visitId && [visit, ...visit.companions].some((each) => each.documentHash === documentHash)

/** A booking after somebody who came in by it left by another: it takes along as many as the other is for. */
function afterExit(visit: Visit, exit: Exit): Visit {
  const { at, campusId, group, heads, leftBefore, documentHash } = exit
  const { insideCampusId, lastPassageAt, headLog } = visit
  if (insideCampusId === null || !isElsewhere(exit, visit)) return visit
  // Who came in before they last left has left with it: asked about once more, an exit takes nobody else along.
  const enteredAt = lastPassageAt ?? 0
  if (enteredAt > at || enteredAt < leftBefore) return visit
  if (headLog?.moves.some((move) => move.at === at && move.direction === 'out') === true) return visit
  const companion = visit.documentHash !== documentHash
  return passed(visit, { direction: 'out', campusId, at }, { group, heads, companion })
}
