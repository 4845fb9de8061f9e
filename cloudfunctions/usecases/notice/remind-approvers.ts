import { addDays, dayOf, startOfDay, type Day } from '../../../miniprogram/domain/values/days'
import { reminderDue, type ReminderRules } from '../../../miniprogram/domain/notice/reminders'
import { change } from '../../platform/unit-of-work'
import { listUnits, type Unit } from '../../stores/campus'
import { loadSettings } from '../../stores/settings'
import { saveCheckpoint, checkpointOf } from '../../stores/progress'
import { countVisits, findPendingUpTo, loadVisitIn } from '../../stores/visits'
import { byTimer } from '../caller'
import { BATCH, eachOf } from '../in-batches'
import { saveVisitIn } from '../visit/save-visit'
import { digestNotice, reminderNotice } from './visit-notices'
import { notifyOnceIn } from './once'

/** Reminders one run sends; those left are still due at the next. */
const MAX_A_RUN = 400

/** Sends pending bookings whose visit is near again to the approvers and their deputies (spec 3). */
export async function remindOfNear(now: number): Promise<number> {
  const { reminders: rules } = await loadSettings()
  const today = dayOf(now)
  let reminded = 0
  // The evening before is the earliest a reminder is due, so tomorrow's visits are the last to look at.
  for (let after = ''; reminded < MAX_A_RUN;) {
    const near = await findPendingUpTo(addDays(today, 1), after, BATCH)
    const due = near.filter((visit) => reminderDue(visit, now, today, rules))
    const sent = await eachOf('remindOfNear', due, ({ _id }) => remind(_id, now, today, rules))
    reminded += sent.done
    if (near.length < BATCH) return reminded
    after = near[near.length - 1]?.sort ?? ''
  }
  return reminded
}

const remind = (id: string, now: number, today: Day, rules: ReminderRules): Promise<boolean> =>
  change(byTimer('remindOfNear', now), async ({ tx, notify }) => {
    const visit = await loadVisitIn(tx, id)
    if (visit === null || !reminderDue(visit, now, today, rules)) return false
    const saved = await saveVisitIn(tx, { ...visit, remindedAt: now })
    await notify(reminderNotice(saved, today))
    return true
  })

/**
 * One message a day to each unit that still has pending bookings in the evening (spec 7). Once every unit of the day
 * is through, the rest of the evening asks nothing more. A missed evening isn't made up for: what it would tell of
 * is over, or is in the next one.
 */
export async function sendDigests(now: number): Promise<number> {
  const today = dayOf(now)
  const { digestAt } = await loadSettings()
  if (now < startOfDay(today) + digestAt * 60_000 || (await checkpointOf('digest')) === today) return 0
  const { done, failed } = await eachOf('sendDigests', await listUnits(), (unit) => digest(unit, now, today))
  if (failed === 0) await saveCheckpoint('digest', today)
  return done
}

async function digest(unit: Unit, now: number, today: Day): Promise<boolean> {
  const pending = await countVisits({ unitIds: [unit._id] }, 'pending')
  if (pending === 0) return false
  const notice = digestNotice(unit, pending, today)
  return change(byTimer('sendDigests', now), ({ tx, notify }) => notifyOnceIn(tx, notify, notice))
}
