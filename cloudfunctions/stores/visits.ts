import type { CompanionForm, FieldWith, VisitForm } from '../../miniprogram/domain/visit/form-fields'
import type { HostConfirmation } from '../../miniprogram/domain/visit/host-confirmation'
import type { Direction, PurposeClass, PurposeId } from '../../miniprogram/domain/visit/purposes'
import type { Day } from '../../miniprogram/domain/values/days'
import {
  isStanding,
  isWaiting,
  tabOf,
  type VisitLife,
  type VisitState,
} from '../../miniprogram/domain/visit/visit'
import { command, count, find, findByIds, readDocument, updateDocument } from '../platform/database'
import type { Stored, Transaction } from '../platform/database'
import type { PlateNumber } from '../../miniprogram/domain/values/plates'
import { atCampus, atUnit, facetsOf } from '../platform/facets'
import { beyond, momentSort, PAGE_SIZE, pageOf, sortAt, type Page } from '../platform/pages'

const COLLECTION = 'visits'

/** A companion with the document sealed, beside the hashes by which the blacklist and gates know it. */
export interface StoredCompanion extends CompanionForm {
  documentHash: string
  tailHash: string
}

/** Fields of the form that stand on the visit under their own name, in clear or sealed (domain/visit/form-fields.ts). */
export interface StoredForm extends Pick<VisitForm, FieldWith<'stored', 'clear' | 'sealed'>> {
  purpose: PurposeId
}

/** What finds a visit by a number that stands on it sealed. */
export interface VisitHashes {
  phoneHash: string
  documentHash: string
  /** By the last six of the ID and the name, at a gate (spec 5.1). */
  tailHash: string
  /** By the document of a companion, or its last six and the name: both hashes of each. */
  companionKeys: string[]
}

/** The face on a visit. `file` null: deleted or withdrawn; that there was a consent stays on record. */
export interface VisitFace {
  photoId: string
  file: string | null
  consentAt: number
  /** When it was deleted or withdrawn; absent while it is there. */
  goneAt?: number
}

/** A booking as it is stored. ID and phone numbers stand sealed, beside the hashes that find them. */
export interface Visit extends Stored, VisitLife, StoredForm, VisitHashes {
  rev: number
  /** openid of the visitor who holds it. */
  owner: string
  /** openids of all who ever made, sent or held it: none of them decides it (spec 3, Four eyes). Only grows. */
  makers: string[]
  hostName: string
  unitId: string
  unitName: string
  purposeClass: PurposeClass
  /** WeChat named the number as the visitor's (spec 2, Fair use). */
  phoneProved?: boolean
  /** Somebody else proved the number that was typed here: it is held by their booking. */
  phoneTaken?: boolean
  plate: PlateNumber | null
  companions: StoredCompanion[]
  submittedAt: number
  changedAt: number
  /** `emergency`: recorded by the desk by phone (spec 5.6), with no WeChat user. */
  kind: 'booking' | 'invitation' | 'emergency' | 'activity' | 'standing' | 'walkIn'
  /** The activity whose guest it is, and its title (spec 4.2); absent: of none. */
  activityId?: string
  activityTitle?: string
  /** Given at a gate: by its name, and when it ends by itself, epoch ms (spec 4.3); absent: it is no walk-in. */
  walkIn?: { gateName: string; endsAt: number }
  vip: boolean
  /** Who invited; answers for the guest's identity when they filled in the form. */
  inviter: { openid: string; name: string } | null
  hostConfirmation: HostConfirmation
  /** How many other official bookings of the unit had come with its car when it was sent (domain/visit/risk-hints.ts). */
  earlierWithCar: number
  /** Approved by its own inviter because the unit has nobody else (spec 3). */
  selfApproved: boolean
  /** Whom a message of it has reached and when, by name: nobody waits in silence (spec 3). Written by the delivery. */
  notifications: { at: number; names: string[] }[]
  /** Who of the unit looked at ID and number in full, and when; absent: nobody. */
  shownTo?: { at: number; name: string }[]
  /** When the approvers were last reminded before the visit. */
  remindedAt: number | null
  /** The person was taken out after the time for keeping (spec 9). */
  anonymous: boolean
  /** What an approver's search finds it by (usecases/visit/search-keys.ts). */
  keys: string[]
  /** The visitor's photo for the gate; null: never had one. */
  face: VisitFace | null
  /** The only gates it may use; null: those of its purpose. */
  gateIds: string[] | null
  /** Which try at a free short code this visit got; null before the first approval. */
  shortCodeTry: number | null
  /** The state that gates were last told (usecases/gate/publish.ts); kept by `saveVisitIn`, undefined until the first approval. */
  gateState?: VisitState
  /** They were told of its photo. */
  gatesHaveFace?: boolean
  /** Public key of the phone that holds the pass, base64url, and since when; absent: none was shown yet. */
  holder?: { key: string; at: number }
  /** Since when the phone that gates were told of holds it. */
  gateHolderAt?: number
  /** How many of its people are inside, as far as gates saw; absent: nobody. */
  headsInside?: number
  /** Number of an emergency pass (spec 5.6); others have none. */
  number?: string
  lastPassageAt: number | null
  /** Which way the visitor last passed a gate, and on which campus they are. */
  lastDirection: Direction | null
  insideCampusId: string | null
  /** Where the visited unit is, or else the gates it is for; kept by `saveVisitIn`, empty until then. */
  campusId: string
  /** What the office's list of records finds it by, and its place there; kept by `writeVisitIn`. */
  facets: string[]
  recordSort: string
  /** How often it was used to come in, counted where its right limits that (spec 4.5); absent: never. */
  entriesMade?: number
  /** Tab and place in it; kept by `writeVisitIn`. */
  list: ReturnType<typeof tabOf> | 'waiting' | 'asked' | 'standing' | 'archived'
  sort: string
}

