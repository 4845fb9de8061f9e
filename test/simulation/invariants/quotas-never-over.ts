import type { WalkInQuota } from '../../../miniprogram/domain/walk-in/quota'
import type { Activity } from '../../../cloudfunctions/stores/activities'
import type { StoredSlot } from '../../../cloudfunctions/stores/place-slots'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { allOf, changedIn, oneOf, type Commit, type Invariant } from './invariant'

/** The numbers that may hold at a gate now: while the office changes them, those before and after. */
type QuotasAt = (gateId: string) => readonly WalkInQuota[]

/** As the ids of quotas say it: a gate's day or hour; an activity's is its own id. */
function limitOf(quotaId: string, quotasAt: QuotasAt): number {
  const [kind, gateId = '', when = ''] = quotaId.split(':')
  if (kind !== 'walkIn') return oneOf<Activity>('activities', quotaId)?.quota ?? 0
  const perHour = when.includes('T')
  return Math.max(0, ...quotasAt(gateId).map((quota) => (perHour ? quota.perHour : quota.perDay)))
}

export const quotasNeverOver = (quotasAt: QuotasAt): Invariant => {
  /** Walk-ins that were called off after somebody had come in by them: they were one of those let in. */
  const stillCounted = new Set<string>()

  const hasPlace = ({ _id, state }: Visit): boolean =>
    state === 'approved' || state === 'finished' || stillCounted.has(_id)

  function noteEnds(commit: Commit): void {
    for (const { before, after } of changedIn<Visit>(commit, 'visits')) {
      const ended = before?.state === 'approved' && ['cancelled', 'revoked'].includes(after?.state ?? '')
      if (ended && before.kind === 'walkIn' && before.firstEntryAt !== null) stillCounted.add(before._id)
    }
  }

  return {
    rule: 'Quotas never go over, whatever the load, and no place gets lost (spec 4.2, 4.3)',
    committed(commit) {
      noteEnds(commit)
      const changed = changedIn<StoredSlot>(commit, 'placeSlots')
      if (changed.length === 0) return
      const visits = allOf<Visit>('visits').filter(({ places }) => places != null)
      for (const { before, after } of changed) {
        if (after === null) continue
        // What was taken of a slot before it had a pool is counted there, what is taken since in itself.
        const pool = after.pool ?? after._id
        const together = allOf<StoredSlot>('placeSlots').filter((slot) => (slot.pool ?? slot._id) === pool)
        const counted = together.reduce((sum, slot) => sum + slot.taken, 0)
        const ids = together.map(({ _id }) => _id)
        const holders = visits.filter(
          (visit) => visit.places?.some((id) => ids.includes(id)) && hasPlace(visit),
        )
        if (counted !== holders.length)
          throw new Error(`${pool} says ${counted} taken, and ${holders.length} have a place of it`)
        if (after.taken <= (before?.taken ?? 0)) continue
        const { quotaId } = after
        const all = allOf<StoredSlot>('placeSlots').filter((slot) => slot.quotaId === quotaId)
        const taken = all.reduce((sum, slot) => sum + slot.taken, 0)
        const limit = limitOf(quotaId, quotasAt)
        if (taken > limit) throw new Error(`${taken} have a place of ${quotaId}, which has ${limit}`)
      }
    },
    settled() {
      for (const { _id, state, quota } of allOf<Activity>('activities')) {
        const guests = allOf<Visit>('visits').filter(({ activityId }) => activityId === _id)
        const within = guests.filter(hasPlace).length
        if (within > quota) throw new Error(`${within} guests of ${_id}, which has ${quota} places`)
        if (state === 'cancelled' && guests.some((guest) => guest.state === 'approved'))
          throw new Error(`${_id} was cancelled and still has guests`)
      }
    },
  }
}
