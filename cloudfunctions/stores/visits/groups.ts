import type { GuestList } from '../../../miniprogram/domain/activity/guest'
import type { Day } from '../../../miniprogram/domain/values/days'
import { command, count, find } from '../../platform/database'
import { beyond, mergedPage, pageById, pageOf, type Page } from '../../platform/pages'
import { COLLECTION, type Visit } from './visit'

/** Bookings that are gone through together: guests, people of a pass, those inside, those whose time has come. */

/** Pending visits that begin on `day` or before, by first day, beyond the place `after`. */
export const findPendingUpTo = (day: Day, after: string, limit: number): Promise<Visit[]> =>
  find<Visit>(
    COLLECTION,
    {
      list: 'pending',
      sort: command()
        .gt(after)
        .and(command().lt(`${day};`)),
    },
    ['sort', 'asc'],
    limit,
  )

/** Lists of the visits that are neither over nor sent back. */
export const LIVE_LISTS = ['pending', 'waiting', 'asked', 'approved', 'standing'] as const
type LiveList = (typeof LIVE_LISTS)[number]

/** Passes given by phone up to a moment (epoch ms) that still let somebody in on `day` or later: those that end first. */
export const findOpenEmergencies = (givenUpTo: number, day: Day, limit: number): Promise<Visit[]> =>
  find<Visit>(
    COLLECTION,
    // A phone report belongs to no WeChat user; nor do people on lists, of whom there are many.
    {
      ...{ owner: '', kind: 'emergency', list: 'approved' },
      ...{ submittedAt: command().lte(givenUpTo), lastDay: command().gte(day) },
    },
    ['lastDay', 'asc'],
    limit,
  )

/** Live visits of one list by id, beyond `afterId`: for going through all of them once. */
export const findLive = (list: LiveList, afterId: string, limit: number): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { list, _id: command().gt(afterId) }, ['_id', 'asc'], limit)

/** Who may come in, by when that or what they may last changed, beyond the place `after`. */
export const findLetInAfter = (after: string, limit: number): Promise<Visit[]> =>
  find<Visit>(
    COLLECTION,
    { list: command().in(['approved', 'standing']), sort: command().gt(after) },
    ['sort', 'asc'],
    limit,
  )

/** Guests of an activity, whatever became of them, by id, beyond `afterId`. */
export const findGuests = (activityId: string, afterId: string, limit: number): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { activityId, _id: command().gt(afterId) }, ['_id', 'asc'], limit)

/** Guests say much of themselves: more a page would be too much for one tap (`npm run bench -- pages`). */
const GUESTS = 14
/**
 * One list of an activity's guests: those who wait by when they asked, the others by the latest change, all by their ids.
 * `over`: so are its days.
 */
export async function listGuests(
  activityId: string,
  list: GuestList | 'all',
  cursor: string | null,
  over: boolean,
): Promise<Page<Visit>> {
  if (list === 'all') return pageById(await findGuests(activityId, cursor ?? '', GUESTS + 1), GUESTS)
  const order = list === 'waiting' ? 'asc' : 'desc'
  const asked = (condition: object): Promise<Visit[]> =>
    find<Visit>(
      COLLECTION,
      { activityId, ...condition, ...beyond(cursor, order) },
      ['sort', order],
      GUESTS + 1,
    )
  const found = await Promise.all(guestsOf(list, over).map(asked))
  return found.length === 1 ? pageOf(found[0] ?? [], GUESTS) : mergedPage(found, GUESTS, ({ sort }) => sort)
}

/** How many guests stand on one list. */
export async function countGuests(activityId: string, list: GuestList, over: boolean): Promise<number> {
  const conditions = guestsOf(list, over)
  const counts = await Promise.all(
    conditions.map((condition) => count(COLLECTION, { activityId, ...condition })),
  )
  return counts.reduce((sum, each) => sum + each, 0)
}

/** As `listOfGuest` has them (miniprogram/domain/activity/guest.ts): who had a place to the end stands with who has one. */
function guestsOf(list: GuestList, over: boolean): object[] {
  if (list === 'ended') return [{ list, state: command().neq('finished') }]
  return list === 'approved' && over ? [{ list }, { list: 'ended', state: 'finished' }] : [{ list }]
}

/** Who has waited longest for a place of an activity; null: nobody waits. */
export const firstWaiting = async (activityId: string): Promise<Visit | null> =>
  (await find<Visit>(COLLECTION, { activityId, list: 'waiting' }, ['sort', 'asc'], 1))[0] ?? null

