import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { toBase64Url } from '../../miniprogram/domain/values/bytes'
import type { VerifySignature } from '../../miniprogram/domain/pass/pass'
import { ofInstance } from './instance-state'
import { passKeys } from './keys'

/** Ed25519 with node:crypto. Raw 32-byte seeds are wrapped in the fixed DER header of RFC 8410. */
const PRIVATE_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex')

const privateKey = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_HEADER, seed]), format: 'der', type: 'pkcs8' })

/** Our own keys, always the same bytes, are read once. */
const ownKeys = ofInstance(() => new Map<Uint8Array, KeyObject>())

/**
 * A key comes in with every pass. As JWK its 32 bytes go straight to the curve, at a tenth of a verification; the same
 * bytes as DER pass OpenSSL's search for a decoder, which costs as much as a verification itself.
 */
function readKey(raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}

interface Signer {
  keyId: number
  sign: (message: Uint8Array) => Uint8Array
}

/** The key that signs new passes. */
export const passSigner = ofInstance((): Signer => {
  const { id, key } = passKeys().current
  const secret = privateKey(key)
  return { keyId: Number(id), sign: (message) => sign(null, message, secret) }
})

const publicKeys = ofInstance(() => new Map<number, Uint8Array | null>())

/** Raw public key of the pass key `keyId`, null when there is none. */
export function passPublicKey(keyId: number): Uint8Array | null {
  let found = publicKeys().get(keyId)
  if (found === undefined) {
    const seed = passKeys().byId.get(String(keyId))
    found = seed === undefined ? null : rawPublicKey(seed)
    publicKeys().set(keyId, found)
    if (found !== null) ownKeys().set(found, readKey(found))
  }
  return found
}

/** Every key that passes may be signed with: the current one first, then those that only verify. */
export function passPublicKeys(): { keyId: number; publicKey: string }[] {
  return [...passKeys().byId.keys()].map(Number).flatMap((keyId) => {
    const key = passPublicKey(keyId)
    return key === null ? [] : [{ keyId, publicKey: toBase64Url(key) }]
  })
}

function rawPublicKey(seed: Buffer): Uint8Array {
  const { x = '' } = createPublicKey(privateKey(seed)).export({ format: 'jwk' })
  return new Uint8Array(Buffer.from(x, 'base64url'))
}

/** False for anything that isn't a signature of this key, malformed keys included. */
export const verifySignature: VerifySignature = (key, message, signature) => {
  try {
    return verify(null, message, ownKeys().get(key) ?? readKey(key), signature)
  } catch {
    return false
  }
}
