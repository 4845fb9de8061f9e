import nacl from 'tweetnacl'
import { ApiError } from '../api/api-error'
import { randomBytes } from '../api/random'
import { fromBase64Url, toBase64Url } from '../domain/values/bytes'
import { save, load } from './storage'

/** The phone's own Ed25519 key, with which it proves that a pass is shown and not photographed (domain/pass.ts). */
export interface HolderKey {
  publicKey: Uint8Array
  secretKey: Uint8Array
}

const KEY = 'holder-seed'

/**
 * The key of this phone; made at the first call. A lost one only means that passes are issued anew.
 * Throws `PHONE_ONLY` where the platform has no generator for keys.
 */
export async function holderKey(): Promise<HolderKey> {
  const saved = fromBase64Url((await load<string>(KEY)) ?? '')
  if (saved !== null && saved.length === nacl.sign.seedLength) return nacl.sign.keyPair.fromSeed(saved)
  const seed = await randomBytes(nacl.sign.seedLength).catch(() => {
    throw new ApiError('PHONE_ONLY')
  })
  await save(KEY, toBase64Url(seed))
  return nacl.sign.keyPair.fromSeed(seed)
}
