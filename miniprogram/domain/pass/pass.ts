import { concatBytes, fromBase45, fromBase64Url, toBase45, toBase64Url } from '../values/bytes'
import { addDays, daysInclusive, type Day } from '../values/days'
import type { PurposeClass } from '../visit/purposes'

/**
 * The pass (house rule 16). The server signs a statement about the visit that names a key of the visitor's phone;
 * the phone signs the current 15-second step. Both signatures are Ed25519, so a gate needs public keys alone.
 * A picture of the code is worthless a moment later.
 *
 * Code: `CV1:` + base45( statement 52 | server's signature 64 | step 4 | phone's signature 64 ) = 280 characters,
 * a QR code of version 10 at level M (57 modules): large enough modules for a cheap screen and camera.
 */
export interface PassStatement {
  /** Which server key signed. */
  keyId: number
  visitId: string
  firstDay: Day
  lastDay: Day
  purposeClass: PurposeClass
  /** The visitor and the companions. */
  headCount: number
  /** Ed25519 public key of the phone, 32 bytes. */
  holderKey: Uint8Array
}

const PREFIX = 'CV1:'
const STATEMENT_VERSION = 1
const VISIT_ID_LENGTH = 12
export const STATEMENT_LENGTH = 52
export const SIGNATURE_LENGTH = 64
export const SIGNED_STATEMENT_LENGTH = STATEMENT_LENGTH + SIGNATURE_LENGTH
const CODE_LENGTH = SIGNED_STATEMENT_LENGTH + 4 + SIGNATURE_LENGTH
/** Days are counted from here in two bytes. */
const EPOCH_DAY: Day = '2020-01-01'
/** The last day that can stand on a pass, and therefore in a booking: 2199-06-06. */
export const LAST_PASS_DAY: Day = addDays(EPOCH_DAY, 0xffff)

export const STEP_MS = 15_000
/** Steps before and after the gate's own that still count: the walk from screen to reader, and small clock errors. */
export const STEP_TOLERANCE = 2

export const stepOf = (now: number): number => Math.floor(now / STEP_MS)

/** Bytes for the server to sign. */
export function encodeStatement(statement: PassStatement): Uint8Array {
  const visitId = fromBase64Url(statement.visitId)
  if (visitId === null || visitId.length !== VISIT_ID_LENGTH)
    throw new RangeError('visitId is not 12 bytes of base64url')
  if (statement.holderKey.length !== 32) throw new RangeError('holderKey is not 32 bytes')
  const head = new Uint8Array(STATEMENT_LENGTH - 32)
  head[0] = STATEMENT_VERSION
  head[1] = statement.keyId
  head.set(visitId, 2)
  writeDay(head, 14, statement.firstDay)
  writeDay(head, 16, statement.lastDay)
  head[18] = statement.purposeClass === 'official' ? 1 : 0
  head[19] = statement.headCount
  return concatBytes(head, statement.holderKey)
}

/** Null when the bytes aren't a statement of a version we know. */
export function decodeStatement(bytes: Uint8Array): PassStatement | null {
  if (bytes.length !== STATEMENT_LENGTH || bytes[0] !== STATEMENT_VERSION) return null
  return {
    keyId: bytes[1] ?? 0,
    visitId: toBase64Url(bytes.slice(2, 14)),
    firstDay: readDay(bytes, 14),
    lastDay: readDay(bytes, 16),
    purposeClass: bytes[18] === 1 ? 'official' : 'private',
    headCount: bytes[19] ?? 1,
    holderKey: bytes.slice(20, 52),
  }
}

/** Bytes for the phone to sign: this statement, at this step, and nothing else. */
export function stepMessage(signedStatement: Uint8Array, step: number): Uint8Array {
  return concatBytes(signedStatement, uint32(step))
}

/** The text of the QR code. */
export function passCode(signedStatement: Uint8Array, step: number, holderSignature: Uint8Array): string {
  return PREFIX + toBase45(concatBytes(signedStatement, uint32(step), holderSignature))
}