/** The guest whom the organiser put on the list with this phone number, and who hasn't taken the pass over; null: none. */
export async function findListedGuest(activityId: string, phoneHash: string): Promise<Visit | null> {
  const found = await find<Visit>(COLLECTION, { phoneHash, list: 'approved' }, ['sort', 'desc'], MAX_OF_PHONE)
  return found.find((visit) => visit.activityId === activityId && visit.owner === '') ?? null
}

/** How many of an activity's guests wait. */
export const countWaiting = (activityId: string): Promise<number> =>
  count(COLLECTION, { activityId, list: 'waiting' })

/** People of a standing pass, whatever became of them, by id, beyond `afterId`. */
export const findStanding = (standingPassId: string, afterId: string, limit: number): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { standingPassId, _id: command().gt(afterId) }, ['_id', 'asc'], limit)

/** Everybody who waits for a standing pass or has it. */
export async function findAllStanding(standingPassId: string): Promise<Visit[]> {
  const all: Visit[] = []
  let page: Visit[]
  do {
    page = await findStanding(standingPassId, all[all.length - 1]?._id ?? '', STANDING_PAGE)
    all.push(...page)
  } while (page.length === STANDING_PAGE)
  return all.filter(({ list }) => list === 'asked' || list === 'standing')
}

/** As many as most passes have. */
const STANDING_PAGE = 100

/** How many people of a standing pass wait for it or have it. */
export const countStanding = (standingPassId: string): Promise<number> =>
  count(COLLECTION, { standingPassId, list: command().in(['asked', 'standing']) })

/** More than one number has. */
const MAX_OF_PHONE = 20

/** People of standing passes with this phone number, who have the pass. */
export const findStandingByPhone = (phoneHash: string): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { phoneHash, list: 'standing' }, ['sort', 'desc'], MAX_OF_PHONE)

/** Large: an evacuation list is needed whole, at once. */
const INSIDE_PAGE_SIZE = 200

/** Visitors on a campus now, by who was checked longest ago. */
export async function listInside(campusId: string, cursor: string | null): Promise<Page<Visit>> {
  const condition = { insideCampusId: campusId, ...beyond(cursor, 'asc') }
  const found = await find<Visit>(COLLECTION, condition, ['sort', 'asc'], INSIDE_PAGE_SIZE + 1)
  return pageOf(found, INSIDE_PAGE_SIZE)
}

/** Pending bookings of some hosts, those of the first days first. */
export const listPendingOf = (hostIds: readonly string[]): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { hostId: command().in(hostIds), list: 'pending' }, ['sort', 'asc'], MAX_PENDING)

/** Those that came in and whose host is still to be told, longest ago first. */
export const findHostsUntold = (limit: number): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { hostUntold: true }, ['firstEntryAt', 'asc'], limit)

/** Bookings by one of these documents that have their visitor on a campus. */
export const findInside = (documentHashes: readonly string[]): Promise<Visit[]> =>
  find<Visit>(
    COLLECTION,
    { documentHash: command().in(documentHashes), letsPass: true, insideCampusId: command().neq(null) },
    ['sort', 'desc'],
    MAX_INSIDE,
  )

/** Bookings with a companion of one of these documents that have somebody on a campus. */
export const findInsideWith = (documentHashes: readonly string[]): Promise<Visit[]> =>
  find<Visit>(
    COLLECTION,
    { companionKeys: command().in(documentHashes), letsPass: true, insideCampusId: command().neq(null) },
    ['sort', 'desc'],
    MAX_INSIDE,
  )

/** More than wait for the hosts of one change of the directory, and than the people of one upload have bookings. */
const MAX_PENDING = 500
const MAX_INSIDE = 200

/** Visits of one list whose last day was before `day`: what the timer has to end, or takes the person out of. */
export const findBefore = (
  list: LiveList | 'ended' | 'returned',
  day: Day,
  limit: number,
): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { list, lastDay: command().lt(day) }, ['lastDay', 'asc'], limit)

/**
 * Visits whose last hours ended at `now` or before, and that weren't ended yet: those that ended first. People of a standing
 * pass stay until the night: on its last evening it may still be renewed.
 */
export const findHoursOver = (now: number, limit: number): Promise<Visit[]> =>
  find<Visit>(
    COLLECTION,
    { list: command().in(['approved', 'waiting']), endsAt: command().lte(now) },
    ['endsAt', 'asc'],
    limit,
  )
