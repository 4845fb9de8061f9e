import { log, traceOf } from '../../platform/log'
import { changeEach } from '../../platform/unit-of-work'
import { findInside, loadVisitIn, loadVisits } from '../../stores/visits'
import type { GateCall } from './actor'
import { passed } from './passed'
import { saveVisitIn } from '../visit/save-visit'

/** Who left, by which booking, when (epoch milliseconds) and where; `group`: all of the booking at once. */
export interface Leaving {
  visitId: string
  at: number
  campusId: string
  group: boolean
}

/**
 * Whoever leaves by whichever booking is no longer inside by another of their own (spec 5.1). Comes after the passages
 * themselves: nobody is kept in because this fails. Done twice it changes nothing, and what happened later stays.
 */
export async function leaveElsewhere({ by }: GateCall, leavings: readonly Leaving[]): Promise<void> {
  if (leavings.length === 0) return
  try {
    const visits = await loadVisits([...new Set(leavings.map(({ visitId }) => visitId))])
    // A pass given by phone names no document.
    const byDocument = new Map(
      leavings.map((leaving) => [visits.get(leaving.visitId)?.documentHash ?? '', leaving] as const),
    )
    byDocument.delete('')
    const inside = byDocument.size === 0 ? [] : await findInside([...byDocument.keys()])
    const others = inside.filter(({ _id }) => !visits.has(_id))
    await changeEach(by, others, async ({ tx }, { _id, documentHash }) => {
      const leaving = byDocument.get(documentHash)
      const other = await loadVisitIn(tx, _id)
      if (leaving === undefined || other === null || other.insideCampusId === null) return
      if ((other.lastPassageAt ?? 0) > leaving.at) return
      const { at, campusId, group } = leaving
      // The same exit, asked about once more: it takes nobody else along.
      if (other.headLog?.moves.some((move) => move.at === at && move.direction === 'out') === true) return
      await saveVisitIn(tx, passed(other, { direction: 'out', campusId, at }, { group }))
    })
  } catch (error) {
    log('warn', 'presence.left', { visits: leavings.map(({ visitId }) => visitId), ...traceOf(error) })
  }
}
