import type { BlacklistLife, BlacklistList } from '../../miniprogram/domain/blacklist/blacklist'
import type { DocumentKind } from '../../miniprogram/domain/values/documents'
import { command, count, find, readDocument, type Stored, type Transaction } from '../platform/database'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'blacklist'

/** A person, a plate, or both (spec 5.4). What isn't listed is null. */
export interface BlacklistEntry extends Stored, BlacklistLife {
  name: string
  documentKind: DocumentKind
  document: string | null
  phone: string | null
  plate: string | null
  /** Ids of the calendars the entry blocks. */
  calendars: string[]
  reason: string
  evidence: string[]
  changedAt: number
  list: BlacklistList
  /** Epoch ms at which whom it names goes; FOREVER while it waits or holds for good, and once they are gone. */
  forgetAt: number
  sort: string
}

export const FOREVER = Number.MAX_SAFE_INTEGER

export const loadEntry = (id: string): Promise<BlacklistEntry | null> =>
  readDocument<BlacklistEntry>(COLLECTION, id)

export const loadEntryIn = (tx: Transaction, id: string): Promise<BlacklistEntry | null> =>
  tx.read<BlacklistEntry>(COLLECTION, id)

const LIST_OF: Readonly<Record<BlacklistLife['state'], BlacklistEntry['list']>> = {
  proposed: 'waiting',
  liftAsked: 'waiting',
  active: 'active',
  rejected: 'ended',
  lifted: 'ended',
}

export async function saveEntryIn(
  tx: Transaction,
  entry: Omit<BlacklistEntry, 'list' | 'sort'>,
): Promise<void> {
  const sort = momentSort(entry.changedAt, entry._id)
  await tx.write<BlacklistEntry>(COLLECTION, { ...entry, list: LIST_OF[entry.state], sort })
}

/** One tab, latest change first. */
export async function listEntries(
  list: BlacklistEntry['list'],
  cursor: string | null,
): Promise<Page<BlacklistEntry>> {
  const condition = { list, ...beyond(cursor, 'desc') }
  return pageOf(await find<BlacklistEntry>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** How many stand on one tab. */
export const countEntries = (list: BlacklistEntry['list']): Promise<number> => count(COLLECTION, { list })

/** Entries whose subject and evidence have to go, at most `limit`. */
export const findForgettable = (now: number, limit: number): Promise<BlacklistEntry[]> =>
  find<BlacklistEntry>(COLLECTION, { forgetAt: command().lt(now) }, ['forgetAt', 'asc'], limit)

/** Steps that wait for somebody other than `openid`. */
export const countWaitingEntries = (openid: string): Promise<number> =>
  count(COLLECTION, { list: 'waiting', askedBy: command().neq(openid) })
