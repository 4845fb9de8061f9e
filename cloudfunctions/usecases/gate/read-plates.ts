import { choosePlate, type Candidate } from '../../../miniprogram/domain/gate/choose-booking'
import type { GateContext } from '../../../miniprogram/domain/gate/facts'
import { dayOf } from '../../../miniprogram/domain/values/days'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import { datesAt } from '../../../miniprogram/domain/values/validity'
import { blockedOn } from '../../../miniprogram/domain/visit/booking-refusals'
import type { Transaction } from '../../platform/database'
import { loadCalendarIn, plateCalendarId, type Calendar } from '../../stores/calendars'
import { loadVisitIn, type Visit } from '../../stores/visits'
import { candidateOf } from './booking-facts'
import { calendarsAhead, type LookUp } from './calendars-ahead'
import { foundBy, type ReadCode } from './read-code'

/**
 * By the bookings that hold the plates of a car, read in the transaction: which of them is meant depends on their states.
 * `people`: looks up the calendars of those who come with them, which is begun beside it.
 */
export async function readPlatesIn(
  tx: Transaction,
  plates: readonly PlateNumber[],
  context: GateContext,
): Promise<{ code: ReadCode; people: LookUp }> {
  const held: (readonly [PlateNumber, Calendar])[] = []
  for (const plate of plates) held.push([plate, await loadCalendarIn(tx, plateCalendarId(plate))])
  // What has ended and still stands there says so itself.
  const entries = held.flatMap(([, calendar]) => calendar.entries)
  const people = calendarsAhead(entries.flatMap((entry) => entry.people ?? []))
  const visits = new Map<string, Visit>()
  for (const { visitId } of entries) {
    const visit = await loadVisitIn(tx, visitId)
    if (visit !== null) visits.set(visitId, visit)
  }
  return { code: readPlates(held, visits, context), people }
}

type PlateHeld = Pick<Calendar, 'entries' | 'inside' | 'blocks'>

/**
 * By the bookings that hold the plates, and the one that its vehicle came in with.
 *
 * @param visits those that stand in the calendars of the plates, by id
 */
export function readPlates(
  plates: readonly (readonly [PlateNumber, PlateHeld])[],
  visits: ReadonlyMap<string, Visit>,
  context: GateContext,
): ReadCode {
  const today = dayOf(context.now)
  const seen = plates.map(([plate, held]) => ({
    ...{ plate, candidates: candidatesOf(held, visits, context.now) },
    ...{ blocked: blockedOn(held.blocks, today), inside: held.inside !== null },
  }))
  const { plate, chosen } = choosePlate(seen, context)
  return foundBy('plate', chosen?.visitId ?? null, plate)
}

function candidatesOf(
  { entries, inside }: PlateHeld,
  visits: ReadonlyMap<string, Visit>,
  now: number,
): Candidate[] {
  const enteredWith = inside?.visitId ?? ''
  const candidates = entries.flatMap(({ visitId }) => {
    const visit = visits.get(visitId)
    return visit === undefined
      ? []
      : [candidateOf(visit, { inside: visitId === enteredWith, asCompanion: false })]
  })
  // One that no longer holds the plate.
  if (enteredWith !== '' && !candidates.some((candidate) => candidate.inside))
    candidates.push({ visitId: enteredWith, booking: null, inside: true, asCompanion: false })
  // Past ones may still stand there until the night: whether it has come must not change the answer.
  return candidates.filter((each) => each.inside || (each.booking !== null && !isPast(each.booking, now)))
}

const isPast = (right: Pick<Visit, 'firstDay' | 'lastDay'>, now: number): boolean =>
  datesAt(right, now).lastDay < dayOf(now)
