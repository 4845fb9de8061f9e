import { addDocument, command, find, removeIf, updateIf, type Stored } from '../platform/database'
import { isConflict } from '../platform/transaction'

const COLLECTION = 'searchLimits'

/** What one person, or one network address, did on one day, and in each of its minutes. */
interface SearchLimit extends Stored {
  count: number
  minutes: Record<string, number>
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
    const first = { count: 1, minutes: { [minute]: 1 }, until: (day + 1) * DAY_MS }
    await addDocument<SearchLimit>(COLLECTION, { _id, ...first })
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

/** Removes windows that are over, at most `limit`; returns how many. */
export async function forgetWindows(now: number, limit: number): Promise<number> {
  const over = await find<SearchLimit>(COLLECTION, { until: command().lt(now) }, ['until', 'asc'], limit)
  return removeIf(COLLECTION, over)
}
