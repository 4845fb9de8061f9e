import type { ErasureState, Hindered } from '../../miniprogram/domain/account/erasure'
import { command, find, readDocument, removeIf, type Stored, type Transaction } from '../platform/database'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'
import { fixedHash } from '../platform/sealing'

const COLLECTION = 'erasures'

/** Somebody's request that what is kept about them be erased (spec 9). One for each WeChat user, asked again or not. */
export interface Erasure extends Stored {
  /** openid; empty once it is done. */
  owner: string
  state: ErasureState
  askedAt: number
  /** Until when what nothing keeps is gone. */
  dueAt: number
  doneAt: number | null
  /** Bookings that were erased, and those that something keeps. */
  erased: number
  hindered: Hindered
  /** What hangs on no booking is gone, though one is kept; absent: not yet. */
  restGone?: boolean
  sort: string
}

export const erasureId = (openid: string): string => fixedHash('erasure', openid)

export const loadErasure = (openid: string): Promise<Erasure | null> =>
  readDocument<Erasure>(COLLECTION, erasureId(openid))

export const loadErasureIn = (tx: Transaction, id: string): Promise<Erasure | null> =>
  tx.read<Erasure>(COLLECTION, id)

export const saveErasureIn = (tx: Transaction, erasure: Omit<Erasure, 'sort'>): Promise<void> =>
  tx.write<Erasure>(COLLECTION, { ...erasure, sort: momentSort(erasure.askedAt, erasure._id) })

/** For the office: those in one state, latest first. */
export async function listErasures(state: ErasureState, cursor: string | null): Promise<Page<Erasure>> {
  const condition = { state, ...beyond(cursor, 'desc') }
  return pageOf(await find<Erasure>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** Open ones beyond the place `after`, oldest first: for going through all of them. */
export const openErasures = (after: string, limit: number): Promise<Erasure[]> =>
  find<Erasure>(COLLECTION, { state: 'open', sort: command().gt(after) }, ['sort', 'asc'], limit)

/** Removes those that were asked for before `before` (epoch milliseconds) and are done; returns how many. */
export async function forgetErasures(before: number, limit: number): Promise<number> {
  const old = { state: 'done', sort: command().lt(momentSort(before, '')) }
  return removeIf(COLLECTION, await find<Erasure>(COLLECTION, old, ['sort', 'asc'], limit))
}
