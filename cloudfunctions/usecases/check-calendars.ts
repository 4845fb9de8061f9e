import type { Day } from '../../miniprogram/domain/days'
import { isLive } from '../../miniprogram/domain/visit'
import { log } from '../platform/log'
import { transact } from '../platform/transaction'
import { calendarIds, holdIn, loadCalendarsIn, releaseVisitIn, listCalendars } from '../stores/calendars'
import { findLive, loadVisitIn } from '../stores/visits'

const BATCH = 100

/**
 * Compares calendars with bookings, both ways (docs/decisions/0001): a live booking stands in each of its calendars, a
 * calendar holds live bookings only. What drifted is put right and logged; run twice it finds nothing. Returns how much.
 */
export async function checkCalendars(today: Day): Promise<number> {
  return (await holdMissing(today)) + (await releaseStale(today))
}

async function holdMissing(today: Day): Promise<number> {
  let mended = 0
  for (const list of ['pending', 'approved'] as const) {
    for (let after = ''; ;) {
      const visits = await findLive(list, after, BATCH)
      for (const { _id } of visits) if (await holdOne(_id, today)) mended++
      if (visits.length < BATCH) break
      after = visits[visits.length - 1]?._id ?? ''
    }
  }
  return mended
}

const holdOne = (id: string, today: Day): Promise<boolean> =>
  transact(async (tx) => {
    const visit = await loadVisitIn(tx, id)
    if (visit === null || !isLive(visit, today)) return false
    const calendars = await loadCalendarsIn(tx, calendarIds(visit))
    const held = calendars.every((calendar) =>
      calendar.entries.some(
        (entry) => entry.visitId === id && entry.approved === (visit.state === 'approved'),
      ),
    )
    if (held) return false
    await holdIn(tx, calendars, visit, today)
    log('warn', 'calendar.held', { visit: id })
    return true
  })

async function releaseStale(today: Day): Promise<number> {
  let mended = 0
  for (let after = ''; ;) {
    const calendars = await listCalendars(after, BATCH)
    for (const { _id, entries } of calendars)
      for (const { visitId } of entries) if (await releaseOne(_id, visitId, today)) mended++
    if (calendars.length < BATCH) return mended
    after = calendars[calendars.length - 1]?._id ?? ''
  }
}

const releaseOne = (calendarId: string, visitId: string, today: Day): Promise<boolean> =>
  transact(async (tx) => {
    const visit = await loadVisitIn(tx, visitId)
    if (visit !== null && isLive(visit, today) && calendarIds(visit).includes(calendarId)) return false
    const released = await releaseVisitIn(tx, calendarId, visitId, today)
    if (released) log('warn', 'calendar.released', { visit: visitId })
    return released
  })
