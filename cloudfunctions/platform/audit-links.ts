import { randomBytes } from 'node:crypto'
import { ofInstance } from './instance-state'

/**
 * Each row of the audit trail names the rows that its instance has committed since the last one it named. So a row that
 * somebody deletes before it is sealed is missed as soon as the same instance writes another one, and no document is
 * written by everybody for it. Only a commit that was answered counts: a name never leads to a row that isn't there.
 */
const INSTANCE = randomBytes(12).toString('base64url')
/** More than one instance has under way at a time. */
const MAX_NAMED = 20

const unnamed = ofInstance((): { ids: string[] } => ({ ids: [] }))

/** What a row that is written now names: the instance, and rows that none has named yet. */
export const linksNow = (): string => `${INSTANCE}:${unnamed().ids.slice(0, MAX_NAMED).join(',')}`

/** A row was committed with these links. */
export function rowCommitted(id: string, links: string): void {
  const named = new Set(linkedRows(links))
  const kept = unnamed().ids.filter((row) => !named.has(row))
  unnamed().ids = [...kept, id].slice(-MAX_NAMED)
}

/** Ids of the rows that `links` names. */
export function linkedRows(links: string): string[] {
  const ids = links.slice(links.indexOf(':') + 1)
  return ids === '' ? [] : ids.split(',')
}
