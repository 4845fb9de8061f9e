import type { Day } from '../../../miniprogram/domain/values/days'
import type { VisitTab } from '../../../miniprogram/domain/visit/visit'
import { command, count, find, updateDocument, type Transaction } from '../../platform/database'
import { beyond, PAGE_SIZE, pageOf, sortAt, type Page } from '../../platform/pages'
import { COLLECTION, listsOfTab, type Visit } from './visit'

/** Bookings as lists: of whoever holds them, of what finds them, and of the office. */

export type Holder = { owner: string } | { hostId: string } | { unitIds: readonly string[] }

/** One tab of a visitor, a host or some units, from the cursor on: pending by first day, the others latest first. */
export async function listVisits(
  holder: Holder,
  list: VisitTab,
  cursor: string | null,
  size = PAGE_SIZE,
): Promise<Page<Visit>> {
  const order = list === 'pending' ? 'asc' : 'desc'
  // Only for its own visitor what no approver decides stands among what one does.
  const lists = 'owner' in holder ? listsOfTab(list) : [list]
  const wanted = lists.length === 1 ? lists[0] : command().in(lists)
  const condition = { ...heldBy(holder), list: wanted, ...beyond(cursor, order) }
  return pageOf(await find<Visit>(COLLECTION, condition, ['sort', order], size + 1), size)
}

const heldBy = (holder: Holder): object =>
  'unitIds' in holder ? { unitId: command().in(holder.unitIds) } : holder

/** Keeps who has seen the person in full. The revision stays, for nothing that a form was made from has changed. */
export const noteShownIn = (
  tx: Transaction,
  visit: Visit,
  shown: NonNullable<Visit['shownTo']>[number],
): Promise<void> =>
  tx.write<Visit>(COLLECTION, { ...visit, shownTo: [...(visit.shownTo ?? []), shown].slice(-MAX_SHOWN) })

/** The audit trail has all of them. */
const MAX_SHOWN = 50
/** More bookings of one visitor than can reach into the days to come. */
const MAX_OF_OWNER = 100

/** A visitor's bookings whose last day is `day` or later, whatever became of them: those that end first. */
export const listOwnSince = (owner: string, day: Day): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { owner, lastDay: command().gte(day) }, ['lastDay', 'asc'], MAX_OF_OWNER)

/** Tabs in which a booking says whose it is; one that was anonymised stands in none of them. */
const TABS = ['pending', 'waiting', 'asked', 'approved', 'standing', 'returned', 'ended'] as const
/** As many as nearly nobody has in half a year; there may be more. */
const OF_TAB_AT_ONCE = 200

/** Everything that is kept of a visitor's bookings, latest change first in each tab. */
export async function listAllOf(owner: string): Promise<Visit[]> {
  const tabs = await Promise.all(TABS.map((list) => allOfTab(owner, list)))
  return tabs.flat()
}

async function allOfTab(owner: string, list: Visit['list']): Promise<Visit[]> {
  const visits: Visit[] = []
  for (let beyond = {}; ;) {
    const some = await find<Visit>(COLLECTION, { owner, list, ...beyond }, ['sort', 'desc'], OF_TAB_AT_ONCE)
    visits.push(...some)
    const last = some[OF_TAB_AT_ONCE - 1]
    if (last === undefined) return visits
    beyond = { sort: command().lt(last.sort) }
  }
}

/**
 * Adds whom a message has reached. Outside of transactions: one that is changing the visit meanwhile meets a conflict and
 * reads again; the revision stays, for nothing that a form was made from has changed.
 */
export const addNotification = (id: string, notification: Visit['notifications'][number]): Promise<void> =>
  updateDocument(COLLECTION, id, { notifications: command().push([notification]) })

const MAX_NAMESAKES = 20

/** How somebody is known by a document: as the visitor of own bookings, or as a companion in those of others. */
export interface KnownBy {
  field: 'documentHash' | 'tailHashes'
  /** Any of them. */
  hashes: readonly string[]
}

/**
 * Own bookings, latest first: those that let somebody pass, or the others. Apart, for anybody may write down a number as
 * often as they like, and no approver has to say yes to it.
 */
export const findOwn = ({ field, hashes }: KnownBy, letsPass: boolean): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { [field]: anyOf(hashes), letsPass }, ['sort', 'desc'], MAX_NAMESAKES)

/** Bookings of others that name them as a companion, in the same way. */
export const findAccompanied = ({ hashes }: KnownBy, letsPass: boolean): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { companionKeys: anyOf(hashes), letsPass }, ['sort', 'desc'], MAX_NAMESAKES)

const anyOf = (hashes: readonly string[]): unknown => (hashes.length === 1 ? hashes[0] : command().in(hashes))

/** Bookings of a unit found by one search key, latest change first. */
export const findByKey = (unitId: string, key: string): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { unitId, keys: key }, ['sort', 'desc'], MAX_FOUND)

/** One look-up by a search key gives at most this many. */
export const MAX_FOUND = 100

/** How many stand in a tab that is small by nature (pending, returned). */
export const countVisits = (holder: Holder, list: Visit['list']): Promise<number> =>
  count(COLLECTION, { ...heldBy(holder), list })

/** Days that a list is narrowed to, both counted, and where the page before ended. */
export interface RecordRange {
  firstDay: Day
  lastDay: Day
  cursor: string | null
}

/** Visits of one facet whose first day is one of some days, latest first. */
export function listRecords(
  facet: string,
  { firstDay, lastDay, cursor }: RecordRange,
  limit: number,
): Promise<Visit[]> {
  const end = `${lastDay};`
  const before = cursor === null ? end : [sortAt(cursor), end].sort()[0]
  const recordSort = command().gte(firstDay).and(command().lt(before))
  return find<Visit>(COLLECTION, { facets: facet, recordSort }, ['recordSort', 'desc'], limit)
}

/** Visits of a campus found by one search key (usecases/visit/search-keys.ts), latest first day first. */
export function findRecords(
  campusId: string,
  key: string,
  cursor: string | null,
  limit: number,
): Promise<Visit[]> {
  const after = cursor === null ? {} : { recordSort: command().lt(sortAt(cursor)) }
  return find<Visit>(COLLECTION, { campusId, keys: key, ...after }, ['recordSort', 'desc'], limit)
}

/** Approved bookings of a campus that hold on `day`: as many index entries as bookings that aren't over. */
export const countExpected = (campusId: string, day: Day): Promise<number> =>
  count(COLLECTION, {
    ...{ campusId, list: 'approved', lastDay: command().gte(day), firstDay: command().lte(day) },
  })

/** Bookings of a campus that wait for an approver. */
export const countPending = (campusId: string): Promise<number> =>
  count(COLLECTION, { campusId, list: 'pending' })

/** Bookings whose visitor is on a campus now. */
export const countInside = (insideCampusId: string): Promise<number> => count(COLLECTION, { insideCampusId })
