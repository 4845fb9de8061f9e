import { concatBytes, fromBase64Url, toBase64Url } from '../../values/bytes'
import { addDays, daysInclusive, type Day } from '../../values/days'
import type { PurposeClass } from '../../visit/purposes'
import { wellFormed } from '../../values/text'
import type { VisitState } from '../../visit/visit'

/**
 * The lists of a gate snapshot as records of fixed length, so that a phone keeps 100,000 of them in 4 MB and looks
 * one up by walking through the bytes. Whoever finds a phone can read no ID, phone number, plate or short code out of
 * them: they stand as tokens, keyed with the salt of the day.
 */

/** SHA-512 as the place at hand has it: node:crypto on the server, tweetnacl on a phone. */
export type Digest = (bytes: Uint8Array) => Uint8Array

/** 48 bits: of 100,000 records a guess hits one with a chance of 1 in 2.8 billion. */
export const TOKEN_LENGTH = 6
export type TokenKind = 'code' | 'number' | 'plate' | 'identity'

/** What stands for `value` under the day's salt. */
export function tokenOf(digest: Digest, salt: Uint8Array, kind: TokenKind, value: string): Uint8Array {
  return digest(concatBytes(salt, asciiBytes(encodeURIComponent(wellFormed(`${kind}:${value}`))))).slice(
    0,
    TOKEN_LENGTH,
  )
}

/** Bytes of base64url that we wrote ourselves; empty for anything else. */
const fromBase64UrlOrEmpty = (text: string): Uint8Array => fromBase64Url(text) ?? new Uint8Array()

/** The salt of a snapshot's day. */
export const saltOf = ({ salt }: { salt: string }): Uint8Array => fromBase64UrlOrEmpty(salt)

/** Text of ASCII characters as bytes. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index)
  return bytes
}

/** A visit that was approved once: who may pass, and who no longer may. */
export interface VisitRecord {
  visitId: string
  state: VisitState
  firstDay: Day
  lastDay: Day
  purposeClass: PurposeClass
  headCount: number
  /** `limits` say what narrows it. */
  limited: boolean
  code: Uint8Array
  /** Null: on foot. */
  plate: Uint8Array | null
  document: Uint8Array
  phone: Uint8Array
  /** Digest of the key of the phone that holds the pass; null: none was shown yet. */
  holder: Uint8Array | null
}

/** 24 bits: the server signs a pass for one phone, so a guess would have to be another phone's that it signed. */
const HOLDER_LENGTH = 3
export const holderDigest = (digest: Digest, holderKey: Uint8Array): Uint8Array =>
  digest(holderKey).slice(0, HOLDER_LENGTH)

/**
 * 12 id, 4 × 6 tokens, 2 first day, 1 days and heads, 1 state and marks, 3 phone. What is added comes behind: a page says
 * how long its records are, so that an older reader passes over what it doesn't know, and a newer one takes what an
 * older list doesn't have for not known. What narrows a right and few have (hours, gates…) stands in the limits.
 */
export const VISIT_LENGTH = 43
/** Shorter ones don't say who may pass. */
export const LEAST_VISIT_LENGTH = 40
const AT = {
  ...{ id: 0, code: 12, plate: 18, document: 24, phone: 30, firstDay: 36, counts: 38, marks: 39 },
  holder: 40,
}
export const CODE_AT = AT.code
export const PLATE_AT = AT.plate
export const VISIT_ID_LENGTH = 12
/** By their place in a record; only ever added to. */
const STATES: readonly VisitState[] = [
  'approved',
  'revoked',
  'cancelled',
  'pending',
  'returned',
  'expired',
  'finished',
]
const EPOCH_DAY: Day = '2020-01-01'
export const MAX_RECORD_DAYS = 16
const MAX_HEADS = 16

