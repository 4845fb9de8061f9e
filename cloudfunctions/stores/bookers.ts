import type { Announced, BookingUse, LiveBooking } from '../../miniprogram/domain/visit/fair-use'
import { DAY_MS, type Day } from '../../miniprogram/domain/values/days'
import {
  addDocument,
  command,
  readDocument,
  updateIf,
  type Stored,
  type Transaction,
} from '../platform/database'
import { removeBefore } from '../platform/remove-before'
import { isConflict } from '../platform/transaction'

const COLLECTION = 'bookers'

/** A number that WeChat named as this user's, known by its keyed hash. */
interface ProvedPhone {
  phoneHash: string
  at: number
}

/** One WeChat user as somebody who books, under the openid: what was used, proved and announced (spec 2, Fair use). */
export interface Booker extends Stored, BookingUse {
  live: LiveBooking[]
  proved: ProvedPhone[]
  announced: Announced[]
  until: number
}

/**
 * How long a proof counts, and how long somebody who doesn't book any more is remembered: numbers go to other people in time,
 * so then they have to be proved anew.
 */
const KEPT_MS = 180 * DAY_MS
/** A phone holds two cards; an older number gives way. */
const MAX_PROVED = 3

const newBooker = (openid: string): Booker => ({
  ...{ _id: openid, live: [], sent: 0, day: '', proved: [], announced: [], until: 0 },
})

/** Outside a transaction; who never booked comes empty. */
export const loadBooker = async (openid: string): Promise<Booker> =>
  (await readDocument<Booker>(COLLECTION, openid)) ?? newBooker(openid)

export const loadBookerIn = async (tx: Transaction, openid: string): Promise<Booker> =>
  (await tx.read<Booker>(COLLECTION, openid)) ?? newBooker(openid)

export const saveBookerIn = (tx: Transaction, booker: Booker, now: number): Promise<void> =>
  tx.write<Booker>(COLLECTION, { ...booker, until: now + KEPT_MS })

/** The user with one more number proved. */
export const withProved = (booker: Booker, phoneHash: string, at: number): Booker => ({
  ...booker,
  proved: [...booker.proved.filter((each) => each.phoneHash !== phoneHash), { phoneHash, at }].slice(
    -MAX_PROVED,
  ),
})

type Proved = Pick<Booker, 'proved'>

/** The numbers whose proof counts. */
export const provedBy = ({ proved }: Proved, now: number): ProvedPhone[] =>
  proved.filter(({ at }) => at > now - KEPT_MS)

export const hasProved = (booker: Proved, phoneHash: string, now: number): boolean =>
  provedAt(booker, phoneHash, now) > 0

/** When WeChat last named the number as this user's, epoch ms; 0: never, or too long ago to count. */
export const provedAt = (booker: Proved, phoneHash: string, now: number): number =>
  provedBy(booker, now).find((each) => each.phoneHash === phoneHash)?.at ?? 0

/** Counts one form of `day` that didn't become a booking; false when `max` were sent, however many come at once. */
export async function countSent(openid: string, day: Day, max: number, now: number): Promise<boolean> {
  const { lt, inc } = command()
  const booker = await readDocument<Booker>(COLLECTION, openid)
  if (booker === null) {
    try {
      await addDocument<Booker>(COLLECTION, { ...newBooker(openid), day, sent: 1, until: now + KEPT_MS })
      return true
    } catch (error) {
      if (!isConflict(error)) throw error
      return countSent(openid, day, max, now)
    }
  }
  if (booker.day === day) return updateIf(COLLECTION, { _id: openid, day, sent: lt(max) }, { sent: inc(1) })
  // Of those that begin a day at once, one does; the others count on.
  const begun = await updateIf(COLLECTION, { _id: openid, day: booker.day }, { day, sent: 1 })
  return begun || countSent(openid, day, max, now)
}

/** Removes users who haven't booked for long, at most `limit`; returns how many. */
export const forgetBookers = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'until', now, limit)

/**
 * Forgets somebody as a booker. What was used of the day and who was told stays for that day: who asks to be forgotten has
 * no more tries by it.
 */
export async function forgetBooker(openid: string, now: number): Promise<void> {
  await updateIf(COLLECTION, { _id: openid }, { live: [], proved: [], until: now + DAY_MS })
}
