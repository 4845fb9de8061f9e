import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { isLive, isUsedUp } from '../../../miniprogram/domain/visit/visit'
import { calendarIds, type Calendar } from '../../../cloudfunctions/stores/calendars'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { changedIn, oneOf, type Invariant } from './invariant'

export const endedFreesAtOnce = (): Invariant => ({
  rule: 'Live bookings hold ID, phone and plate; cancelled, returned, revoked, expired, finished and used-up ones free them at once (spec 3)',
  committed(commit) {
    const today = dayOf(commit.at)
    for (const { before, after } of changedIn<Visit>(commit, 'visits')) {
      for (const visit of [before, after]) if (visit !== null) visitHolds(visit, today)
      if (after !== null && isUsedUp(after)) throw new Error(`${after._id} is used up and still approved`)
    }
    for (const { after } of changedIn<Calendar>(commit, 'calendars'))
      if (after !== null) calendarHolds(after, today)
  },
})

function visitHolds(seen: Visit, today: Day): void {
  const visit = oneOf<Visit>('visits', seen._id)
  const live = visit !== null && isLive(visit, today)
  const own = live ? calendarIds(visit) : []
  for (const id of new Set([...calendarIds(seen), ...own])) {
    const entry = oneOf<Calendar>('calendars', id)?.entries.find(({ visitId }) => visitId === seen._id)
    if (own.includes(id) && entry === undefined)
      throw new Error(`${seen._id} is ${visit?.state} and doesn't stand in ${id}`)
    if (!own.includes(id) && entry !== undefined && entry.lastDay >= today)
      throw new Error(`${seen._id} is ${visit?.state} and still stands in ${id}`)
  }
}

function calendarHolds({ _id, entries }: Calendar, today: Day): void {
  for (const { visitId, lastDay } of entries) {
    const visit = oneOf<Visit>('visits', visitId)
    const belongs = visit !== null && isLive(visit, today) && calendarIds(visit).includes(_id)
    if (!belongs && lastDay >= today) throw new Error(`${_id} holds ${visitId}, which is ${visit?.state}`)
  }
}