/** Throws RangeError for what doesn't fit: an id that is none, more than 16 days or heads. */
export function writeVisit(visit: VisitRecord): Uint8Array {
  const id = fromBase64Url(visit.visitId)
  const days = daysInclusive(visit.firstDay, visit.lastDay)
  const { headCount } = visit
  if (id === null || id.length !== VISIT_ID_LENGTH)
    throw new RangeError('visitId is not 12 bytes of base64url')
  if (days < 1 || days > MAX_RECORD_DAYS || headCount < 1 || headCount > MAX_HEADS)
    throw new RangeError(`${days} days or ${headCount} heads don't fit a record`)
  const bytes = new Uint8Array(VISIT_LENGTH)
  bytes.set(id, AT.id)
  bytes.set(visit.code, AT.code)
  if (visit.plate !== null) bytes.set(visit.plate, AT.plate)
  bytes.set(visit.document, AT.document)
  bytes.set(visit.phone, AT.phone)
  if (visit.holder !== null) bytes.set(visit.holder, AT.holder)
  writeDay(bytes, AT.firstDay, visit.firstDay)
  bytes[AT.counts] = ((days - 1) << 4) | (headCount - 1)
  bytes[AT.marks] =
    (STATES.indexOf(visit.state) << 3) |
    (visit.purposeClass === 'official' ? 1 : 0) |
    (visit.limited ? 2 : 0) |
    (visit.plate === null ? 0 : 4)
  return bytes
}

/** The record of `length` bytes that begins at `offset`. */
export function readVisit(bytes: Uint8Array, offset: number, length = VISIT_LENGTH): VisitRecord {
  const counts = bytes[offset + AT.counts] ?? 0
  const marks = bytes[offset + AT.marks] ?? 0
  const token = (from: number): Uint8Array => bytes.slice(offset + from, offset + from + TOKEN_LENGTH)
  const firstDay = readDay(bytes, offset + AT.firstDay)
  return {
    visitId: toBase64Url(bytes.slice(offset, offset + VISIT_ID_LENGTH)),
    state: STATES[marks >> 3] ?? 'revoked',
    firstDay,
    lastDay: addDays(firstDay, counts >> 4),
    purposeClass: (marks & 1) === 1 ? 'official' : 'private',
    headCount: (counts & 15) + 1,
    limited: (marks & 2) !== 0,
    code: token(AT.code),
    plate: (marks & 4) === 0 ? null : token(AT.plate),
    document: token(AT.document),
    phone: token(AT.phone),
    holder: length < AT.holder + HOLDER_LENGTH ? null : holderAt(bytes, offset + AT.holder),
  }
}

function holderAt(bytes: Uint8Array, offset: number): Uint8Array | null {
  const holder = bytes.slice(offset, offset + HOLDER_LENGTH)
  return holder.every((byte) => byte === 0) ? null : holder
}

/** What is known against one ID, phone or plate, or of one vehicle. */
export interface IdentityRecord {
  token: Uint8Array
  /** `clear` takes back what an earlier record said; `unknown`: only a newer reader knows. */
  what: 'clear' | 'blocked' | 'inside' | 'due' | 'unknown'
  /** The days of a block; both open for the others. */
  from: Day
  /** Null: without end. */
  until: Day | null
}

export const IDENTITY_LENGTH = 11
const WHAT: readonly IdentityRecord['what'][] = ['clear', 'blocked', 'inside', 'due']
const NO_END = 0xffff

export function writeIdentity({ token, what, from, until }: IdentityRecord): Uint8Array {
  const bytes = new Uint8Array(IDENTITY_LENGTH)
  bytes.set(token, 0)
  bytes[TOKEN_LENGTH] = WHAT.indexOf(what)
  writeDay(bytes, 7, from)
  if (until === null) bytes.fill(0xff, 9)
  else writeDay(bytes, 9, until)
  return bytes
}

export function readIdentity(bytes: Uint8Array, offset: number): IdentityRecord {
  return {
    token: bytes.slice(offset, offset + TOKEN_LENGTH),
    what: WHAT[bytes[offset + TOKEN_LENGTH] ?? 0] ?? 'unknown',
    from: readDay(bytes, offset + 7),
    until: number16(bytes, offset + 9) === NO_END ? null : readDay(bytes, offset + 9),
  }
}

/** Days outside of what two bytes can hold stand as the nearest that they can. */
function writeDay(bytes: Uint8Array, offset: number, day: Day): void {
  const count = Math.min(Math.max(daysInclusive(EPOCH_DAY, day) - 1, 0), NO_END - 1)
  bytes[offset] = count >> 8
  bytes[offset + 1] = count & 255
}

const number16 = (bytes: Uint8Array, offset: number): number =>
  (bytes[offset] ?? 0) * 256 + (bytes[offset + 1] ?? 0)
const readDay = (bytes: Uint8Array, offset: number): Day => addDays(EPOCH_DAY, number16(bytes, offset))
