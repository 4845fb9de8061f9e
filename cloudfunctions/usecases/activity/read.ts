import type { Input, Output } from '../../../contract'
import { isActivityOver } from '../../../miniprogram/domain/activity/activity'
import { isDomainError } from '../../../miniprogram/domain/errors'
import { purposeOf } from '../../../miniprogram/domain/visit/purposes'
import { stateNow } from '../../../miniprogram/domain/visit/visit'
import { countsOf } from '../../platform/pages'
import { shownRows } from '../../platform/shown-rows'
import { listActivities, loadActivity, type Activity } from '../../stores/activities'
import { listGates } from '../../stores/campus'
import { loadSettings } from '../../stores/settings'
import { listSlots } from '../../stores/place-slots'
import { countGuests, countWaiting, listGuests, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { unsealForm } from '../visit/sealed-form'
import { nameOf } from '../visit/views'
import { requireAnswerer } from './apply'
import { asSettled } from './as-settled'
import { gatesOfActivity } from './gates'
import { ownActivity } from './own-activity'

type Row = Output<'activity.list'>['rows'][number]

function rowOf(activity: Activity, now: number): Row {
  const { _id: id, state, title, unitName, organiserName, firstDay, lastDay, quota, askedAt } = activity
  const over = isActivityOver(activity, now)
  return { id, state, over, title, unitName, organiserName, firstDay, lastDay, quota, askedAt }
}

/** Activities of the caller's units, latest first; the office sees all. */
export async function listUnitActivities(
  caller: Caller,
  { waiting = false, cursor }: Input<'activity.list'>,
): Promise<Output<'activity.list'>> {
  const units = caller.scope.units()
  // Only the office is asked nothing but what waits; units see theirs whatever is said.
  const asked = waiting && caller.office !== null
  const page = await listActivities(caller.office === null ? units : null, asked, cursor)
  // Nobody answers any more what is over.
  const found = asked ? page.rows.filter((activity) => !isActivityOver(activity, caller.now)) : page.rows
  return { rows: shownRows(found, (activity) => rowOf(activity, caller.now)), next: page.next }
}

/** One activity, how many have joined, and what the caller may do with it. */
export async function readActivity(
  caller: Caller,
  { activityId }: Input<'activity.get'>,
): Promise<Output<'activity.get'>> {
  const activity = ownActivity(caller, await loadActivity(activityId))
  const [slots, waiting, gates, answerer, { purposes }] = await Promise.all([
    listSlots(activityId),
    countWaiting(activityId),
    listGates(),
    answererOf(caller, activity),
    loadSettings(),
  ])
  const { title, purpose, firstDay, lastDay, hours, gateIds, quota, asksPlate, question } = activity
  const { class: purposeClass, name, nameEn } = purposeOf(purposes, purpose)
  const { state, answeredBy, answer, cancelled, message } = activity
  const over = isActivityOver(activity, caller.now)
  const stands = (state === 'open' || state === 'closed') && !over
  return {
    activity: rowOf(activity, caller.now),
    plan: { title, purpose, firstDay, lastDay, hours, gateIds, quota, asksPlate, question },
    ...{ purposeClass, purposeWords: { name, nameEn } },
    gates: gatesOfActivity(activity, purposeClass, gates),
    taken: slots.reduce((sum, slot) => sum + slot.taken, 0),
    ...{ waiting, answeredBy, answer, cancelled, message },
    allowedActions: {
      answer: state === 'asked' && answerer === 'yes',
      needsColleague: state === 'asked' && answerer === 'colleague',
      close: state === 'open' && !over,
      cancel: stands || (state === 'asked' && !over),
      message: stands,
      addGuests: state === 'open' && !over,
    },
  }
}

/** Whether the caller may answer the application, and if not, whether because it is their own. */
async function answererOf(caller: Caller, activity: Activity): Promise<'yes' | 'colleague' | 'no'> {
  try {
    await requireAnswerer(caller, activity)
    return 'yes'
  } catch (error) {
    if (!isDomainError(error)) throw error
    return error.code === 'NOT_ALLOWED' ? 'no' : 'colleague'
  }
}

/** One list of the guests. The unit reads names in full and numbers by their tail (spec 9). */
export async function listActivityGuests(
  caller: Caller,
  { activityId, list, cursor }: Input<'activity.guests'>,
): Promise<Output<'activity.guests'>> {
  const activity = ownActivity(caller, await loadActivity(activityId))
  const over = isActivityOver(activity, caller.now)
  const [page, counts] = await Promise.all([
    listGuests(activityId, list, cursor, over),
    list === 'all'
      ? null
      : countsOf(cursor, {
          approved: () => countGuests(activityId, 'approved', over),
          waiting: () => countGuests(activityId, 'waiting', over),
        }),
  ])
  return {
    rows: shownRows(page.rows, (visit) => guestRow(asSettled(activity, visit, caller.now), caller.now)),
    next: page.next,
    counts,
  }
}

const TAIL = 4

function guestRow(visit: Visit, now: number): Output<'activity.guests'>['rows'][number] {
  const { phone, note } = unsealForm(visit)
  return {
    id: visit._id,
    name: nameOf(visit),
    phoneTail: phone.slice(-TAIL),
    plate: visit.plate,
    answer: note,
    state: stateNow(visit, now),
    listed: visit.owner === '',
    joinedAt: visit.submittedAt,
    cameAt: visit.firstEntryAt,
  }
}
