import { concatBytes, fromBase64Url, toBase64Url } from '../values/bytes'
import { addDays, daysInclusive, type Day } from '../values/days'
import { readHours, writeHours } from '../values/hours-bytes'
import type { Validity } from '../values/validity'
import type { PurposeClass } from '../visit/purposes'

/** What the server signs about a visit, for its visitor's phone. Which gates it is for the list says. */
export interface PassStatement extends Omit<Validity, 'gateIds'> {
  /** Which server key signed. */
  keyId: number
  visitId: string
  purposeClass: PurposeClass
  /** A vehicle stands on the booking. */
  hasVehicle: boolean
  /** It is for some gates only. */
  limited: boolean
  /** The visitor and the companions. */
  headCount: number
  /** Ed25519 public key of the phone, 32 bytes. */
  holderKey: Uint8Array
  /** What was added to the format since, as far as this reader doesn't know it. */
  extensions?: readonly Extension[]
}

/**
 * How the format grows. New facts go into extensions: type, length, bytes, all signed along. A reader passes over a type
 * that it doesn't know. From 128 on a type narrows the right: a reader that doesn't know it can't say what the pass is
 * worth (`isUnderstood`), and the guard decides. A new version is for what can't be said so; its reader is told by the
 * code's prefix, and an older one leaves it to the guard too.
 */
interface Extension {
  type: number
  bytes: Uint8Array
}

/** Types from here on narrow the right. */
const FIRST_NARROWING_TYPE = 128
/** The day until which papers are in date (values/validity.ts), counted like the other days. */
const PAPERS_TYPE = 129
/** Types that this reader knows. */
const KNOWN_TYPES: readonly number[] = [PAPERS_TYPE]

/** Whether nothing in it narrows the right in a way that this reader doesn't know. */
export const isUnderstood = ({ extensions = [] }: PassStatement): boolean =>
  extensions.every(({ type }) => type < FIRST_NARROWING_TYPE || KNOWN_TYPES.includes(type))

export const STATEMENT_VERSION = 2
const VISIT_ID_LENGTH = 12
const KEY_LENGTH = 32
/** 1 version, 1 key id, 12 visit, 2 + 2 days, 1 marks, 1 heads, 4 hours, 1 entries, 2 stay, 1 extensions, 32 phone's key. */
const AT = {
  visit: 2,
  first: 14,
  last: 16,
  marks: 18,
  heads: 19,
  hours: 20,
  entries: 24,
  stay: 25,
  more: 27,
  key: 28,
}
/** Without extensions. */
export const STATEMENT_LENGTH = AT.key + KEY_LENGTH
/** So that the code keeps to 300 characters. */
export const MAX_EXTENSION_BYTES = 5
/** Days are counted from here in two bytes. */
const EPOCH_DAY: Day = '2020-01-01'
/** The last day that can stand on a pass, and therefore in a booking: 2199-06-06. */
export const LAST_PASS_DAY: Day = addDays(EPOCH_DAY, 0xffff)
const MARKS = { official: 1, vehicle: 2, limited: 4 }

/** Bytes for the server to sign. Throws RangeError for what doesn't fit. */
export function encodeStatement(statement: PassStatement): Uint8Array {
  const {
    keyId,
    purposeClass,
    hasVehicle,
    limited,
    headCount,
    entries = 0,
    longestStayMinutes = 0,
  } = statement
  const visitId = fromBase64Url(statement.visitId)
  if (visitId === null || visitId.length !== VISIT_ID_LENGTH)
    throw new RangeError('visitId is not 12 bytes of base64url')
  if (statement.holderKey.length !== KEY_LENGTH) throw new RangeError('holderKey is not 32 bytes')
  const extensions = concatBytes(
    ...[...ownExtensions(statement), ...(statement.extensions ?? [])].map(extensionBytes),
  )
  if (extensions.length > MAX_EXTENSION_BYTES) throw new RangeError('the extensions don’t fit a code')
  if (entries > 0xff || longestStayMinutes > 0xffff) throw new RangeError('entries or stay don’t fit a pass')
  const head = new Uint8Array(AT.key)
  head.set([STATEMENT_VERSION, keyId])
  head.set(visitId, AT.visit)
  writeDay(head, AT.first, statement.firstDay)
  writeDay(head, AT.last, statement.lastDay)
  head[AT.marks] =
    (purposeClass === 'official' ? MARKS.official : 0) |
    (hasVehicle ? MARKS.vehicle : 0) |
    (limited ? MARKS.limited : 0)
  head[AT.heads] = headCount
  head.set(writeHours(statement), AT.hours)
  head[AT.entries] = entries
  head.set([longestStayMinutes >> 8, longestStayMinutes & 255], AT.stay)
  head[AT.more] = extensions.length
  return concatBytes(head, statement.holderKey, extensions)
}

