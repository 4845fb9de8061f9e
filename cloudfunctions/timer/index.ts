import { dayOf, type Day } from '../../miniprogram/domain/days'
import { callerOpenid } from '../platform/identity'
import { requireKeys } from '../platform/keys'
import { log } from '../platform/log'
import { anonymiseOldVisits } from '../usecases/anonymise'
import { checkCalendars } from '../usecases/check-calendars'
import { deleteDueFiles } from '../usecases/delete-files'
import { deliverDue } from '../usecases/deliver-notices'
import { endOverdueVisits } from '../usecases/pass-days'
import { remindOfNear, sendDigests } from '../usecases/remind-approvers'
import { tellAffected } from '../usecases/traffic'

requireKeys()

/** What each trigger of config.json (UTC+8) does; every job may be missed, repeated, or run twice at once. */
const JOBS: Readonly<Record<string, readonly ((now: number, today: Day) => Promise<number>)[]>> = {
  notices: [tellAffected, remindOfNear, sendDigests, deliverDue],
  days: [
    endOverdueVisits,
    (_now, today) => checkCalendars(today),
    (_now, today) => anonymiseOldVisits(today),
  ],
  photos: [deleteDueFiles],
}

/** Entry of the `timer` function: what happens without anybody's doing. */
export async function main(event: { TriggerName?: unknown }): Promise<{ done: number }> {
  // Clients can call any function by name; only the platform's triggers come without a user.
  if (callerOpenid() !== null) return { done: 0 }
  const now = Date.now()
  let done = 0
  for (const job of JOBS[String(event.TriggerName)] ?? []) done += await job(now, dayOf(now))
  if (done > 0) log('info', 'timer', { trigger: event.TriggerName, done })
  return { done }
}
