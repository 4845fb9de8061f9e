import { randomUUID } from 'node:crypto'
import { cast } from './cast'
import { demoTemplates } from './templates'

/** What is needed of the local cloud. */
interface ReminderCloud {
  consent: { record(openid: string, templateId: string, choice: 'accept'): Promise<void> }
  invoke(name: string, event: unknown, caller: { openid: string }): Promise<unknown>
}

/** How many messages each approver and each of the office takes at the beginning. */
const FIRST_REMINDERS = 3

/**
 * Approvers on a campus in use have allowed some reminders long ago, and so has the office: without one, nobody would hear of
 * the first booking, nor get the first head of the audit trail.
 * The platform counts what a person allows, the program what it was told of it: both are.
 */
export async function allowFirstReminders({ consent, invoke }: ReminderCloud): Promise<void> {
  const { newBooking, auditHead } = demoTemplates
  const taken = cast.flatMap(({ openid, approverOf, office }) => [
    ...(approverOf === undefined ? [] : [{ openid, id: newBooking.id }]),
    ...(office === true ? [{ openid, id: auditHead.id }] : []),
  ])
  for (const { openid, id } of taken) {
    for (let allowed = 0; allowed < FIRST_REMINDERS; allowed++) {
      await consent.record(openid, id, 'accept')
      const event = { action: 'consent.record', input: { accepted: [id] }, requestId: randomUUID() }
      await invoke('api', event, { openid })
    }
  }
}