/** Ed25519 as the place at hand has it: node:crypto on the server, tweetnacl on a phone. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

export type PassCheck =
  | { valid: true; statement: PassStatement; step: number }
  | { valid: false; reason: 'BAD_SIGNATURE' }
  /** Both signatures are right, the moment isn't: a screenshot, or a clock that is off. */
  | { valid: false; reason: 'STALE_CODE'; statement: PassStatement; step: number }

/**
 * Checks form, both signatures and freshness; says nothing about the visit itself (domain/gate/decide.ts).
 * `issuerKey` gives the server's public key for a key id, null when unknown or withdrawn.
 */
export function checkPassCode(
  code: string,
  now: number,
  issuerKey: (keyId: number) => Uint8Array | null,
  verify: VerifySignature,
): PassCheck {
  const forged: PassCheck = { valid: false, reason: 'BAD_SIGNATURE' }
  const bytes = code.startsWith(PREFIX) ? fromBase45(code.slice(PREFIX.length)) : null
  if (bytes === null || bytes.length !== CODE_LENGTH) return forged

  const statementBytes = bytes.subarray(0, STATEMENT_LENGTH)
  const statement = decodeStatement(statementBytes)
  const issuer = statement === null ? null : issuerKey(statement.keyId)
  if (statement === null || issuer === null) return forged

  const step = readUint32(bytes, SIGNED_STATEMENT_LENGTH)
  // What the phone signed stands in the code as `stepMessage` makes it.
  const signedByPhone = bytes.subarray(0, SIGNED_STATEMENT_LENGTH + 4)
  const serverSignature = bytes.subarray(STATEMENT_LENGTH, SIGNED_STATEMENT_LENGTH)
  const phoneSignature = bytes.subarray(SIGNED_STATEMENT_LENGTH + 4)
  if (!verify(issuer, statementBytes, serverSignature)) return forged
  if (!verify(statement.holderKey, signedByPhone, phoneSignature)) return forged

  if (Math.abs(step - stepOf(now)) > STEP_TOLERANCE)
    return { valid: false, reason: 'STALE_CODE', statement, step }
  return { valid: true, statement, step }
}

/** The step that a code names, signed or not; null when it is no pass. */
export function stepInCode(code: string): number | null {
  const bytes = code.startsWith(PREFIX) ? fromBase45(code.slice(PREFIX.length)) : null
  return bytes?.length === CODE_LENGTH ? readUint32(bytes, SIGNED_STATEMENT_LENGTH) : null
}

/** Characters of a short code: none that look alike (no 0/O, 1/I). */
export const SHORT_CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const SHORT_CODE_LENGTH = 8

/** What a guard typed, in its one spelling; null when it can't be a short code. */
export function normaliseShortCode(raw: string): string | null {
  const code = raw.replace(/[\s-]/g, '').toUpperCase()
  if (code.length !== SHORT_CODE_LENGTH) return null
  for (let index = 0; index < code.length; index++)
    if (SHORT_CODE_ALPHABET.indexOf(code.charAt(index)) < 0) return null
  return code
}

/** `ABCD 2345`, as it stands beneath the QR code. */
export const formatShortCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`

function writeDay(bytes: Uint8Array, offset: number, day: Day): void {
  const count = daysInclusive(EPOCH_DAY, day) - 1
  if (count < 0 || count > 0xffff) throw new RangeError(`day ${day} can't stand on a pass`)
  bytes[offset] = count >> 8
  bytes[offset + 1] = count & 255
}

const readDay = (bytes: Uint8Array, offset: number): Day =>
  addDays(EPOCH_DAY, (bytes[offset] ?? 0) * 256 + (bytes[offset + 1] ?? 0))

const uint32 = (value: number): Uint8Array =>
  Uint8Array.of((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)

const readUint32 = (bytes: Uint8Array, offset: number): number =>
  (((bytes[offset] ?? 0) << 24) |
    ((bytes[offset + 1] ?? 0) << 16) |
    ((bytes[offset + 2] ?? 0) << 8) |
    (bytes[offset + 3] ?? 0)) >>>
  0
