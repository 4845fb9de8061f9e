import { required } from './environment'
import { ofInstance } from './instance-state'

/**
 * Keys from the environment (house rule 14). Several data and pass keys may stand side by side, so that one can be
 * rotated: the first is used for new work, the others still open what was sealed or signed with them.
 *
 *   CAMPUS_DATA_KEYS   `id:base64,id:base64` 32 bytes each, AES-256-GCM
 *   CAMPUS_LOOKUP_KEY  base64, 32 bytes, HMAC for lookups; after an exchange several, see `LookupKeys`
 *   CAMPUS_PASS_KEYS   `id:base64,…` 32-byte Ed25519 seeds, ids 0–255
 */
export interface Keyring<Key> {
  current: { id: string; key: Key }
  byId: ReadonlyMap<string, Key>
}

/** Keys printed in the documentation: anybody has them, so starting with one is refused. */
const SAMPLE_KEYS = new Set(['c2FtcGxlLWtleS1kby1ub3QtdXNlLWluLXByb2R1Y3Q='])
const KEY_LENGTH = 32

/** Decodes one 32-byte key. Errors name the variable, never the value. */
export function parseKey(variable: string, encoded: string): Buffer {
  if (SAMPLE_KEYS.has(encoded)) throw new Error(`${variable} holds the sample key of the documentation`)
  const key = Buffer.from(encoded, 'base64')
  if (key.length !== KEY_LENGTH) throw new Error(`${variable} must hold ${KEY_LENGTH} bytes as base64`)
  if (key.every((byte) => byte === key[0])) throw new Error(`${variable} holds a key of one repeated byte`)
  return key
}

/** Parses `id:base64,id:base64`; the first is current. */
export function parseKeyring(variable: string, text: string): Keyring<Buffer> {
  const byId = new Map<string, Buffer>()
  for (const part of text.split(',')) {
    const [id, encoded] = part.split(':')
    if (!id || !encoded) throw new Error(`${variable} must be id:base64, separated by commas`)
    if (byId.has(id)) throw new Error(`${variable} names the key ${id} twice`)
    byId.set(id, parseKey(variable, encoded))
  }
  const [first] = byId
  if (first === undefined) throw new Error(`${variable} is empty`)
  return { current: { id: first[0], key: first[1] }, byId }
}

/**
 * Keys that hashes for lookups go through, one after the other: a hash of the newest is the newest key's hash of the older
 * one, so records are exchanged without knowing what was hashed, and only who has all keys can hash a guess.
 *
 *   `a`          one key
 *   `a,read:b`   b comes: hashes of both are found, those of a are written
 *   `a,write:b`  hashes of both are found, those of b are written
 *   `a,b`        exchanged: hashes of b alone
 */
export interface LookupKeys {
  chain: readonly Buffer[]
  exchange: 'none' | 'read' | 'write'
}

/** Parses CAMPUS_LOOKUP_KEY. Throws as `parseKey` does. */
export function parseLookupKeys(variable: string, text: string): LookupKeys {
  const parts = text.split(',')
  const [, stage = 'none', last = ''] = /^(?:(read|write):)?(.*)$/.exec(parts.pop() ?? '') ?? []
  if (stage !== 'none' && parts.length === 0) throw new Error(`${variable} exchanges no key`)
  const chain = [...parts, last].map((encoded) => parseKey(variable, encoded))
  return { chain, exchange: stage as LookupKeys['exchange'] }
}

export const dataKeys = ofInstance(() => parseKeyring('CAMPUS_DATA_KEYS', required('CAMPUS_DATA_KEYS')))
export const passKeys = ofInstance(() => parseKeyring('CAMPUS_PASS_KEYS', required('CAMPUS_PASS_KEYS')))
export const lookupKeys = ofInstance(() =>
  parseLookupKeys('CAMPUS_LOOKUP_KEY', required('CAMPUS_LOOKUP_KEY')),
)

/** The first lookup key, which stays through every exchange: for what isn't about a person. */
export const fixedKey = (): Buffer => firstOf(lookupKeys().chain)

/** The one that is written by. */
export function writtenKey(): { link: number; key: Buffer } {
  const { chain, exchange } = lookupKeys()
  const link = chain.length - (exchange === 'read' ? 2 : 1)
  return { link, key: lookupKeyAt(link) }
}

/** The key of a link. Throws for one that isn't known. */
export function lookupKeyAt(link: number): Buffer {
  const key = lookupKeys().chain[link]
  if (key === undefined) throw new Error(`no lookup key ${link}`)
  return key
}

function firstOf([first]: readonly Buffer[]): Buffer {
  if (first === undefined) throw new Error('no lookup key')
  return first
}

/** Reads every key once, so that a wrong environment stops the function at its start and not at a gate. */
export function requireKeys(): void {
  dataKeys()
  passKeys()
  lookupKeys()
}
