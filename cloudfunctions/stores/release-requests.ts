import { createHash } from 'node:crypto'
import type { Day } from '../../miniprogram/domain/values/days'
import type { ReleaseLife } from '../../miniprogram/domain/visit/release-request'
import { command, find, findByIds, readDocument, type Stored, type Transaction } from '../platform/database'
import { momentSort, PAGE_SIZE, pageOf, type Page } from './pages'

const COLLECTION = 'releaseRequests'

export interface ReleaseRequest extends Stored, ReleaseLife {
  /** The booking in the way, and the unit that may let it go. */
  visitId: string
  unitId: string
  askedBy: string
  askedAt: number
  wantedFirstDay: Day
  wantedLastDay: Day
  /** Why the visitor wants it cancelled, when they say so. */
  reason: string | null
  sort: string
}

/** One request per booking and who asks, however often the button is pressed. */
export const releaseId = (visitId: string, openid: string): string =>
  createHash('sha256').update(`release:${visitId}:${openid}`).digest('base64url').slice(0, 24)

export const loadRelease = (id: string): Promise<ReleaseRequest | null> =>
  readDocument<ReleaseRequest>(COLLECTION, id)

/** Those of `ids` that exist, for looking. */
export const loadReleases = (ids: readonly string[]): Promise<ReleaseRequest[]> =>
  findByIds<ReleaseRequest>(COLLECTION, ids)

export const loadReleaseIn = (tx: Transaction, id: string): Promise<ReleaseRequest | null> =>
  tx.read<ReleaseRequest>(COLLECTION, id)

export async function saveReleaseIn(tx: Transaction, request: Omit<ReleaseRequest, 'sort'>): Promise<void> {
  const sort = momentSort(request.askedAt, request._id)
  await tx.write<ReleaseRequest>(COLLECTION, { ...request, sort })
}

/** Open requests to one unit, latest first. */
export async function listReleases(unitId: string, cursor: string | null): Promise<Page<ReleaseRequest>> {
  const condition = { unitId, state: 'open', ...(cursor === null ? {} : { sort: command().lt(cursor) }) }
  return pageOf(await find<ReleaseRequest>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}
