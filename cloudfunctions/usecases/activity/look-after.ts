import type { Input, Output } from '../../../contract'
import { accountReason } from '../../../miniprogram/domain/account/accounts'
import { cancelActivity, closeActivity, messageToGuests } from '../../../miniprogram/domain/activity/activity'
import { change, type Notify } from '../../platform/unit-of-work'
import { saveActivityIn, type Activity } from '../../stores/activities'
import type { Caller } from '../caller'
import { activityStoppedNotice } from '../notice/activity-notices'
import { activityToChangeIn } from './own-activity'
import { closeQuota } from './places'

/**
 * What the organiser's unit, or the office, does with an activity that stands. Guests are many: the timer goes through
 * them (settle.ts).
 */

/** Nobody joins any more: when it is answered, no place is given any longer. */
export function closeOpenActivity(
  caller: Caller,
  { activityId }: Input<'activity.close'>,
): Promise<Output<'activity.close'>> {
  return stopActivity(caller, activityId, (activity) => ({ ...closeActivity(activity), ...ANEW }))
}

/** It doesn't take place: no place is given any longer, and every guest is told and let go. */
export async function cancelUnitActivity(
  caller: Caller,
  { activityId, reason }: Input<'activity.cancel'>,
): Promise<Output<'activity.cancel'>> {
  const cancelled = accountReason(reason)
  return stopActivity(caller, activityId, (activity) => ({
    ...cancelActivity(activity, caller.now),
    ...ANEW,
    ...{ cancelled, cancelledAt: caller.now },
  }))
}

/** Nobody joins any more. Its unit is told of what somebody else does (spec 7). */
async function stopActivity(
  caller: Caller,
  id: string,
  work: (activity: Activity) => Activity,
): ReturnType<typeof changeActivity> {
  const reply = await changeActivity(caller, id, work, async (stopped, notify) => {
    if (!caller.scope.units().includes(stopped.unitId))
      await notify(activityStoppedNotice(stopped, caller.today))
  })
  await closeQuota({ ...caller, requestId: '' }, id)
  return reply
}

/**
 * Something for all guests; a later message takes the place of one that not everybody was told yet, and nobody's last consent:
 * that is for what becomes of their pass (spec 7).
 */
export function tellGuests(
  caller: Caller,
  { activityId, text }: Input<'activity.message'>,
): Promise<Output<'activity.message'>> {
  const message = { text: messageToGuests(text), at: caller.now }
  return changeActivity(caller, activityId, (activity) => ({
    ...activity,
    ...ANEW,
    message: activity.message === null ? message : { ...message, repeat: true as const },
  }))
}

/** Kept on the activity, and so on the audit trail, before the list is read. */
export function exportGuests(
  caller: Caller,
  { activityId }: Input<'activity.export'>,
): Promise<Output<'activity.export'>> {
  return changeActivity(caller, activityId, (activity, byName) => ({
    ...activity,
    exports: [...activity.exports, { at: caller.now, byName }].slice(-MAX_EXPORTS),
  }))
}

/** The timer begins with the first guest. */
const ANEW = { due: true, settledUpTo: '' }

/** The audit trail has all of them. */
const MAX_EXPORTS = 20

const changeActivity = (
  caller: Caller,
  id: string,
  work: (activity: Activity, byName: string) => Activity,
  tell: (changed: Activity, notify: Notify) => Promise<void> = () => Promise.resolve(),
): Promise<{ activityId: string; state: Activity['state'] }> =>
  change(caller, async ({ tx, notify }) => {
    const { activity, byName } = await activityToChangeIn(tx, caller, id)
    const changed = work(activity, byName)
    await saveActivityIn(tx, changed)
    await tell(changed, notify)
    return { activityId: id, state: changed.state }
  })
