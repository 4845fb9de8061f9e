import { callerOpenid } from '../platform/identity'
import { requireKeys } from '../platform/keys'
import { loadTickState } from '../stores/progress'
import { loadSettingsNow } from '../stores/settings'
import { checkTemplates, type TemplateCheck } from '../usecases/notice/account-templates'
import { tick } from './jobs'

requireKeys()

/** What a call under another name than the trigger's is told: that the function starts, and what keeps it from its work. */
interface ProbeAnswer {
  done: number
  /** A backup is being written back: it does nothing until that is at its end. */
  restoring: boolean
  templates: TemplateCheck
}

/** The one trigger of config.json. */
const TICK = 'tick'

/** Entry of the `timer` function: what happens without anybody's doing. */
export async function main(event: {
  TriggerName?: unknown
}): Promise<Pick<ProbeAnswer, 'done'> & Partial<ProbeAnswer>> {
  // Clients can call any function by name; only the platform's triggers come without a user.
  if (callerOpenid() !== null) return { done: 0 }
  if (event.TriggerName !== TICK) return probe(Date.now())
  const { done, failed } = await tick(Date.now(), Date.now)
  // All have had their turn; the platform shall count the run as failed.
  if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}`)
  return { done }
}

async function probe(now: number): Promise<ProbeAnswer> {
  const [{ isBeingRestored }, settings] = await Promise.all([loadTickState([]), loadSettingsNow()])
  return { done: 0, restoring: isBeingRestored, templates: await checkTemplates(settings, now) }
}
