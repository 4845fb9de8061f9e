import type { Input, Output } from '../../../contract'
import {
  dayOfActivity,
  isActivityOver,
  mayJoin,
  requireOpen,
} from '../../../miniprogram/domain/activity/activity'
import { checkGuest, guestVisitForm } from '../../../miniprogram/domain/activity/guest'
import { DomainError } from '../../../miniprogram/domain/errors'
import { normalisePhone } from '../../../miniprogram/domain/values/phones'
import type { VisitForm } from '../../../miniprogram/domain/visit/form-fields'
import { purposeOf } from '../../../miniprogram/domain/visit/purposes'
import {
  isLive,
  isWaiting,
  stateNow,
  submitted,
  type HistoryEntry,
} from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { recordId } from '../../platform/replies'
import { loadActivity, markActivityDue, type Activity } from '../../stores/activities'
import { loadGuestVisit, loadGuestVisitIn, saveGuestIn } from '../../stores/activity-guests'
import { hasProved, loadBooker, saveBookerIn } from '../../stores/bookers'
import { listGates } from '../../stores/campus'
import { listFreeSlots } from '../../stores/place-slots'
import { loadSettings } from '../../stores/settings'
import { findListedGuest, firstWaiting, loadVisit, loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { changeBooking } from '../visit/fair-use'
import { handOverIn } from '../visit/hand-over'
import { phoneHash } from '../visit/identity-hashes'
import { saveVisitIn } from '../visit/save-visit'
import { sealForm } from '../visit/sealed-form'
import { withKeys } from '../visit/search-keys'
import { holdAllIn, unrefusedIn } from '../visit/unrefused'
import { withChanges } from '../visit/with-changes'
import { placesUntil } from './apply'
import { asSettled } from './as-settled'
import { gatesOfActivity } from './gates'
import { moveUpSoon } from './move-up'
import { newGuest } from './new-guest'
import { seatedIn, takePlaceIn } from './places'

/** What a guest reads before joining, and whether they have joined already. */
export async function openActivity(
  caller: Caller,
  { activityId }: Input<'activity.open'>,
): Promise<Output<'activity.open'>> {
  const [activity, ownId, free, gates, { anonymiseAfterDays: keptDays, purposes }] = await Promise.all([
    loadActivity(activityId),
    loadGuestVisit(activityId, caller.id),
    listFreeSlots(activityId),
    listGates(),
    loadSettings(),
  ])
  if (activity === null) throw new DomainError('NOT_FOUND')
  const found = ownId === null ? null : await loadVisit(ownId)
  const own = found === null ? null : asSettled(activity, found, caller.now)
  const { state, title, unitName, organiserName, purpose, firstDay, lastDay, hours } = activity
  const { class: purposeClass } = purposeOf(purposes, purpose)
  const { asksPlate, question, quota, message } = activity
  return {
    ...{ state, title, unitName, organiserName, purpose, purposeClass, firstDay, lastDay, hours },
    ...{ asksPlate, question, quota, message, keptDays },
    over: isActivityOver(activity, caller.now),
    gates: gatesOfActivity(activity, purposeClass, gates),
    left: free.reduce((sum, slot) => sum + slot.free, 0),
    own:
      own === null || own.owner !== caller.id || !isLive(own, caller.now)
        ? null
        : { visitId: own._id, state: stateNow(own, caller.now) },
  }
}

/**
 * A guest joins: a visit like any other, approved at once while the quota lasts, else waiting for a place. One WeChat user
 * has one place in an activity.
 */
export async function joinActivity(
  caller: Caller,
  { activityId, form: typed }: Input<'activity.join'>,
): Promise<Output<'activity.join'>> {
  const hash = phoneHash(normalisePhone(typed.phone))
  const [activity, settings, waiting, listed] = await Promise.all([
    loadActivity(activityId),
    loadSettings(),
    firstWaiting(activityId),
    listedGuest(caller, activityId, hash),
  ])
  if (activity === null) throw new DomainError('NOT_FOUND')
  requireOpen(activity, caller.now)
  const form = guestVisitForm(activity, typed, dayOfActivity(activity, caller.now))
  const fieldErrors = checkGuest(activity, typed, form, caller.today)
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  const visitId = recordId(caller, caller.requestId)
  const opening = submitted({ name: form.name, role: 'visitor' }, caller.now)
  const guest = newGuest(activity, settings, sealForm(form, visitId), {
    _id: visitId,
    owner: caller.id,
    opening,
  })
  // Each run asks for the next short code, should it be that which was taken.
  let runs = 0
  const joined = await changeBooking(caller, settings, async ({ tx, notify }) => {
    const attempt = runs++
    const earlier = await earlierVisitIn(tx, activityId, caller)
    if (earlier?._id === guest._id) return replyOf(earlier)
    if (earlier !== null) throw new DomainError('ACTIVITY_JOINED', { visitId: earlier._id })
    const before = listed === null ? null : await untakenIn(tx, listed, hash, caller)
    const wanted = before === null ? guest : takenOver(before, form, caller)
    const unrefused = await unrefusedIn(tx, caller, wanted, before, settings)
    // First of all writes: who sends several at once meets oneself here.
    await saveBookerIn(tx, unrefused.booker, caller.now)
    await saveGuestIn(tx, activityId, caller.id, { visitId: wanted._id, until: placesUntil(activity) })
    if (before !== null) {
      await holdAllIn(tx, notify, caller, unrefused)
      const taken = withChanges(before, unrefused.visit)
      return replyOf(await handOverIn(tx, taken, caller.id, caller.now, attempt))
    }
    // Nobody passes those who wait already. Taken before the rest is written: of two in one slot the second begins anew
    // at once.
    const place = waiting === null ? await takePlaceIn(tx, activityId) : null
    await holdAllIn(tx, notify, caller, unrefused)
    const visit = withKeys(unrefused.visit, form)
    const seated = place === null ? visit : await seatedIn(tx, visit, [place], attempt, caller.now)
    return replyOf(await saveVisitIn(tx, seated))
  })
  if (joined.waiting) await lookAfterWaiting(activity, caller)
  return joined
}

const replyOf = (visit: Visit): Output<'activity.join'> => ({
  visitId: visit._id,
  state: visit.state,
  waiting: isWaiting(visit),
})

/** The visit by which the organiser put this number on the list, once the caller has proved it; null: none. */
async function listedGuest(caller: Caller, activityId: string, hash: string): Promise<string | null> {
  const found = await findListedGuest(activityId, hash)
  // A proof isn't taken back, so it may be read outside.
  return found !== null && hasProved(await loadBooker(caller.id), hash, caller.now) ? found._id : null
}

/** The same in the transaction, unless somebody took it over at this moment. */
async function untakenIn(tx: Transaction, id: string, hash: string, { now }: Caller): Promise<Visit | null> {
  const visit = await loadVisitIn(tx, id)
  return visit !== null && visit.owner === '' && visit.phoneHash === hash && isLive(visit, now) ? visit : null
}

/** Guests know best who they are, as long as nobody has come in by what the list says. */
const takenOver = (listed: Visit, form: VisitForm, { id, now }: Caller): Visit => ({
  ...listed,
  ...(listed.firstEntryAt === null ? withKeys({ ...listed, ...sealForm(form, listed._id) }, form) : {}),
  ...{ owner: id, changedAt: now },
  history: [...listed.history, takenOverBy(form.name, listed.state, now)],
})

const takenOverBy = (byName: string, state: Visit['state'], at: number): HistoryEntry => ({
  ...{ at, action: 'revised', byName, byRole: 'visitor', from: state, to: state, reason: null },
})

/** The visit that the caller has in the activity and that holds; null: none. */
async function earlierVisitIn(tx: Transaction, activityId: string, caller: Caller): Promise<Visit | null> {
  const id = await loadGuestVisitIn(tx, activityId, caller.id)
  const visit = id === null ? null : await loadVisitIn(tx, id)
  return visit !== null && visit.owner === caller.id && isLive(visit, caller.now) ? visit : null
}

/**
 * A place may have come free, or the activity may have been closed, while somebody began to wait: whoever did so first
 * didn't see them. Read after they wait, so one of both sees the other.
 */
async function lookAfterWaiting(before: Activity, caller: Caller): Promise<void> {
  const activity = (await loadActivity(before._id)) ?? before
  if (!activity.due) await markActivityDue(activity._id)
  if (mayJoin(activity, caller.now)) await moveUpSoon(activity._id, caller)
}
