import { createHash } from 'node:crypto'
import { dataKeys, lookupKeys, passKeys } from './keys'

/**
 * By what keys are known where they themselves must not stand: a restore knows those that its backup needs, an operator's
 * command those that the functions have. Keys are 32 random bytes, so a mark tells nothing of its key.
 */
export interface KeyMarks {
  /** The first is the one that seals. */
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

export const isSameKeys = (one: KeyMarks, other: KeyMarks): boolean =>
  (['data', 'lookup', 'pass'] as const).every((kind) => one[kind].join() === other[kind].join())

/** Names of the variables that lack a key with which the backup was made. */
export const missingKeys = (needed: KeyMarks, given: KeyMarks): string[] =>
  unfit(needed, given, (wanted, there) => wanted.every((mark) => there.includes(mark)))

/**
 * Names of the variables of a shell with which a command would write what the functions can't read, or can't read what they
 * write. In the middle of an exchange (docs/decisions/0020) either may be a step ahead.
 */
export const strangeKeys = (functions: KeyMarks, shell: KeyMarks): string[] =>
  unfit(functions, shell, (theirs, own) => own.includes(theirs[0] ?? '') && theirs.includes(own[0] ?? ''))

function unfit(
  needed: KeyMarks,
  given: KeyMarks,
  fits: (needed: readonly string[], given: readonly string[]) => boolean,
): string[] {
  return [
    ...(fits(needed.data, given.data) ? [] : ['CAMPUS_DATA_KEYS']),
    ...(needed.lookup.every((mark, link) => given.lookup[link] === mark) ? [] : ['CAMPUS_LOOKUP_KEY']),
    ...(fits(needed.pass, given.pass) ? [] : ['CAMPUS_PASS_KEYS']),
  ]
}
