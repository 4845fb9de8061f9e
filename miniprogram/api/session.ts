import type { Me } from '../../contract'
import { call } from './call'

let latest: Me | null = null

/** Who I am and what waits for me, fresh from the server. */
export async function loadMe(): Promise<Me> {
  latest = await call('me', {})
  return latest
}

/** The last answer of this start of the program, or a first one. For what hardly changes: roles, gates, templates. */
export async function knownMe(): Promise<Me> {
  return latest ?? loadMe()
}

/** Whether a decision can reach this person as a message: no screen promises one that can't come (spec 7). */
export function willTell(me: Pick<Me, 'templates' | 'consents'> | null = latest): boolean {
  return me !== null && (me.consents[me.templates.decision] ?? 0) > 0
}

/** The same without waiting, for what must happen inside a tap; null before the first answer. */
export const meAtHand = (): Me | null => latest

/** What was just allowed counts from now on: the server is told meanwhile, and every page says the same. */
export function noteAllowed(templates: readonly string[]): void {
  if (latest === null) return
  const consents = { ...latest.consents }
  for (const id of templates) consents[id] = (consents[id] ?? 0) + 1
  latest = { ...latest, consents }
}