export const loadVisit = (id: string): Promise<Visit | null> => readDocument<Visit>(COLLECTION, id)

/** Those of `ids` that exist, by id, outside a transaction, for looking. */
export const loadVisits = async (ids: readonly string[]): Promise<ReadonlyMap<string, Visit>> =>
  new Map((await findByIds<Visit>(COLLECTION, ids)).map((visit) => [visit._id, visit]))

export const loadVisitIn = (tx: Transaction, id: string): Promise<Visit | null> =>
  tx.read<Visit>(COLLECTION, id)

/** Writes a visit with its revision counted and its place in the lists brought up to date. */
export async function writeVisitIn(tx: Transaction, visit: Visit): Promise<Visit> {
  const list = listOf(visit)
  const { campusId, unitId, state, firstDay, submittedAt, _id } = visit
  const written: Visit = {
    ...{ ...visit, rev: visit.rev + 1, list, sort: sortKey(visit, list) },
    facets: facetsOf([atCampus(campusId), atUnit(unitId)], [state]),
    recordSort: `${firstDay}:${momentSort(submittedAt, _id)}`,
  }
  await tx.write(COLLECTION, written)
  return written
}

/** The tab that it stands in; what no approver of a unit decides stands apart from what they do. */
function listOf(visit: Visit): Visit['list'] {
  if (visit.anonymous) return 'archived'
  if (isWaiting(visit)) return 'waiting'
  const tab = tabOf(visit.state)
  if (!isStanding(visit)) return tab
  return tab === 'pending' ? 'asked' : tab === 'approved' ? 'standing' : tab
}

export type Holder = { owner: string } | { hostId: string } | { unitIds: readonly string[] }

/** One tab of a visitor, a host or some units, from the cursor on: pending by first day, the others latest first. */
export async function listVisits(
  holder: Holder,
  list: Visit['list'],
  cursor: string | null,
  size = PAGE_SIZE,
): Promise<Page<Visit>> {
  const order = list === 'pending' ? 'asc' : 'desc'
  // Only for its own visitor what no approver decides stands among what one does.
  const apart = 'owner' in holder ? APART[list] : undefined
  const wanted = apart === undefined ? list : command().in([list, apart])
  const condition = { ...heldBy(holder), list: wanted, ...beyond(cursor, order) }
  return pageOf(await find<Visit>(COLLECTION, condition, ['sort', order], size + 1), size)
}

