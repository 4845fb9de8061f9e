import { callerOpenid } from '../platform/identity'
import { requireKeys } from '../platform/keys'
import { loadTickState } from '../stores/progress'
import { tick } from './jobs'

requireKeys()

/** The one trigger of config.json; a call under another name only shows that the function starts, and whether it may work. */
const TICK = 'tick'

/** Entry of the `timer` function: what happens without anybody's doing. */
export async function main(event: { TriggerName?: unknown }): Promise<{ done: number; restoring?: boolean }> {
  // Clients can call any function by name; only the platform's triggers come without a user.
  if (callerOpenid() !== null) return { done: 0 }
  if (event.TriggerName !== TICK) return { done: 0, restoring: (await loadTickState([])).isBeingRestored }
  const { done, failed } = await tick(Date.now(), Date.now)
  // All have had their turn; the platform shall count the run as failed.
  if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}`)
  return { done }
}