function ownExtensions({ papersUntil }: PassStatement): Extension[] {
  if (papersUntil === undefined) return []
  const bytes = new Uint8Array(2)
  writeDay(bytes, 0, papersUntil)
  return [{ type: PAPERS_TYPE, bytes }]
}

/** When the pass holds. */
export function rightOf(statement: PassStatement): Omit<Validity, 'gateIds'> {
  const { firstDay, lastDay, hours, weekdays, entries, longestStayMinutes, papersUntil } = statement
  return {
    ...{ firstDay, lastDay },
    ...(hours === undefined ? {} : { hours }),
    ...(weekdays === undefined ? {} : { weekdays }),
    ...(entries === undefined ? {} : { entries }),
    ...(longestStayMinutes === undefined ? {} : { longestStayMinutes }),
    ...(papersUntil === undefined ? {} : { papersUntil }),
  }
}

/** When the pass holds whose signed statement a phone keeps, base64url; null: the bytes aren't of our version. */
export function rightOfSigned(signed: string): Omit<Validity, 'gateIds'> | null {
  const bytes = fromBase64Url(signed)
  const statement = bytes === null ? null : decodeStatement(bytes.slice(0, statementLength(bytes)))
  return statement === null ? null : rightOf(statement)
}

/** How many bytes of a code are its statement. */
export const statementLength = (bytes: Uint8Array): number => STATEMENT_LENGTH + (bytes[AT.more] ?? 0)

/** Null when the bytes aren't a statement of our version. */
export function decodeStatement(bytes: Uint8Array): PassStatement | null {
  if (bytes.length < STATEMENT_LENGTH || bytes[0] !== STATEMENT_VERSION) return null
  const all = bytes.length === statementLength(bytes) ? readExtensions(bytes.slice(STATEMENT_LENGTH)) : null
  if (all === null) return null
  const papers = all.find(({ type }) => type === PAPERS_TYPE)
  const extensions = all.filter(({ type }) => KNOWN_TYPES.indexOf(type) < 0)
  const marks = bytes[AT.marks] ?? 0
  const entries = bytes[AT.entries] ?? 0
  const stay = number16(bytes, AT.stay)
  return {
    keyId: bytes[1] ?? 0,
    visitId: toBase64Url(bytes.slice(AT.visit, AT.first)),
    firstDay: readDay(bytes, AT.first),
    lastDay: readDay(bytes, AT.last),
    ...readHours(bytes, AT.hours),
    ...(entries === 0 ? {} : { entries }),
    ...(stay === 0 ? {} : { longestStayMinutes: stay }),
    ...(papers === undefined ? {} : { papersUntil: readDay(papers.bytes, 0) }),
    purposeClass: (marks & MARKS.official) === 0 ? 'private' : 'official',
    hasVehicle: (marks & MARKS.vehicle) !== 0,
    limited: (marks & MARKS.limited) !== 0,
    headCount: bytes[AT.heads] ?? 1,
    holderKey: bytes.slice(AT.key, STATEMENT_LENGTH),
    ...(extensions.length === 0 ? {} : { extensions }),
  }
}

const extensionBytes = ({ type, bytes }: Extension): Uint8Array =>
  concatBytes(Uint8Array.of(type, bytes.length), bytes)

/** Null when their lengths don't add up. */
function readExtensions(bytes: Uint8Array): Extension[] | null {
  const extensions: Extension[] = []
  let at = 0
  while (at < bytes.length) {
    const end = at + 2 + (bytes[at + 1] ?? 0)
    if (at + 2 > bytes.length || end > bytes.length) return null
    extensions.push({ type: bytes[at] ?? 0, bytes: bytes.slice(at + 2, end) })
    at = end
  }
  return extensions
}

function writeDay(bytes: Uint8Array, offset: number, day: Day): void {
  const count = daysInclusive(EPOCH_DAY, day) - 1
  if (count < 0 || count > 0xffff) throw new RangeError(`day ${day} can't stand on a pass`)
  bytes.set([count >> 8, count & 255], offset)
}

const number16 = (bytes: Uint8Array, offset: number): number =>
  (bytes[offset] ?? 0) * 256 + (bytes[offset + 1] ?? 0)
const readDay = (bytes: Uint8Array, offset: number): Day => addDays(EPOCH_DAY, number16(bytes, offset))
