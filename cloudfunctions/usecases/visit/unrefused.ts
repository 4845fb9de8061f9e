import { blacklistRefusal, bookingRefusal } from '../../../miniprogram/domain/visit/booking-refusals'
import {
  beatenBy,
  endingBefore,
  isOver,
  type Days,
  type Wanted,
} from '../../../miniprogram/domain/visit/duplicates'
import type { Transaction } from '../../platform/database'
import type { Notify } from '../../platform/unit-of-work'
import { hasProved, loadBooker, type Booker } from '../../stores/bookers'
import { calendarIds, companionCalendarIds, loadCalendarsIn, type Calendar } from '../../stores/calendars'
import type { Settings } from '../../stores/settings'
import { loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { countedIn } from './fair-use'
import { holdIn } from './hold-calendars'
import { losePhoneIn } from './prove-phone'
import { withDetails } from './refusal-details'

/** A booking that nothing refuses, and what has to be written for it. */
export interface Unrefused {
  visit: Visit
  /** Who books, with the booking counted. */
  booker: Booker
  calendars: Calendar[]
  beaten: string[]
}

/**
 * Reads every calendar concerned and throws what refuses the booking (spec 2); writes nothing. `before`: the booking that
 * it changes; null: none.
 */
export async function unrefusedIn(
  tx: Transaction,
  caller: Caller,
  wanted: Visit,
  before: Visit | null,
  settings: Settings,
): Promise<Unrefused> {
  const ids = calendarIds({ ...wanted, phoneTaken: false })
  const { calendars, booker } = await readTogetherIn(tx, caller, [
    ...ids,
    ...(before === null ? [] : calendarIds(before)),
  ])
  const phoneProved = hasProved(booker, wanted.phoneHash, caller.now)
  const visit: Visit = { ...wanted, phoneProved, phoneTaken: false }
  const counted = await countedIn(tx, caller, booker, visit, settings)
  const concerned = calendars.filter(({ _id }) => ids.includes(_id))
  const asked = await requireUnrefusedIn(tx, caller, { visit, concerned, booker }, settings)
  const beaten = beatenBy(concerned, asked, caller.now, settings.duplicateRule).slice(0, MAX_BEATEN)
  return { visit, booker: counted, calendars, beaten }
}

/**
 * Throws what refuses a booking as it would be, with what its card tells. `concerned`: the calendars of what it comes with.
 * `booker`: who holds it.
 */
export async function requireUnrefusedIn(
  tx: Transaction,
  caller: Caller,
  { visit, concerned, booker }: { visit: Visit; concerned: readonly Calendar[]; booker: Booker },
  settings: Settings,
): Promise<Wanted> {
  // Read, not written: up to ten more writes don't fit, and nothing is missed without them (docs/decisions/0009).
  const companions = await loadCalendarsIn(tx, companionCalendarIds(visit))
  // Of somebody else's other booking an approver reads what is told of strangers'.
  const own = caller.id === visit.owner ? booker.live.map(({ visitId }) => visitId) : []
  const over = await overBeforeIn(tx, concerned, visit, caller.now)
  const proved = visit.phoneProved === true
  const { standingBlocks } = settings
  const asked = { ...daysOf(visit), visitId: visit._id, proved, own, over, standingBlocks }
  const refusal =
    blacklistRefusal(companions, visit) ??
    bookingRefusal(concerned, asked, caller.now, settings.duplicateRule)
  if (refusal !== null) throw await withDetails(tx, refusal, caller, proved, settings)
  return asked
}

/** Holds ID, phone and plate of a booking that nothing refuses, and takes the number from who only typed it. */
export async function holdAllIn(
  tx: Transaction,
  notify: Notify,
  caller: Caller,
  { calendars, visit, beaten }: Unrefused,
): Promise<void> {
  await holdIn(tx, calendars, visit, caller.now, beaten)
  for (const visitId of beaten) await losePhoneIn(tx, notify, caller, visitId)
}

/**
 * Those that end before the wanted days and whose visitor has come and left again; read in the transaction, for they may come
 * back at this moment.
 */
export async function overBeforeIn(
  tx: Transaction,
  calendars: readonly Calendar[],
  wanted: Days,
  now: number,
): Promise<string[]> {
  const over: string[] = []
  for (const id of endingBefore(calendars, wanted, now)) {
    const visit = await loadVisitIn(tx, id)
    if (visit !== null && isOver(visit, now)) over.push(id)
  }
  return over
}

const daysOf = ({ firstDay, lastDay }: Visit) => ({ firstDay, lastDay })

/** Each costs up to three writes; more of them, by the rule `overlap`, stay where they are and are in nobody's way. */
const MAX_BEATEN = 1

/**
 * Calendars, and beside them the caller as a booker. The booker is read outside the transaction once its snapshot is
 * taken, so that nobody waits for it: what is seen is the snapshot's or newer, and if it is newer the write conflicts and
 * all of it is read anew.
 */
async function readTogetherIn(
  tx: Transaction,
  caller: Caller,
  ids: readonly string[],
): Promise<{ calendars: Calendar[]; booker: Booker }> {
  const [first = '', ...others] = [...new Set(ids)].sort()
  const begun = await loadCalendarsIn(tx, [first])
  const [rest, booker] = await Promise.all([loadCalendarsIn(tx, others), loadBooker(caller.id)])
  return { calendars: [...begun, ...rest], booker }
}
