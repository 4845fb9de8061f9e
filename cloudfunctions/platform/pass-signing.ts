import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { VerifySignature } from '../../miniprogram/domain/pass'
import { passKeys } from './keys'

/** Ed25519 with node:crypto. Raw 32-byte keys are wrapped in the fixed DER headers of RFC 8410. */
const PRIVATE_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_HEADER = Buffer.from('302a300506032b6570032100', 'hex')

const privateKey = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_HEADER, seed]), format: 'der', type: 'pkcs8' })

/** Reading a key costs as much as verifying with it: our own, always the same object, is read once. */
const read = new WeakMap<Uint8Array, KeyObject>()

function publicKey(raw: Uint8Array): KeyObject {
  const known = read.get(raw)
  if (known !== undefined) return known
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_HEADER, raw]), format: 'der', type: 'spki' })
  read.set(raw, key)
  return key
}

interface Signer {
  keyId: number
  sign: (message: Uint8Array) => Uint8Array
}

let issuer: Signer | undefined

/** The key that signs new passes. */
export function passSigner(): Signer {
  if (issuer === undefined) {
    const { id, key } = passKeys().current
    const secret = privateKey(key)
    issuer = { keyId: Number(id), sign: (message) => sign(null, message, secret) }
  }
  return issuer
}

const publicKeys = new Map<number, Uint8Array | null>()

/** Raw public key of the pass key `keyId`, null when there is none. */
export function passPublicKey(keyId: number): Uint8Array | null {
  let found = publicKeys.get(keyId)
  if (found === undefined) {
    const seed = passKeys().byId.get(String(keyId))
    found = seed === undefined ? null : rawPublicKey(seed)
    publicKeys.set(keyId, found)
  }
  return found
}

function rawPublicKey(seed: Buffer): Uint8Array {
  const der = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' })
  return der.subarray(PUBLIC_HEADER.length)
}

/** False for anything that isn't a signature of this key, malformed keys included. */
export const verifySignature: VerifySignature = (key, message, signature) => {
  try {
    return verify(null, message, publicKey(key), signature)
  } catch {
    return false
  }
}