const APART: Readonly<Partial<Record<Visit['list'], Visit['list']>>> = {
  pending: 'waiting',
  approved: 'standing',
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
const TABS = ['pending', 'approved', 'standing', 'returned', 'ended'] as const
/** More than one person has in half a year; the latest of each tab are given. */
const MAX_OF_TAB = 200

/** Everything that is kept of a visitor's bookings, latest change first in each tab. */
export async function listAllOf(owner: string): Promise<Visit[]> {
  const tabs = await Promise.all(
    TABS.map((list) => find<Visit>(COLLECTION, { owner, list }, ['sort', 'desc'], MAX_OF_TAB)),
  )
  return tabs.flat()
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
  field: 'documentHash' | 'tailHash'
  hash: string
}

/** Own bookings, latest first. */
export const findOwn = ({ field, hash }: KnownBy): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { [field]: hash }, ['sort', 'desc'], MAX_NAMESAKES)

/** Bookings of others that name them as a companion, latest first. */
export const findAccompanied = ({ hash }: KnownBy): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { companionKeys: hash }, ['sort', 'desc'], MAX_NAMESAKES)

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

/** Live visits of one list by id, beyond `afterId`: for going through all of them once. */
export const findLive = (list: LiveList, afterId: string, limit: number): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { list, _id: command().gt(afterId) }, ['_id', 'asc'], limit)

/** Guests of an activity, whatever became of them, by id, beyond `afterId`. */
export const findGuests = (activityId: string, afterId: string, limit: number): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { activityId, _id: command().gt(afterId) }, ['_id', 'asc'], limit)

/** Guests say much of themselves: more a page would be too much for one tap (`npm run bench -- pages`). */
const GUESTS = 14
/** One list of an activity's guests: those who wait by when they asked, the others by the latest change. */
export async function listGuests(
  activityId: string,
  list: 'waiting' | 'approved' | 'ended',
  cursor: string | null,
): Promise<Page<Visit>> {
  const order = list === 'waiting' ? 'asc' : 'desc'
  const condition = { activityId, list, ...beyond(cursor, order) }
  return pageOf(await find<Visit>(COLLECTION, condition, ['sort', order], GUESTS + 1), GUESTS)
}

/** Who has waited longest for a place of an activity; null: nobody waits. */
export const firstWaiting = async (activityId: string): Promise<Visit | null> =>
  (await find<Visit>(COLLECTION, { activityId, list: 'waiting' }, ['sort', 'asc'], 1))[0] ?? null

/** How many of an activity's guests wait. */
export const countWaiting = (activityId: string): Promise<number> =>
  count(COLLECTION, { activityId, list: 'waiting' })

/** People of a standing pass, whatever became of them, by id, beyond `afterId`. */
export const findStanding = (standingPassId: string, afterId: string, limit: number): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { standingPassId, _id: command().gt(afterId) }, ['_id', 'asc'], limit)

/** How many people of a standing pass wait for it or have it. */
export const countStanding = (standingPassId: string): Promise<number> =>
  count(COLLECTION, { standingPassId, list: command().in(['asked', 'standing']) })

/** People of standing passes with this phone number, who have the pass. */
export const findStandingByPhone = (phoneHash: string): Promise<Visit[]> =>
  find<Visit>(COLLECTION, { phoneHash, list: 'standing' }, ['sort', 'desc'], MAX_NAMESAKES)

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

/** Bookings by one of these documents that have their visitor on a campus. */
export const findInside = (documentHashes: readonly string[]): Promise<Visit[]> =>
  find<Visit>(
    COLLECTION,
    { documentHash: command().in(documentHashes), insideCampusId: command().neq(null) },
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

/** Sorts as text: first day for those who wait, moment of the last change for the rest. Unique by the id. */
function sortKey(visit: Visit, list: Visit['list']): string {
  return list === 'pending' || list === 'waiting' || list === 'asked'
    ? `${visit.firstDay}:${momentSort(visit.submittedAt, visit._id)}`
    : momentSort(visit.changedAt, visit._id)
}
