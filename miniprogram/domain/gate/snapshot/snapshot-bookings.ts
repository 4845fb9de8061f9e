import { rightOf } from '../../pass/statement'
import { known, UNKNOWN, type Known } from '../../values/known'
import type { RightLimits } from '../../values/validity'
import type { BookingFacts } from '../facts'
import type { Remembered } from '../memory'
import { limitOf } from './find'
import type { CredentialRead } from './read-credential'
import type { VisitRecord } from './records'
import { isLimitUnderstood, type GateSnapshot } from './snapshot'

/** What a list tells of a booking, with what the gate itself saw of it since. */

/** The record where there is one. A visit without one was approved since: the server's signature says so. */
export function bookingOf(
  snapshot: GateSnapshot,
  { visit, statement }: Pick<CredentialRead, 'visit' | 'statement'>,
  remembered: Remembered,
): BookingFacts | null {
  if (visit !== null) {
    const { state, firstDay, lastDay, purposeClass, plate, limited, visitId, headCount } = visit
    const limit = limited ? limitOf(snapshot, visitId) : null
    const gateIds = limited && limit === null ? UNKNOWN : known(limit?.gateIds ?? null)
    return {
      ...{ firstDay, lastDay },
      ...(limit?.right ?? {}),
      ...{ state, purposeClass, hasVehicle: plate !== null, gateIds, headCount },
      ...seenOf(visitId, limit?.right, remembered),
    }
  }
  if (statement === null) return null
  const { visitId, purposeClass, hasVehicle, limited, headCount } = statement
  const right = rightOf(statement)
  return {
    ...right,
    ...{ state: 'approved', purposeClass, hasVehicle, headCount },
    gateIds: limited ? UNKNOWN : known(null),
    ...seenOf(visitId, right, remembered),
  }
}

/** The same of a record, to choose among several: of a right that isn't understood it isn't known where it holds. */
export function bookingOfRecord(
  snapshot: GateSnapshot,
  visit: VisitRecord,
  remembered: Remembered,
): BookingFacts | null {
  const booking = bookingOf(snapshot, { visit, statement: null }, remembered)
  return booking === null || isRightUnderstood(snapshot, visit) ? booking : { ...booking, gateIds: UNKNOWN }
}

/** Whether nothing narrows it that only a newer reader understands. */
export function isRightUnderstood(snapshot: GateSnapshot, { limited, visitId }: VisitRecord): boolean {
  const limit = limited ? limitOf(snapshot, visitId) : null
  return limit === null || isLimitUnderstood(limit)
}

/** What this gate saw of it. */
function seenOf(
  visitId: string,
  right: RightLimits | undefined,
  { heads, entries }: Remembered,
): Pick<BookingFacts, 'entriesMade' | 'headsInside'> {
  const inside = heads.get(visitId) ?? 0
  return {
    entriesMade: usedUp(right, entries.get(visitId) ?? 0),
    headsInside: inside === 0 ? UNKNOWN : known(inside),
  }
}

/** How many came in by other gates isn't known; that none is left is, once so many came in by this one. */
const usedUp = (right: RightLimits | undefined, made: number): Known<number> =>
  right?.entries !== undefined && made >= right.entries ? known(made) : UNKNOWN
