import { randomBytes } from 'node:crypto'
import bson from 'bson'
import { isTooDeep } from '../json-depth'
import { invalidRequest } from './errors'
import { patternOf } from './pattern'

/** A value a document can hold. `Date` is the only object that isn't plain. */
type Value = null | boolean | number | string | Date | Value[] | { [field: string]: Value }
export type Document = { _id: string | number; [field: string]: Value }

/** Largest document, as in production: 16 MB of text. */
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

/** Deepest document, as in production. */
const MAX_DEPTH = 100

export const newDocumentId = () => randomBytes(16).toString('hex')

/**
 * Reads what an SDK sends (extended JSON text) into plain values: numbers, `Date`, `RegExp`, and the time `now`
 * wherever the text asks for `serverDate()`; null refuses that. An absent text is an empty object.
 */
export function readWire<T = Record<string, unknown>>(text: string | undefined, now: Date | null): T {
  if (text === undefined || text === '') return {} as T
  if (isTooDeep(text)) throw invalidRequest('the request is nested too deep')
  return revive(parsed(text), now) as T
}

function parsed(text: string): unknown {
  try {
    return bson.EJSON.parse(text)
  } catch (error) {
    throw invalidRequest(`not extended JSON: ${(error as Error).message}`)
  }
}

function revive(value: unknown, now: Date | null): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (Array.isArray(value)) return value.map((item) => revive(item, now))
  if (value instanceof bson.BSONRegExp) return patternOf(value.pattern, value.options)
  if ('_bsontype' in value) {
    throw invalidRequest(`the local cloud stores no ${String(value._bsontype)} values`)
  }
  const serverDate = (value as { $tcb_server_date?: { offset?: number } }).$tcb_server_date
  if (serverDate) {
    if (now === null) throw invalidRequest('serverDate() is not supported in a transaction')
    return new Date(now.getTime() + Number(serverDate.offset ?? 0))
  }
  const regex = (value as { $regularExpression?: { pattern: string; options: string } }).$regularExpression
  if (regex) return patternOf(regex.pattern, regex.options)
  // A path stands for as many objects in each other.
  if (Object.keys(value).some((field) => field.split('.', MAX_DEPTH + 1).length > MAX_DEPTH))
    throw invalidRequest(`a path can't be longer than ${MAX_DEPTH} fields`)
  return mapFields(value, (item) => revive(item, now))
}

/** The text that is stored, and sent back to SDKs: JSON with `{$date}` and, for what JSON can't say, `{$numberDouble}`. */
export function toText(document: unknown): string {
  return JSON.stringify(encode(document))
}

function encode(value: unknown): unknown {
  if (value instanceof Date) {
    const time = value.getTime()
    if (Number.isNaN(time)) throw invalidRequest('an invalid date cannot be stored')
    return {
      $date: time >= 0 && time < 253402300800000 ? value.toISOString() : { $numberLong: String(time) },
    }
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $numberDouble: String(value) }
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(encode)
  return mapFields(value, encode)
}

/** Reverses `toText`. */
export function fromText(text: string): Document {
  const parsed = JSON.parse(text)
  return text.includes('"$') ? (decode(parsed) as Document) : parsed
}

function decode(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(decode)
  const { $date, $numberDouble } = value as {
    $date?: string | { $numberLong: string }
    $numberDouble?: string
  }
  if (typeof $date === 'string') return new Date($date)
  if ($date !== undefined) return new Date(Number($date.$numberLong))
  if ($numberDouble !== undefined) return Number($numberDouble)
  return mapFields(value, decode)
}

/** A copy with each value changed; not by assignment, so that a field named __proto__ stays a field. */
function mapFields(fields: object, change: (value: unknown) => unknown): Record<string, unknown> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present.map(([field, value]) => [field, change(value)]))
}

/** What a document must be before it is stored; throws INVALID_PARAM. */
export function checkStorable(document: Document, text: string): void {
  if (Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) throw invalidRequest('document is larger than 16MB')
  const id: unknown = document._id
  if (typeof id === 'number' ? !Number.isFinite(id) : typeof id !== 'string' || id === '') {
    throw invalidRequest('_id must be a non-empty string or a number')
  }
  for (const field of Object.keys(document)) checkField(field, document[field], 1)
}

function checkField(field: string, value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw invalidRequest(`a document can't be nested deeper than ${MAX_DEPTH} levels`)
  if (field.startsWith('$')) throw invalidRequest(`a stored field can't begin with "$": ${field}`)
  if (value instanceof RegExp) throw invalidRequest(`a regular expression cannot be stored: ${field}`)
  if (value === null || typeof value !== 'object' || value instanceof Date) return
  for (const [inner, item] of Object.entries(value)) checkField(inner, item, depth + 1)
}
