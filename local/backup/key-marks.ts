import { createHash } from 'node:crypto'
import { dataKeys, lookupKeys, passKeys } from '../../cloudfunctions/platform/keys'

/**
 * By what a restore knows the keys that its backup needs. Keys are 32 random bytes, so a mark tells nothing of its key;
 * the keys themselves are kept apart from the backup.
 */
export interface KeyMarks {
  data: readonly string[]
  /** Of all keys that hashes go through, in their order. */
  lookup: readonly string[]
  pass: readonly string[]
}

const markOf = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 12)

const marksOf = (keys: ReadonlyMap<string, Uint8Array>): string[] =>
  [...keys].map(([id, key]) => `${id}:${markOf(key)}`)

/** Of the keys that the environment variables hold. */
export const keyMarks = (): KeyMarks => ({
  ...{ data: marksOf(dataKeys().byId), pass: marksOf(passKeys().byId) },
  lookup: lookupKeys().chain.map(markOf),
})

/** Names of the variables that lack a key with which the backup was made. */
export function missingKeys(needed: KeyMarks, given: KeyMarks): string[] {
  const lacks = (wanted: readonly string[], there: readonly string[]): boolean =>
    wanted.some((mark) => !there.includes(mark))
  return [
    ...(lacks(needed.data, given.data) ? ['CAMPUS_DATA_KEYS'] : []),
    ...(needed.lookup.every((mark, link) => given.lookup[link] === mark) ? [] : ['CAMPUS_LOOKUP_KEY']),
    ...(lacks(needed.pass, given.pass) ? ['CAMPUS_PASS_KEYS'] : []),
  ]
}
