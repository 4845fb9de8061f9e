import { createHash } from 'node:crypto'
import type { Day } from '../../miniprogram/domain/values/days'
import type { PlateNumber } from '../../miniprogram/domain/values/plates'
import type { ReleaseLife } from '../../miniprogram/domain/visit/release-request'
import { command, find, findByIds, removeIf, type Stored, type Transaction } from '../platform/database'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'releaseRequests'

export interface ReleaseRequest extends Stored, ReleaseLife {
  /** The booking in the way, and the unit it was at when last written: who answers is the booking's unit of now. */
  visitId: string
  unitId: string
  /** The calendar that collided: of another visitor's request alone; absent: it was asked before this was kept. */
  heldId?: string
  askedBy: string
  askedAt: number
  wantedFirstDay: Day
  wantedLastDay: Day
  /** Of `change`: the plate it shall have; null or absent: none. */
  wantedPlate?: PlateNumber | null
  /** Why the visitor wants it cancelled or changed, when they say so. */
  reason: string | null
  sort: string
}

/** One request per booking and who asks, however often the button is pressed. */
export const releaseId = (visitId: string, openid: string): string =>
  createHash('sha256').update(`release:${visitId}:${openid}`).digest('base64url').slice(0, 24)

/** A visitor's own request to cancel a booking, whoever holds it by now: one per booking. */
export const cancelRequestId = (visitId: string): string =>
  createHash('sha256').update(`cancel:${visitId}`).digest('base64url').slice(0, 24)

/** What a visitor wants of a booking besides: one per booking, the last one asked for. */
export const changeRequestId = (visitId: string): string =>
  createHash('sha256').update(`change:${visitId}`).digest('base64url').slice(0, 24)

/** What the visitor of a booking asks of its unit, and what became of it; null: never asked. In one request. */
export async function loadOwnRequests(
  visitId: string,
): Promise<{ cancelRequest: ReleaseRequest | null; changeRequest: ReleaseRequest | null }> {
  const [cancelId, changeId] = [cancelRequestId(visitId), changeRequestId(visitId)]
  const found = await findByIds<ReleaseRequest>(COLLECTION, [cancelId, changeId])
  const byId = (id: string): ReleaseRequest | null => found.find(({ _id }) => _id === id) ?? null
  return { cancelRequest: byId(cancelId), changeRequest: byId(changeId) }
}

export const loadReleaseIn = (tx: Transaction, id: string): Promise<ReleaseRequest | null> =>
  tx.read<ReleaseRequest>(COLLECTION, id)

export async function saveReleaseIn(tx: Transaction, request: Omit<ReleaseRequest, 'sort'>): Promise<void> {
  const sort = momentSort(request.askedAt, request._id)
  await tx.write<ReleaseRequest>(COLLECTION, { ...request, sort })
}

/** Open requests to some units, latest first. */
export async function listReleases(
  unitIds: readonly string[],
  cursor: string | null,
): Promise<Page<ReleaseRequest>> {
  const unitId = command().in(unitIds)
  const condition = { unitId, state: 'open', ...beyond(cursor, 'desc') }
  return pageOf(await find<ReleaseRequest>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** Whom a booking may keep waiting at most; more ask again. */
const MAX_WAITING = 100

/** Open requests about one booking. */
export const openReleasesOf = (visitId: string): Promise<ReleaseRequest[]> =>
  find<ReleaseRequest>(COLLECTION, { visitId, state: 'open' }, ['sort', 'desc'], MAX_WAITING)

/** Open requests, those that wait longest first, beyond the place `after`. */
export const findOpenReleases = (after: string, limit: number): Promise<ReleaseRequest[]> =>
  find<ReleaseRequest>(COLLECTION, { state: 'open', sort: command().gt(after) }, ['sort', 'asc'], limit)

const MAX_OPEN = 1000

/** Bookings of some units whose visitor asks to cancel them and has no answer yet. */
export async function visitsToCancel(unitIds: readonly string[]): Promise<ReadonlySet<string>> {
  const condition = { unitId: command().in(unitIds), state: 'open', field: 'cancel' }
  const open = await find<ReleaseRequest>(COLLECTION, condition, ['sort', 'desc'], MAX_OPEN)
  return new Set(open.map(({ visitId }) => visitId))
}

/** Requests that somebody made, latest first. */
export const releasesAskedBy = (openid: string): Promise<ReleaseRequest[]> =>
  find<ReleaseRequest>(COLLECTION, { askedBy: openid }, ['sort', 'desc'], MAX_OPEN)

/** Removes the requests that somebody made. */
export async function forgetReleasesOf(openid: string): Promise<void> {
  await removeIf(COLLECTION, (await releasesAskedBy(openid)).slice(0, MAX_WAITING))
}

/** Removes what anybody asked about a booking. */
export async function forgetReleasesAbout(visitId: string): Promise<void> {
  await removeIf(
    COLLECTION,
    await find<ReleaseRequest>(COLLECTION, { visitId }, ['sort', 'desc'], MAX_WAITING),
  )
}
