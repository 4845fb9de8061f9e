import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import {
  checkQuota,
  hourOf,
  NO_WALK_INS,
  quotasAt,
  type WalkInQuota,
} from '../../../miniprogram/domain/walk-in/quota'
import { change, earlierReplyOf } from '../../platform/unit-of-work'
import { listGates, loadGate } from '../../stores/campus'
import { listSlots } from '../../stores/place-slots'
import { loadSettings } from '../../stores/settings'
import {
  loadWalkInQuota,
  loadWalkInQuotaIn,
  loadWalkInQuotas,
  saveWalkInQuotaIn,
} from '../../stores/walk-in-quotas'
import { hasSize, holdQuota, resizeQuota } from '../activity/places'
import { markOf, requireMark } from '../as-seen'
import type { Caller } from '../caller'
import { SLOTS_KEPT_MS } from './places'

/** What each gate lets in without a booking, and how many came today, for the office. */
export async function listWalkInQuotas(caller: Caller): Promise<Output<'walkIn.quotas'>> {
  const [gates, { walkInHours: hours }] = await Promise.all([listGates(), loadSettings()])
  const quotas = await loadWalkInQuotas(gates.map(({ _id }) => _id))
  const rows = await Promise.all(
    gates.map(async ({ _id: gateId, name: gateName, campusName }) => {
      const said = quotas.get(gateId)
      const quota = plain(said ?? NO_WALK_INS)
      // Also of one that is closed by now: who came before has come.
      const today = said === undefined ? 0 : await takenToday(quota, gateId, caller.now)
      return { gateId, gateName, campusName, quota, today, seen: markOf(quota) }
    }),
  )
  return { hours, rows }
}

const plain = ({ open, fromHour, untilHour, perHour, perDay }: WalkInQuota): WalkInQuota => ({
  ...{ open, fromHour, untilHour, perHour, perDay },
})

async function takenToday(quota: WalkInQuota, gateId: string, now: number): Promise<number> {
  return (await listSlots(quotasAt(quota, gateId, now).day.id)).reduce((sum, { taken }) => sum + taken, 0)
}

/**
 * The office sets what a gate lets in without a booking. It holds at once, for this hour and this day too: their places
 * are held back while they are shared out anew, so that nobody comes in beyond the old or the new number. As `requireMark`.
 */
export async function saveWalkInQuota(
  caller: Caller,
  { gateId, quota, seen }: Input<'walkIn.saveQuota'>,
): Promise<Output<'walkIn.saveQuota'>> {
  // One that comes again later would share out the places of today by a number that the office has changed since.
  const earlier = await earlierReplyOf<Output<'walkIn.saveQuota'>>(caller)
  if (earlier !== null) return earlier
  const fieldErrors = checkQuota(quota)
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  const [gate, before] = await Promise.all([loadGate(gateId), loadWalkInQuota(gateId)])
  if (gate === null) throw new DomainError('NOT_FOUND')
  // Before any place is shared out anew.
  requireMark(plain(before ?? NO_WALK_INS), seen)
  const by = { ...caller, requestId: '' }
  // Before the record says so: a change that was cut off between is made whole by the next one, whatever it says.
  for (const { id, size, larger, ends } of resizedBy(before ?? quota, quota, gateId, caller.now)) {
    const slots = await listSlots(id)
    if (hasSize(slots, size, larger === null)) continue
    await holdQuota(by, id, larger ?? size, ends + SLOTS_KEPT_MS, slots)
    await resizeQuota(by, id, size)
  }
  return change(caller, async ({ tx }) => {
    requireMark(plain((await loadWalkInQuotaIn(tx, gateId)) ?? NO_WALK_INS), seen)
    await saveWalkInQuotaIn(tx, {
      ...{ _id: gateId, ...plain(quota), changedAt: caller.now, byName: caller.office?.name ?? '' },
    })
    return { gateId }
  })
}

/** Longer than any call goes on. */
const CALL_MS = 60_000

/**
 * The places at hand, those of an hour or a day that may begin before the call is done among them: by the old record
 * somebody would make them with the old number. `larger`: the larger of both numbers, null where they are the same.
 */
function resizedBy(before: WalkInQuota, after: WalkInQuota, gateId: string, now: number) {
  const moments = hourOf(now) === hourOf(now + CALL_MS) ? [now] : [now, now + CALL_MS]
  const all = moments.flatMap((moment) => {
    const [old, wanted] = [quotasAt(before, gateId, moment), quotasAt(after, gateId, moment)]
    return (['hour', 'day'] as const).map((part) => {
      const [was, is] = [old[part].size, wanted[part].size]
      return { ...wanted[part], larger: was === is ? null : Math.max(was, is) }
    })
  })
  return [...new Map(all.map((each) => [each.id, each])).values()]
}
