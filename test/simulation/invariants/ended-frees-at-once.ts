import { isUsedUp } from '../../../miniprogram/domain/visit/visit'
import type { CalendarEntry } from '../../../miniprogram/domain/visit/duplicates'
import { calendarIds, type Calendar } from '../../../cloudfunctions/stores/calendars'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { changedIn, oneOf, type Invariant } from './invariant'
import { endsAt, isHeld } from './right'

export const endedFreesAtOnce = (): Invariant => ({
  rule: 'Live bookings hold ID, phone and plate; cancelled, returned, revoked, expired, finished and used-up ones free them at once (spec 3)',
  committed(commit) {
    for (const { before, after } of changedIn<Visit>(commit, 'visits')) {
      for (const visit of [before, after]) if (visit !== null) visitHolds(visit, commit.at)
      if (after !== null && isUsedUp(after)) throw new Error(`${after._id} is used up and still approved`)
    }
    for (const { after } of changedIn<Calendar>(commit, 'calendars'))
      if (after !== null) calendarHolds(after, commit.at)
  },
})

function visitHolds(seen: Visit, at: number): void {
  const visit = oneOf<Visit>('visits', seen._id)
  const live = visit !== null && isHeld(visit, at)
  const own = live ? calendarIds(visit) : []
  for (const id of new Set([...calendarIds(seen), ...own])) {
    const entry = oneOf<Calendar>('calendars', id)?.entries.find(({ visitId }) => visitId === seen._id)
    if (own.includes(id) && entry === undefined)
      throw new Error(`${seen._id} is ${visit?.state} and doesn't stand in ${id}`)
    if (!own.includes(id) && entry !== undefined && isStanding(entry, at))
      throw new Error(`${seen._id} is ${visit?.state} and still stands in ${id}`)
  }
}

/** An entry by its own word: whoever reads the calendar goes by nothing else. */
const isStanding = ({ lastDay, endsAt: end }: CalendarEntry, at: number): boolean =>
  at < (end ?? endsAt({ lastDay }))

function calendarHolds({ _id, entries }: Calendar, at: number): void {
  for (const entry of entries) {
    const { visitId } = entry
    const visit = oneOf<Visit>('visits', visitId)
    const belongs = visit !== null && isHeld(visit, at) && calendarIds(visit).includes(_id)
    if (!belongs && isStanding(entry, at))
      throw new Error(`${_id} holds ${visitId}, which is ${visit?.state}`)
  }
}
