import { dayOf, type Day } from '../values/days'
import { endOfKept, type KeptEnd } from '../values/validity'
import { DomainError } from '../errors'

/** What one WeChat user may do with bookings (spec 2, Fair use); the office sets both numbers. */
export interface FairUseRules {
  /** Own bookings that may be live at a time. */
  maxLiveBookings: number
  /** Forms that may be sent on one day, those included that another's booking refused. */
  maxBookingsADay: number
}

/** A booking of a user, with the end of its right. */
export interface LiveBooking extends KeptEnd {
  visitId: string
}

/** What a user has used of it. */
export interface BookingUse {
  live: readonly LiveBooking[]
  /** How many forms were sent on `day`. */
  sent: number
  day: Day
}

/** Forms sent today. */
export const sentToday = ({ sent, day }: Pick<BookingUse, 'sent' | 'day'>, today: Day): number =>
  day === today ? sent : 0

/**
 * TOO_MANY_BOOKINGS when this day's forms are used up, TOO_MANY_LIVE when another live booking is one too many; null
 * when neither is. A booking that is sent again is no further one.
 */
export function fairUseRefusal(
  use: BookingUse,
  visitId: string,
  now: number,
  { maxLiveBookings, maxBookingsADay }: FairUseRules,
): DomainError | null {
  if (sentToday(use, dayOf(now)) >= maxBookingsADay)
    return new DomainError('TOO_MANY_BOOKINGS', { max: maxBookingsADay })
  const others = use.live.filter((each) => each.visitId !== visitId && now < endOfKept(each))
  return others.length >= maxLiveBookings ? new DomainError('TOO_MANY_LIVE', { max: maxLiveBookings }) : null
}

/** Somebody who is told of a user's bookings, and when they were told last. */
export interface Announced {
  to: string
  at: number
}

export type Announcement = 'first' | 'repeat' | 'none'

const ONE_NOTICE_MS = 10 * 60_000
const REPEAT_MS = 24 * 3_600_000

/**
 * Whether `to` is told of one more booking of the same user (spec 7): several in ten minutes are one notice; of one
 * within a day after another the notice is a repeat.
 */
export function announcement(before: readonly Announced[], to: string, now: number): Announcement {
  const last = before.find((each) => each.to === to)?.at ?? -Infinity
  if (now - last < ONE_NOTICE_MS) return 'none'
  return now - last < REPEAT_MS ? 'repeat' : 'first'
}

/** The list with `to` told now; those of more than a day ago are of no use any more. */
export const withAnnounced = (before: readonly Announced[], to: string, now: number): Announced[] => [
  ...before.filter((each) => each.to !== to && now - each.at < REPEAT_MS),
  { to, at: now },
]

/** How a number on a booking is known: typed alone, named by WeChat as the visitor's, or proved by somebody else since. */
export const PHONE_STATES = ['typed', 'proved', 'taken'] as const

export const phoneStateOf = ({
  phoneProved,
  phoneTaken,
}: {
  phoneProved?: boolean
  phoneTaken?: boolean
}): (typeof PHONE_STATES)[number] =>
  phoneTaken === true ? 'taken' : phoneProved === true ? 'proved' : 'typed'
