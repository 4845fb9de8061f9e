import { DomainError, isDomainError } from '../../../miniprogram/domain/errors'
import {
  announcement,
  fairUseRefusal,
  sentToday,
  withAnnounced,
  type Announcement,
  type FairUseRules,
} from '../../../miniprogram/domain/visit/fair-use'
import { liveEntries } from '../../../miniprogram/domain/visit/duplicates'
import { keptEndOf } from '../../../miniprogram/domain/values/validity'
import { isLive } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import type { NewNotice } from '../../platform/notices'
import { change, type Notify, type UnitOfWork } from '../../platform/unit-of-work'
import { countSent, type Booker } from '../../stores/bookers'
import { loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'

/** What one WeChat user may do with bookings (spec 2, Fair use), counted where they are made. */

/** Refusals that tell something of somebody else: they are counted, so that nobody probes strangers. */
const TELLING: readonly string[] = ['BLACKLISTED', 'VEHICLE_INSIDE', 'FEE_DUE', 'DUPLICATE']
export const tellsOfOthers = (code: string): boolean => TELLING.includes(code)

/**
 * `change` for a booking. A refusal that tells of others is counted once it stands, and told only while the day's cap
 * isn't reached; TOO_MANY_BOOKINGS instead from then on.
 */
export async function changeBooking<R>(
  caller: Caller,
  { maxBookingsADay: max }: FairUseRules,
  work: (unit: UnitOfWork) => Promise<R>,
): Promise<R> {
  try {
    return await change(caller, work)
  } catch (error) {
    if (!isDomainError(error) || !tellsOfOthers(error.code)) throw error
    if (await countSent(caller.id, caller.today, max, caller.now)) throw error
    throw new DomainError('TOO_MANY_BOOKINGS', { max })
  }
}

/** What somebody books for themself, by whichever way. */
const COUNTED: readonly Visit['kind'][] = ['booking', 'activity', 'walkIn']

/** The booker with `visit` counted; throws when it is one too many. An invitation counts for nobody. */
export async function countedIn(
  tx: Transaction,
  caller: Caller,
  booker: Booker,
  visit: Visit,
  rules: FairUseRules,
): Promise<Booker> {
  if (!COUNTED.includes(visit.kind)) return booker
  const held = liveEntries(booker.live, caller.now).filter(({ visitId }) => visitId !== visit._id)
  // What ended before its last day isn't noted here; it is looked at when it matters.
  const live = held.length < rules.maxLiveBookings ? held : await stillLiveIn(tx, caller, held)
  const refusal = fairUseRefusal({ ...booker, live }, visit._id, caller.now, rules)
  if (refusal !== null) throw refusal
  const { _id: visitId, lastDay, right } = visit
  const sent = sentToday(booker, caller.today) + 1
  return {
    ...booker,
    live: [...live, { visitId, ...keptEndOf({ ...right, lastDay }) }],
    sent,
    day: caller.today,
  }
}

async function stillLiveIn(tx: Transaction, caller: Caller, held: Booker['live']): Promise<Booker['live']> {
  const live: Booker['live'] = []
  for (const each of held) {
    const visit = await loadVisitIn(tx, each.visitId)
    if (visit !== null && visit.owner === caller.id && isLive(visit, caller.now)) live.push(each)
  }
  return live
}

/** How the unit's approvers and the host, if there is one to tell, are told of a booking. */
export interface Telling {
  unit: Announcement
  host: Announcement
}

/**
 * Who is told of a booking, if this user's last one wasn't told them just now, and the booker with it noted (spec 7).
 * `awaited`: they sent the booking back and wait for it. `hostOpenid` null: no host to tell.
 */
export function announced(
  { now }: Caller,
  booker: Booker,
  unitId: string,
  hostOpenid: string | null,
  awaited: boolean,
): { booker: Booker; telling: Telling } {
  const howOf = (to: string): Announcement => (awaited ? 'first' : announcement(booker.announced, to, now))
  const telling = { unit: howOf(unitId), host: hostOpenid === null ? 'none' : howOf(hostOpenid) } as const
  const forUnit = telling.unit === 'none' ? booker.announced : withAnnounced(booker.announced, unitId, now)
  const list =
    hostOpenid === null || telling.host === 'none' ? forUnit : withAnnounced(forUnit, hostOpenid, now)
  return { booker: { ...booker, announced: list }, telling }
}

/** Sends what is to be told: to the host along with the unit, where both are told in the same way. */
export async function announce(
  notify: Notify,
  { unit, host }: Telling,
  toUnit: NewNotice,
  toHost: NewNotice | null,
): Promise<void> {
  const send = async (how: Announcement, notice: NewNotice): Promise<void> => {
    if (how !== 'none') await notify(how === 'repeat' ? { ...notice, repeat: true } : notice)
  }
  if (toHost === null || !('openid' in toHost.to)) return send(unit, toUnit)
  const { openid } = toHost.to
  if (unit === host) return send(unit, { ...toUnit, also: { openid, page: toHost.page } })
  await send(unit, toUnit)
  await send(host, toHost)
}
