import { concatBytes, fromBase45, toBase45 } from '../values/bytes'
import { dropBlanks, dropSeparators, upperCaseLatin } from '../values/text'
import { isHolderKey } from './holder-key'
import {
  decodeStatement,
  STATEMENT_LENGTH,
  STATEMENT_VERSION,
  statementLength,
  type PassStatement,
} from './statement'

/**
 * The pass (house rule 16). The server signs a statement about the visit that names a key of the visitor's phone;
 * the phone signs the current 15-second step. Both signatures are Ed25519, so a gate needs public keys alone.
 * A picture of the code is worthless a moment later. The statement's bytes: statement.ts.
 *
 * Code: `CV2:` + base45( statement 60 | server's signature 64 | step 4 | phone's signature 64 ) = 292 characters,
 * a QR code of version 10 at level M (57 modules): large enough modules for a cheap screen and camera. Extensions of at
 * most 5 bytes make 300. The digit is the statement's version: a phone shows what it was given, also when it is newer
 * than the phone's program.
 */
const PREFIX = /^CV(\d):/
const SIGNATURE_LENGTH = 64
const STEP_LENGTH = 4
/** Without extensions. */
export const SIGNED_STATEMENT_LENGTH = STATEMENT_LENGTH + SIGNATURE_LENGTH

export const STEP_MS = 15_000
/** Steps before and after the gate's own that still count: the walk from screen to reader, and small clock errors. */
export const STEP_TOLERANCE = 2

export const stepOf = (now: number): number => Math.floor(now / STEP_MS)

/** Bytes for the phone to sign: this statement, at this step, and nothing else. */
export function stepMessage(signedStatement: Uint8Array, step: number): Uint8Array {
  return concatBytes(signedStatement, uint32(step))
}

/** The text of the QR code. */
export function passCode(signedStatement: Uint8Array, step: number, holderSignature: Uint8Array): string {
  return (
    `CV${signedStatement[0] ?? 0}:` + toBase45(concatBytes(signedStatement, uint32(step), holderSignature))
  )
}

/** Ed25519 as the place at hand has it: node:crypto on the server, tweetnacl on a phone. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

export type PassCheck =
  | { valid: true; statement: PassStatement; step: number }
  | { valid: false; reason: 'BAD_SIGNATURE' }
  /** Of a format that only a newer reader understands: nobody can say here what it is worth. */
  | { valid: false; reason: 'NEWER_FORMAT' }
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
  const version = Number(PREFIX.exec(code)?.[1] ?? 0)
  if (version > STATEMENT_VERSION) return { valid: false, reason: 'NEWER_FORMAT' }
  const parts = partsOf(code)
  const statement = parts === null ? null : decodeStatement(parts.statement)
  const issuer = statement === null ? null : issuerKey(statement.keyId)
  if (parts === null || statement === null || issuer === null) return forged
  if (!isHolderKey(statement.holderKey)) return forged
  if (!verify(issuer, parts.statement, parts.serverSignature)) return forged
  if (!verify(statement.holderKey, parts.signedByPhone, parts.phoneSignature)) return forged

  const { step } = parts
  if (Math.abs(step - stepOf(now)) > STEP_TOLERANCE)
    return { valid: false, reason: 'STALE_CODE', statement, step }
  return { valid: true, statement, step }
}

/** The step that a code names, signed or not; null when it is no pass of a format we know. */
export const stepInCode = (code: string): number | null => partsOf(code)?.step ?? null

interface CodeParts {
  statement: Uint8Array
  serverSignature: Uint8Array
  step: number
  /** What the phone signed stands in the code as `stepMessage` makes it. */
  signedByPhone: Uint8Array
  phoneSignature: Uint8Array
}

function partsOf(code: string): CodeParts | null {
  const [prefix, version] = PREFIX.exec(code) ?? []
  const bytes = prefix === undefined ? null : fromBase45(code.slice(prefix.length))
  if (bytes === null || Number(version) !== STATEMENT_VERSION || bytes[0] !== STATEMENT_VERSION) return null
  const length = statementLength(bytes)
  const signed = length + SIGNATURE_LENGTH
  if (bytes.length !== signed + STEP_LENGTH + SIGNATURE_LENGTH) return null
  return {
    statement: bytes.subarray(0, length),
    serverSignature: bytes.subarray(length, signed),
    step: readUint32(bytes, signed),
    signedByPhone: bytes.subarray(0, signed + STEP_LENGTH),
    phoneSignature: bytes.subarray(signed + STEP_LENGTH),
  }
}

/** Characters of a short code: none that look alike (no 0/O, 1/I). */
export const SHORT_CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const SHORT_CODE_LENGTH = 8

/** What a guard typed, in its one spelling; null when it can't be a short code. */
export function normaliseShortCode(raw: string): string | null {
  const code = upperCaseLatin(dropSeparators(dropBlanks(raw)))
  if (code.length !== SHORT_CODE_LENGTH) return null
  for (let index = 0; index < code.length; index++)
    if (SHORT_CODE_ALPHABET.indexOf(code.charAt(index)) < 0) return null
  return code
}

/** `ABCD 2345`, as it stands beneath the QR code. */
export const formatShortCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`

const uint32 = (value: number): Uint8Array =>
  Uint8Array.of((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)

const readUint32 = (bytes: Uint8Array, offset: number): number =>
  (((bytes[offset] ?? 0) << 24) |
    ((bytes[offset + 1] ?? 0) << 16) |
    ((bytes[offset + 2] ?? 0) << 8) |
    (bytes[offset + 3] ?? 0)) >>>
  0
