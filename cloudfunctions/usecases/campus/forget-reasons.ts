import { withoutReasons as ofActivity } from '../../../miniprogram/domain/activity/activity'
import { withoutReasons as ofStandingPass } from '../../../miniprogram/domain/standing-pass/reasons'
import { addDays, type Day } from '../../../miniprogram/domain/values/days'
import type { Stored, Transaction } from '../../platform/database'
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
  const passes = await forgetIn(findReasonedPasses, before, now, async (tx, id) => {
    const pass = await loadStandingPassIn(tx, id)
    if (pass === null || pass.lastDay >= before) return false
    await saveStandingPassIn(tx, ofStandingPass(pass))
    return true
  })
  const activities = await forgetIn(findReasonedActivities, before, now, async (tx, id) => {
    const activity = await loadActivityIn(tx, id)
    if (activity === null || activity.lastDay >= before) return false
    await saveActivityIn(tx, ofActivity(activity))
    return true
  })
  return passes + activities
}

/** @param forget whether there was still something to take off */
const forgetIn = (
  find: (before: Day, limit: number) => Promise<Stored[]>,
  before: Day,
  now: number,
  forget: (tx: Transaction, id: string) => Promise<boolean>,
): Promise<number> =>
  drain(
    'forgetReasons',
    (limit) => find(before, limit),
    ({ _id }) => change(byTimer('forgetReasons', now), ({ tx }) => forget(tx, _id)),
  )
