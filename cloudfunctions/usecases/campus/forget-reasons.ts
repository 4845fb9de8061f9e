import { withoutReasons as ofActivity } from '../../../miniprogram/domain/activity/activity'
import { withoutReasons as ofStandingPass } from '../../../miniprogram/domain/standing-pass/reasons'
import { addDays, type Day } from '../../../miniprogram/domain/values/days'
import { change } from '../../platform/unit-of-work'
import { findReasonedActivities, loadActivityIn, saveActivityIn } from '../../stores/activities'
import { loadSettings } from '../../stores/settings'
import { findReasonedPasses, loadStandingPassIn, saveStandingPassIn } from '../../stores/standing-passes'
import { byTimer } from '../caller'
import { drain } from '../in-batches'

/**
 * Takes what was typed to say why off standing passes and activities that ended long ago, when it goes from their bookings
 * too (spec 9, How long). Returns how many.
 */
export async function forgetReasons(now: number, today: Day): Promise<number> {
  const { anonymiseAfterDays } = await loadSettings()
  const before = addDays(today, -anonymiseAfterDays)
  const by = byTimer('forgetReasons', now)
  const passes = await drain(
    'forgetReasons',
    (limit) => findReasonedPasses(before, limit),
    ({ _id }) =>
      change(by, async ({ tx }) => {
        const pass = await loadStandingPassIn(tx, _id)
        if (pass === null || pass.lastDay >= before) return false
        await saveStandingPassIn(tx, ofStandingPass(pass))
        return true
      }),
  )
  const activities = await drain(
    'forgetReasons',
    (limit) => findReasonedActivities(before, limit),
    ({ _id }) =>
      change(by, async ({ tx }) => {
        const activity = await loadActivityIn(tx, _id)
        if (activity === null || activity.lastDay >= before) return false
        await saveActivityIn(tx, ofActivity(activity))
        return true
      }),
  )
  return passes + activities
}
