import { plateCalendarId, type Calendar } from '../../../cloudfunctions/stores/calendars'
import type { Stay } from '../../../cloudfunctions/stores/stays'
import { allOf, changedIn, oneOf, type Invariant } from './invariant'

const openStaysOf = (calendarId: string): Stay[] =>
  allOf<Stay>('stays').filter(
    ({ plate, state }) => state === 'inside' && plateCalendarId(plate) === calendarId,
  )

/** What the calendar of a plate says of where the vehicle stands, and what its stays say. */
function requireSame(calendarId: string): void {
  const inside = oneOf<Calendar>('calendars', calendarId)?.inside ?? null
  const told = inside === null ? [] : [inside.stayId]
  const open = openStaysOf(calendarId).map(({ _id }) => _id)
  if (open.join() !== told.join())
    throw new Error(
      `${calendarId} is inside by ${told.join() || 'nothing'}, its open stays: ${open.join() || 'none'}`,
    )
}

/** `carsInside`: plates of the vehicles that really are on a campus. */
export const staysAsPassed = (carsInside: ReadonlySet<string>): Invariant => ({
  rule: 'A vehicle is inside by one stay, which its next booking waits for, and by none once it has left (spec 5.2, 5.3)',
  committed(commit) {
    const calendars = changedIn<Calendar>(commit, 'calendars').flatMap(({ after }) =>
      after?.kind === 'plate' ? [after._id] : [],
    )
    const stays = changedIn<Stay>(commit, 'stays').flatMap(({ after }) =>
      after === null || (after.plate as string) === '' ? [] : [plateCalendarId(after.plate)],
    )
    for (const id of new Set([...calendars, ...stays])) requireSame(id)
  },
  settled() {
    for (const { _id, state, plate } of allOf<Stay>('stays'))
      if (state === 'inside' && !carsInside.has(plate))
        throw new Error(`stay ${_id} goes on, its car has left`)
  },
})
