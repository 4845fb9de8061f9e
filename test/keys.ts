import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, vi } from 'vitest'
import { beginInstance } from '../cloudfunctions/platform/instance-state'

/** 32 random bytes, as a key stands in a function's environment. */
export const anyKey = (): string => randomBytes(32).toString('base64')

/** Sets what a function reads its keys from, as one that begins now. Whoever calls it takes the keys back afterwards. */
export function startWithKeys(keys: { lookup: string; data?: string; pass?: string }): void {
  const { lookup, data = `d1:${anyKey()}`, pass = `1:${anyKey()}` } = keys
  vi.stubEnv('CAMPUS_LOOKUP_KEY', lookup)
  vi.stubEnv('CAMPUS_DATA_KEYS', data)
  vi.stubEnv('CAMPUS_PASS_KEYS', pass)
  beginInstance()
}

/** Leaves the environment as it was before `startWithKeys`. */
export function takeKeysBack(): void {
  vi.unstubAllEnvs()
  beginInstance()
}

/** Gives the tests of a file keys. They are taken back at its end: the files of a worker share their environment. */
export function useKeys(lookup = anyKey()): void {
  beforeAll(() => startWithKeys({ lookup }))
  afterAll(takeKeysBack)
}
