import {
  addDocument,
  command,
  find,
  readDocument,
  removeIf,
  updateIf,
  type Stored,
} from '../platform/database'
import { isConflict } from '../platform/transaction'

const COLLECTION = 'searchLimits'

/** What one person, or one network address, did on one day, and in each of its minutes. */
interface SearchLimit extends Stored {
  count: number
  minutes: Record<string, number>
  /** Ids of the hosts that the person was told of on this day, and how many they are. */
  hosts: string[]
  hostCount: number
  until: number
}

interface Limits {
  aMinute: number
  aDay: number
}

/** Enough to find a host whose name one half knows, too few to read out a directory (spec 2, Host). */
const SEARCHES: Limits = { aMinute: 40, aDay: 400 }

/** Codes to sign in with that one network address may show: a whole office comes from one, and a page shows one at a time. */
const SIGN_INS: Limits = { aMinute: 60, aDay: 3000 }

/** Hosts not seen before on this day: ten full answers. */
const MAX_HOSTS_A_DAY = 100

const MINUTE_MS = 60_000
const DAY_MS = 24 * 3_600_000

/** Counts one search; false when the person has had all of this minute's or this day's. */
export const maySearch = (openid: string, now: number): Promise<boolean> => mayGoOn(openid, SEARCHES, now)

/** Counts one code shown to a computer; false when its address has had all of this minute's or this day's. */
export const mayBeginSignIn = (address: string, now: number): Promise<boolean> =>
  mayGoOn(`console:${address}`, SIGN_INS, now)

async function mayGoOn(who: string, limits: Limits, now: number): Promise<boolean> {
  const [minute, day] = [Math.floor(now / MINUTE_MS), Math.floor(now / DAY_MS)]
  const _id = `${who}:${day}`
  if (await countOne(_id, minute, limits)) return true
  try {
    await addDocument<SearchLimit>(COLLECTION, {
      ...{ _id, count: 1, minutes: { [minute]: 1 } },
      ...{ hosts: [], hostCount: 0, until: (day + 1) * DAY_MS },
    })
    return true
  } catch (error) {
    if (!isConflict(error)) throw error
    // It is there: all were had, or another search began the day at this moment.
    return countOne(_id, minute, limits)
  }
}

/**
 * Counts one, if neither limit is reached. Counts grow by one, so they meet a limit exactly; the count of a minute that
 * has just begun isn't there yet, and so isn't equal to it.
 */
function countOne(_id: string, minute: number, { aMinute, aDay }: Limits): Promise<boolean> {
  const { inc, neq } = command()
  const inMinute = `minutes.${minute}`
  return updateIf(
    COLLECTION,
    { _id, count: neq(aDay), [inMinute]: neq(aMinute) },
    { count: inc(1), [inMinute]: inc(1) },
  )
}

/** A person's day as far as hosts were seen. Read beside a search, so that nobody waits for it. */
export type SeenHosts = Pick<SearchLimit, 'hosts'> | null

export const loadSeenHosts = (openid: string, now: number): Promise<SeenHosts> =>
  readDocument<SearchLimit>(COLLECTION, `${openid}:${Math.floor(now / DAY_MS)}`)

/** Several questions of one person at once meet each other at most so often. */
const MAX_RUNS = 5

/**
 * Counts those of `hostIds` that the person hasn't been told of on this day; false, and nothing is counted, when they are
 * more than may be seen on a day. Two at once can't both have the last ones: what is counted is what was read.
 */
export async function maySeeHosts(
  openid: string,
  hostIds: readonly string[],
  now: number,
  seen: SeenHosts,
  run = 0,
): Promise<boolean> {
  const hosts = seen?.hosts ?? []
  const fresh = hostIds.filter((id) => !hosts.includes(id))
  if (fresh.length === 0) return true
  if (run === MAX_RUNS || hosts.length + fresh.length > MAX_HOSTS_A_DAY) return false
  if (await addSeen(openid, now, hosts.length, fresh)) return true
  if (seen === null && (await beginSeen(openid, now, fresh))) return true
  return maySeeHosts(openid, hostIds, now, await loadSeenHosts(openid, now), run + 1)
}

/** False when others were added meanwhile, or the day hasn't begun. `before`: how many there were. */
function addSeen(openid: string, now: number, before: number, fresh: readonly string[]): Promise<boolean> {
  const { push, inc } = command()
  return updateIf(
    COLLECTION,
    { _id: `${openid}:${Math.floor(now / DAY_MS)}`, hostCount: before },
    { hosts: push([...fresh]), hostCount: inc(fresh.length) },
  )
}

/** False when the day has begun meanwhile. */
async function beginSeen(openid: string, now: number, fresh: readonly string[]): Promise<boolean> {
  const day = Math.floor(now / DAY_MS)
  try {
    await addDocument<SearchLimit>(COLLECTION, {
      ...{ _id: `${openid}:${day}`, count: 0, minutes: {}, hosts: [...fresh], hostCount: fresh.length },
      until: (day + 1) * DAY_MS,
    })
    return true
  } catch (error) {
    if (!isConflict(error)) throw error
    return false
  }
}

/** Removes windows that are over, at most `limit`; returns how many. */
export async function forgetWindows(now: number, limit: number): Promise<number> {
  const over = await find<SearchLimit>(COLLECTION, { until: command().lt(now) }, ['until', 'asc'], limit)
  return removeIf(COLLECTION, over)
}
