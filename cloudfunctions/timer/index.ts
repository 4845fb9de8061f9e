import { dayOf } from '../../miniprogram/domain/days'
import { callerOpenid } from '../platform/identity'
import { requireKeys } from '../platform/keys'
import { log } from '../platform/log'
import { deliverDue } from '../usecases/deliver-notices'
import { endOverdueVisits } from '../usecases/pass-days'

requireKeys()

/** Entry of the `timer` function: what happens without anybody's doing. Triggers in config.json, UTC+8. */
export async function main(event: { TriggerName?: unknown }): Promise<{ done: number }> {
  // Clients can call any function by name; only the platform's triggers come without a user.
  if (callerOpenid() !== null) return { done: 0 }
  const now = Date.now()
  const done = event.TriggerName === 'days' ? await endOverdueVisits(now, dayOf(now)) : await deliverDue(now)
  if (done > 0) log('info', 'timer', { trigger: event.TriggerName, done })
  return { done }
}
