import { addDays, dayOf, startOfDay, type Day } from '../../miniprogram/domain/days'
import { reminderDue } from '../../miniprogram/domain/reminders'
import { transact } from '../platform/transaction'
import { approversOf } from '../stores/accounts'
import { listUnits } from '../stores/campus'
import { addNoticeIn, loadNoticeIn } from '../stores/outbox'
import { loadSettings, type Settings } from '../stores/settings'
import { countVisits, findPendingUpTo, loadVisitIn, saveVisitIn } from '../stores/visits'
import { digestNotice, reminderNotice } from './notices'

const BATCH = 100

/** Sends pending bookings whose visit is near again to the approvers and their deputies (spec 3). */
export async function remindOfNear(now: number): Promise<number> {
  const settings = await loadSettings()
  const today = dayOf(now)
  let reminded = 0
  // The evening before is the earliest a reminder is due, so tomorrow's visits are the last to look at.
  for (let after = ''; ;) {
    const near = await findPendingUpTo(addDays(today, 1), after, BATCH)
    for (const { _id } of near) if (await remind(_id, now, today, settings)) reminded++
    if (near.length < BATCH) return reminded
    after = near[near.length - 1]?.sort ?? ''
  }
}

const remind = (id: string, now: number, today: Day, settings: Settings): Promise<boolean> =>
  transact(async (tx) => {
    const visit = await loadVisitIn(tx, id)
    if (visit === null || !reminderDue(visit, now, today, settings.reminders)) return false
    const names = (await approversOf(visit.unitId, today)).map(({ name }) => name)
    const saved = await saveVisitIn(tx, {
      ...visit,
      remindedAt: now,
      told: [...visit.told, { at: now, names }],
    })
    await addNoticeIn(tx, reminderNotice(saved, today), now)
    return true
  })

/** One message a day to each unit that still has pending bookings in the evening (spec 7). */
export async function sendDigests(now: number): Promise<number> {
  const today = dayOf(now)
  const { digestAt } = await loadSettings()
  if (now < startOfDay(today) + digestAt * 60_000) return 0
  let sent = 0
  for (const unit of await listUnits()) {
    const pending = await countVisits({ unitId: unit._id }, 'pending')
    if (pending === 0) continue
    const notice = digestNotice(unit, pending, today)
    const added = await transact(async (tx) => {
      if ((await loadNoticeIn(tx, notice._id)) !== null) return false
      await addNoticeIn(tx, notice, now)
      return true
    })
    if (added) sent++
  }
  return sent
}
