import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { dataKeys, fixedKey } from './keys'

/** ID and phone numbers at rest (house rule 14): AES-256-GCM, with the key's id, bound to the place where they stand. */

/** Where a sealed value belongs; moved anywhere else it doesn't open. */
export interface SealContext {
  collection: string
  record: string
  field: string
}

const IV_LENGTH = 12
const TAG_LENGTH = 16

const boundTo = ({ collection, record, field }: SealContext): Buffer =>
  Buffer.from(`${collection}/${record}/${field}`)

/** Returns `keyId.base64url(iv | ciphertext | tag)`, another one each time. */
export const seal = (plain: string, context: SealContext): string =>
  sealWith(randomBytes(IV_LENGTH), plain, context)

/** The same, alike each time for the same value at the same place: for what a repeated answer has to say again. */
export function sealAlike(plain: string, context: SealContext): string {
  const told = JSON.stringify([boundTo(context).toString(), plain])
  return sealWith(
    Buffer.from(fixedHash('sealAlike', told), 'base64url').subarray(0, IV_LENGTH),
    plain,
    context,
  )
}

function sealWith(iv: Buffer, plain: string, context: SealContext): string {
  const { id, key } = dataKeys().current
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_LENGTH }).setAAD(
    boundTo(context),
  )
  const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${id}.${sealed.toString('base64url')}`
}

/** Throws when the key is unknown, the value was altered, or it stood somewhere else. */
export function unseal(sealed: string, context: SealContext): string {
  const dot = sealed.indexOf('.')
  const key = dataKeys().byId.get(sealed.slice(0, dot))
  if (key === undefined) throw new Error(`sealed with an unknown key at ${boundTo(context).toString()}`)
  const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_LENGTH), {
    authTagLength: TAG_LENGTH,
  })
  decipher.setAAD(boundTo(context)).setAuthTag(bytes.subarray(bytes.length - TAG_LENGTH))
  const plain = decipher.update(bytes.subarray(IV_LENGTH, bytes.length - TAG_LENGTH), undefined, 'utf8')
  return plain + decipher.final('utf8')
}

/**
 * A keyed hash of what isn't a person's number: 32 characters of base64url (192 bits). It outlasts every exchange of the
 * lookup key, so that names of files and what was used up once stay what they are.
 */
export const fixedHash = (kind: string, value: string): string =>
  createHmac('sha256', fixedKey()).update(`${kind}:${value}`).digest('base64url').slice(0, 32)
