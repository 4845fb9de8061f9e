import { endOfKept, keptEndOf } from '../../../miniprogram/domain/values/validity'
import { isLive } from '../../../miniprogram/domain/visit/visit'
import { log } from '../../platform/log'
import { change } from '../../platform/unit-of-work'
import {
  calendarIds,
  listCalendars,
  loadCalendars,
  loadCalendarsIn,
  type Calendar,
} from '../../stores/calendars'
import { saveCheckpoint, checkpointOf } from '../../stores/progress'
import { findLive, LIVE_LISTS, loadVisitIn, loadVisits, type Visit } from '../../stores/visits'
import { byTimer } from '../caller'
import { BATCH, eachOf } from '../in-batches'
import { needsGateUpdate, publishToGates } from '../gate/publish'
import { holdIn, releaseVisitIn } from './hold-calendars'

/** Batches each way that one run looks at. A round over a large campus takes several runs, each from where the last ended. */
const BATCHES_A_RUN = 10

/**
 * Compares calendars with bookings, both ways (docs/decisions/0001): a live booking stands in each of its calendars, a
 * calendar holds live bookings only; and what gates were told with the approved ones, of which some may be older than
 * their being told (docs/decisions/0008). Looks at whole batches first and opens a transaction only for what seems to have
 * drifted; that is put right and logged. Run twice it finds nothing. Returns how much it mended.
 */
export async function checkCalendars(now: number, batches = BATCHES_A_RUN, size = BATCH): Promise<number> {
  return (await holdMissing(now, batches, size)) + (await releaseStale(now, batches, size))
}

const [FIRST_LIST] = LIVE_LISTS

/** The checkpoint at which the list after this one begins; empty after the last: the round begins anew. */
function startOfNext(list: (typeof LIVE_LISTS)[number]): string {
  const next = LIVE_LISTS[LIVE_LISTS.indexOf(list) + 1]
  return next === undefined ? '' : `${next}:`
}

async function holdMissing(now: number, batches: number, size: number): Promise<number> {
  let checkpoint = await checkpointOf('checkVisits')
  let mended = 0
  for (let batch = 0; batch < batches; batch++) {
    const list = LIVE_LISTS.find((each) => checkpoint.startsWith(`${each}:`)) ?? FIRST_LIST
    const visits = await findLive(list, checkpoint.slice(checkpoint.indexOf(':') + 1), size)
    const known = await calendarsOf(visits)
    const missing = visits.filter((visit) => !stands(visit, known, now))
    mended += (await eachOf('checkCalendars', missing, ({ _id }) => holdOne(_id, now))).done
    const untold = visits.filter((visit) => needsGateUpdate(visit) && isLive(visit, now))
    mended += (await eachOf('checkCalendars', untold, ({ _id }) => tellOne(_id, now))).done
    const last = visits[size - 1]
    if (last !== undefined) checkpoint = `${list}:${last._id}`
    else checkpoint = startOfNext(list)
    await saveCheckpoint('checkVisits', checkpoint)
    if (checkpoint === '') break
  }
  return mended
}

async function calendarsOf(visits: readonly Visit[]): Promise<ReadonlyMap<string, Calendar>> {
  const calendars = await loadCalendars(visits.flatMap(calendarIds))
  return new Map(calendars.map((calendar) => [calendar._id, calendar]))
}

/** A pass given by phone holds nothing: its plate must stay free for a booking (spec 5.6). */
const holds = (visit: Visit, now: number): boolean => visit.kind !== 'emergency' && isLive(visit, now)

/** Whether the visit stands where it has to, until it ends; one that holds nothing has to stand nowhere. */
function stands(visit: Visit, known: ReadonlyMap<string, Calendar>, now: number): boolean {
  if (!holds(visit, now)) return true
  const ends = endOfKept(keptEndOf({ ...visit.right, lastDay: visit.lastDay }))
  return calendarIds(visit).every((id) =>
    known.get(id)?.entries.some((entry) => entry.visitId === visit._id && endOfKept(entry) === ends),
  )
}

const holdOne = (id: string, now: number): Promise<boolean> =>
  change(byTimer('checkCalendars', now), async ({ tx }) => {
    const visit = await loadVisitIn(tx, id)
    if (visit === null) return false
    const calendars = await loadCalendarsIn(tx, calendarIds(visit))
    if (stands(visit, new Map(calendars.map((calendar) => [calendar._id, calendar])), now)) return false
    await holdIn(tx, calendars, visit, now)
    log('warn', 'calendar.held', { visit: id })
    return true
  })

const tellOne = (id: string, now: number): Promise<boolean> =>
  change(byTimer('checkCalendars', now), async ({ tx }) => {
    const visit = await loadVisitIn(tx, id)
    const told = visit !== null && (await publishToGates(tx, visit, now))
    if (told) log('warn', 'gates.notifications', { visit: id })
    return told
  })

async function releaseStale(now: number, batches: number, size: number): Promise<number> {
  let checkpoint = await checkpointOf('checkCalendars')
  let mended = 0
  for (let batch = 0; batch < batches; batch++) {
    const calendars = await listCalendars(checkpoint, size)
    const held = calendars.flatMap(({ _id, entries }) => entries.map(({ visitId }) => ({ _id, visitId })))
    const visits = await loadVisits(held.map(({ visitId }) => visitId))
    const stale = held.filter(({ _id, visitId }) => !belongs(visits.get(visitId) ?? null, _id, now))
    const released = await eachOf('checkCalendars', stale, ({ _id, visitId }) =>
      releaseOne(_id, visitId, now),
    )
    mended += released.done
    checkpoint = calendars[size - 1]?._id ?? ''
    await saveCheckpoint('checkCalendars', checkpoint)
    if (checkpoint === '') break
  }
  return mended
}

const belongs = (visit: Visit | null, calendarId: string, now: number): boolean =>
  visit !== null && holds(visit, now) && calendarIds(visit).includes(calendarId)

const releaseOne = (calendarId: string, visitId: string, now: number): Promise<boolean> =>
  change(byTimer('checkCalendars', now), async ({ tx }) => {
    if (belongs(await loadVisitIn(tx, visitId), calendarId, now)) return false
    const released = await releaseVisitIn(tx, calendarId, visitId, now)
    if (released) log('warn', 'calendar.released', { visit: visitId })
    return released
  })
