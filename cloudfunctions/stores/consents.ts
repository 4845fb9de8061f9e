import { DAY_MS } from '../../miniprogram/domain/values/days'
import {
  command,
  findByIds,
  removeIf,
  updateDocument,
  type Stored,
  type Transaction,
} from '../platform/database'
import { removeBefore } from '../platform/remove-before'

const COLLECTION = 'consents'

/**
 * Messages a person may still be sent, per template (spec 7): the platform doesn't tell, so we count
 * consents given and messages sent. A hint for people, not a gate: sending is tried anyway.
 */
interface Consent extends Stored {
  openid: string
  template: string
  left: number
  /** Epoch ms; remembered until then. */
  until: number
}

/** How long the count of somebody is remembered who neither agreed to nor got a message since. */
const KEPT_MS = 180 * DAY_MS

const idOf = (openid: string, template: string): string => `${openid}:${template}`

export async function consentsLeft(
  openid: string,
  templates: readonly string[],
): Promise<Record<string, number>> {
  const found = await findByIds<Consent>(
    COLLECTION,
    templates.map((template) => idOf(openid, template)),
  )
  const left = new Map(found.map((consent) => [consent.template, consent.left]))
  return Object.fromEntries(templates.map((template) => [template, Math.max(0, left.get(template) ?? 0)]))
}

/** Those of `openids` who may still be sent a message of this template. */
export async function withConsentLeft(openids: readonly string[], template: string): Promise<string[]> {
  const found = await findByIds<Consent>(
    COLLECTION,
    openids.map((openid) => idOf(openid, template)),
  )
  return found.filter(({ left }) => left > 0).map(({ openid }) => openid)
}

/** Counts one more consent; returns how many are left now. */
export async function countConsentIn(
  tx: Transaction,
  openid: string,
  template: string,
  now: number,
): Promise<number> {
  const _id = idOf(openid, template)
  const before = Math.max(0, (await tx.read<Consent>(COLLECTION, _id))?.left ?? 0)
  await tx.write<Consent>(COLLECTION, { _id, openid, template, left: before + 1, until: now + KEPT_MS })
  return before + 1
}

/** Counts one message sent. One that no consent was counted for changes nothing that is shown. */
export async function countSent(openid: string, template: string, now: number): Promise<void> {
  const left = command().inc(-1)
  await updateDocument(COLLECTION, idOf(openid, template), { left, until: now + KEPT_MS })
}

/** The platform said that nothing is left. */
export async function consentUsedUp(openid: string, template: string): Promise<void> {
  await updateDocument(COLLECTION, idOf(openid, template), { left: 0 })
}

/** Removes counts that nothing was added to or taken from for long, at most `limit`; returns how many. */
export const forgetUnusedConsents = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'until', now, limit)

/** Forgets what messages somebody agreed to, of these templates. */
export async function forgetConsents(openid: string, templates: readonly string[]): Promise<void> {
  await removeIf(
    COLLECTION,
    templates.map((template) => ({ _id: idOf(openid, template) })),
  )
}
