import {
  addDocument,
  command,
  find,
  readDocument,
  removeIf,
  updateDocument,
  type Stored,
} from '../platform/database'
import { isConflict } from '../platform/transaction'

const COLLECTION = 'searchLimits'

interface SearchLimit extends Stored {
  count: number
  until: number
}

/** Enough to find a host whose name one half knows, too few to read out a directory (spec 2, Host). */
const WINDOWS = [
  { ms: 60_000, most: 40 },
  { ms: 24 * 3_600_000, most: 400 },
] as const

/** Counts one search; false when the person has had all of this minute's or this day's. */
export async function maySearch(openid: string, now: number): Promise<boolean> {
  const allowed = await Promise.all(WINDOWS.map(({ ms, most }) => countOne(openid, now, ms, most)))
  return allowed.every(Boolean)
}

async function countOne(openid: string, now: number, ms: number, most: number): Promise<boolean> {
  const window = Math.floor(now / ms)
  const id = `${openid}:${ms}:${window}`
  const limit = await readDocument<SearchLimit>(COLLECTION, id)
  if (limit !== null && limit.count >= most) return false
  if (limit !== null) await updateDocument(COLLECTION, id, { count: command().inc(1) })
  else await startWindow(id, (window + 1) * ms)
  return true
}

async function startWindow(id: string, until: number): Promise<void> {
  try {
    await addDocument<SearchLimit>(COLLECTION, { _id: id, count: 1, until })
  } catch (error) {
    if (!isConflict(error)) throw error
    await updateDocument(COLLECTION, id, { count: command().inc(1) })
  }
}

/** Removes windows that are over, at most `limit`; returns how many. */
export async function forgetWindows(now: number, limit: number): Promise<number> {
  const over = await find<SearchLimit>(COLLECTION, { until: command().lt(now) }, ['until', 'asc'], limit)
  return removeIf(COLLECTION, over)
}
