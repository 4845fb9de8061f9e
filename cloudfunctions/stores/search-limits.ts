import { dayOf, endOfDay } from '../../miniprogram/domain/values/days'
import { addDocument, command, readDocument, updateIf, type Stored } from '../platform/database'
import { removeBefore } from '../platform/remove-before'
import { isConflict } from '../platform/transaction'

const COLLECTION = 'searchLimits'

/** What one person, or one network address, did on one day in Shanghai, and in each of its minutes. */
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

/**
 * People of a list of whom a unit is told that they can't be taken in: enough for a firm that another unit has applied for,
 * too few to try the blacklist out.
 */
const REFUSED_PEOPLE: Limits = { aMinute: 100, aDay: 100 }

/** Hosts not seen before on this day: ten full answers. */
const MAX_HOSTS_A_DAY = 100

const MINUTE_MS = 60_000

/** Counts one search that names no host; false when the person has had all of this minute's or this day's. */
export const maySearch = (openid: string, now: number): Promise<boolean> => mayGoOn(openid, SEARCHES, now)

/** Counts one code shown to a computer; false when its address has had all of this minute's or this day's. */
export const mayBeginSignIn = (address: string, now: number): Promise<boolean> =>
  mayGoOn(`console:${address}`, SIGN_INS, now)

/** Counts somebody who couldn't be taken in; false when the caller was told of all of this minute's or this day's. */
export const mayTellRefusal = (openid: string, now: number): Promise<boolean> =>
  mayGoOn(`standing:${openid}`, REFUSED_PEOPLE, now)

/** Whether the caller was told of all of this day's. */
export const toldAllRefusals = async (openid: string, now: number): Promise<boolean> =>
  ((await loadSearchDay(`standing:${openid}`, now))?.count ?? 0) >= REFUSED_PEOPLE.aDay

async function mayGoOn(who: string, limits: Limits, now: number): Promise<boolean> {
  const [_id, one] = [idOf(who, now), oneMore(limits, now)]
  const counted = (): Promise<boolean> => updateIf(COLLECTION, { _id, ...one.while }, one.change)
  if (await counted()) return true
  // Then it is there: all were had, or another search began the day at this moment.
  return (await began(who, now, 1, [])) || counted()
}

const minuteOf = (now: number): number => Math.floor(now / MINUTE_MS)
const idOf = (who: string, now: number): string => `${who}:${dayOf(now)}`

/**
 * Counts one, as long as neither limit is reached. Counts grow by one, so they meet a limit exactly; the count of a minute
 * that has just begun isn't there yet, and so isn't equal to it.
 */
function oneMore({ aMinute, aDay }: Limits, now: number): { while: object; change: object } {
  const { inc, neq } = command()
  const inMinute = `minutes.${minuteOf(now)}`
  return {
    while: { count: neq(aDay), [inMinute]: neq(aMinute) },
    change: { count: inc(1), [inMinute]: inc(1) },
  }
}

/** Begins the day with what is to be counted; false when it has begun meanwhile. */
async function began(who: string, now: number, searches: 0 | 1, hosts: readonly string[]): Promise<boolean> {
  try {
    await addDocument<SearchLimit>(COLLECTION, {
      ...{ _id: idOf(who, now), count: searches, minutes: searches === 1 ? { [minuteOf(now)]: 1 } : {} },
      ...{ hosts: [...hosts], hostCount: hosts.length },
      until: endOfDay(dayOf(now)),
    })
    return true
  } catch (error) {
    if (!isConflict(error)) throw error
    return false
  }
}

/** A person's day, to be read beside what names the hosts, so that nobody waits for it; null: it hasn't begun. */
export type SearchDay = Pick<SearchLimit, 'count' | 'minutes' | 'hosts'> | null

export const loadSearchDay = (openid: string, now: number): Promise<SearchDay> =>
  readDocument<SearchLimit>(COLLECTION, idOf(openid, now))

/** What is about to be told: to whom, of which hosts, and whether as the answer to a search (1) or otherwise (0). */
export interface HostView {
  openid: string
  hostIds: readonly string[]
  searches: 0 | 1
}

/** Several questions of one person at once meet each other at most so often. */
const MAX_RUNS = 5

/**
 * Counts a search and those hosts that the person hasn't been told of on this day, in one step; or says which limit that
 * would go beyond. Two at once can't both have the last ones: hosts are counted only while they are as many as were read.
 */
export async function countHosts(
  view: HostView,
  now: number,
  day: SearchDay,
  run = 0,
): Promise<'counted' | 'TOO_MANY_SEARCHES' | 'TOO_MANY_HOSTS'> {
  const { openid, hostIds, searches } = view
  const hosts = day?.hosts ?? []
  const fresh = hostIds.filter((id) => !hosts.includes(id))
  if (fresh.length === 0 && searches === 0) return 'counted'
  if (searches === 1 && (isFull(day, now) || run === MAX_RUNS)) return 'TOO_MANY_SEARCHES'
  if (hosts.length + fresh.length > MAX_HOSTS_A_DAY || run === MAX_RUNS) {
    // What is refused has been searched for all the same.
    if (searches === 1 && !(await maySearch(openid, now))) return 'TOO_MANY_SEARCHES'
    return 'TOO_MANY_HOSTS'
  }
  const counted =
    day === null
      ? await began(openid, now, searches, fresh)
      : await addTo(idOf(openid, now), searches === 1 ? oneMore(SEARCHES, now) : null, hosts.length, fresh)
  return counted ? 'counted' : countHosts(view, now, await loadSearchDay(openid, now), run + 1)
}

const isFull = (day: SearchDay, now: number): boolean =>
  day !== null && (day.count >= SEARCHES.aDay || (day.minutes[minuteOf(now)] ?? 0) >= SEARCHES.aMinute)

/** False when a limit is reached, or other hosts were added meanwhile. `before`: how many hosts there were. */
function addTo(
  _id: string,
  one: ReturnType<typeof oneMore> | null,
  before: number,
  fresh: readonly string[],
): Promise<boolean> {
  const { push, inc } = command()
  const isNew = fresh.length > 0
  return updateIf(
    COLLECTION,
    { _id, ...one?.while, ...(isNew ? { hostCount: before } : {}) },
    { ...one?.change, ...(isNew ? { hosts: push([...fresh]), hostCount: inc(fresh.length) } : {}) },
  )
}

/** Removes windows that are over, at most `limit`; returns how many. */
export const forgetWindows = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'until', now, limit)
