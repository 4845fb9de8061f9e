import { choosePlate, type Candidate } from '../../../miniprogram/domain/gate/choose-booking'
import type { Day } from '../../../miniprogram/domain/values/days'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import { blockedOn } from '../../../miniprogram/domain/visit/booking-refusals'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import type { Transaction } from '../../platform/database'
import { loadCalendarIn, plateCalendarId, type Calendar } from '../../stores/calendars'
import { loadVisitIn } from '../../stores/visits'
import { calendarsAhead, type LookUp } from './calendars-ahead'
import { datesOf, foundBy, isResting, type Moment, type ReadCode } from './read-code'

/**
 * By the bookings that hold the plates of a car, read in the transaction: which of them is meant depends on their states.
 * `people`: looks up the calendars of those who come with them, which is begun beside it.
 */
export async function readPlatesIn(
  tx: Transaction,
  plates: readonly PlateNumber[],
  direction: Direction,
  { now, today }: Moment,
): Promise<{ code: ReadCode; people: LookUp }> {
  const held: (readonly [PlateNumber, Calendar])[] = []
  for (const plate of plates) held.push([plate, await loadCalendarIn(tx, plateCalendarId(plate))])
  // What has ended and still stands there says so itself.
  const entries = held.flatMap(([, calendar]) => calendar.entries)
  const people = calendarsAhead(entries.flatMap((entry) => entry.people ?? []))
  const approved = new Set<string>()
  const resting = new Set<string>()
  const dates: Dates = new Map()
  for (const { visitId } of entries) {
    const visit = await loadVisitIn(tx, visitId)
    if (visit === null) continue
    if (visit.state === 'approved') approved.add(visitId)
    if (isResting(visit, now)) resting.add(visitId)
    dates.set(visitId, datesOf(visit, now))
  }
  return { code: readPlates(held, direction, today, approved, resting, dates), people }
}

type Dates = Map<string, Pick<Candidate, 'firstDay' | 'lastDay'>>
type PlateHeld = Pick<Calendar, 'entries' | 'inside' | 'blocks'>

/**
 * By the bookings that hold the plates, and the one that its vehicle came in with.
 *
 * @param approved ids of those bookings that are approved
 * @param resting ids of those that don't hold at this moment
 * @param dates their days as the calendar has them now, where these are others than booked
 */
export function readPlates(
  plates: readonly (readonly [PlateNumber, PlateHeld])[],
  direction: Direction,
  today: Day,
  approved: ReadonlySet<string>,
  resting: ReadonlySet<string> = new Set(),
  dates: Dates = new Map(),
): ReadCode {
  const seen = plates.map(([plate, held]) => ({
    ...{ plate, candidates: candidatesOf(held, today, approved, resting, dates) },
    ...{ blocked: blockedOn(held.blocks, today), inside: held.inside !== null },
  }))
  const { plate, chosen } = choosePlate(seen, direction, today)
  return foundBy('plate', chosen?.visitId ?? null, plate)
}

function candidatesOf(
  { entries, inside }: PlateHeld,
  today: Day,
  approved: ReadonlySet<string>,
  resting: ReadonlySet<string>,
  dates: Dates,
): Candidate[] {
  const enteredWith = inside?.visitId ?? ''
  const candidates: Candidate[] = entries.map(({ visitId, firstDay, lastDay }) => ({
    ...{ visitId, ...(dates.get(visitId) ?? { firstDay, lastDay }), asCompanion: false },
    standing: approved.has(visitId) ? 'approved' : 'pending',
    inside: visitId === enteredWith,
    resting: resting.has(visitId),
  }))
  if (enteredWith !== '' && !candidates.some((candidate) => candidate.inside))
    candidates.push({ ...ENDED, visitId: enteredWith, inside: true })
  // Past ones may still stand there until the night: whether it has come must not change the answer.
  return candidates.filter((each) => each.inside || each.lastDay >= today)
}

/** A booking that no longer holds the plate. */
const ENDED: Omit<Candidate, 'visitId'> = {
  ...{ standing: 'ended', firstDay: '', lastDay: '', inside: false, asCompanion: false },
}
