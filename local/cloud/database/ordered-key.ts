/**
 * Order-preserving keys: two values compare in MongoDB's order exactly as their keys compare byte by byte.
 * Indexes, `_id` and sorting in memory all use them, so every way of sorting agrees.
 *
 * A key is a type tag and then the value, ended so that no key is the beginning of another. A descending field
 * is the same bytes inverted.
 */
const TAG = {
  undefined: 1,
  null: 2,
  number: 3,
  string: 4,
  object: 5,
  array: 6,
  boolean: 7,
  date: 8,
} as const

export type Direction = 1 | -1

/** Above every key that begins with the prefix it is appended to. */
export const ABOVE = Buffer.from([0xff, 0xff])

/** The key of one value. `undefined` stands for an empty array; a missing field is indexed as `null`. */
export function orderedKey(value: unknown, direction: Direction = 1): Buffer {
  const key = ascending(value)
  return direction === 1 ? key : invert(key)
}

/** The type tag of a value, which bounds all keys of its type. */
export function tagOf(value: unknown): number {
  if (value === undefined) return TAG.undefined
  if (value === null) return TAG.null
  if (value instanceof Date) return TAG.date
  if (Array.isArray(value)) return TAG.array
  switch (typeof value) {
    case 'number':
      return TAG.number
    case 'string':
      return TAG.string
    case 'boolean':
      return TAG.boolean
    case 'object':
      return TAG.object
    default:
      throw new TypeError(`no ordered key for ${typeof value}`)
  }
}

export function invert(key: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(key.length)
  for (let index = 0; index < key.length; index++) inverted[index] = ~key[index]! & 0xff
  return inverted
}

/** The bytes of a text without their end: what the keys of all longer texts begin with. */
export function textPrefix(text: string): Buffer {
  return Buffer.concat([Buffer.from([TAG.string]), textBytes(text)])
}

function ascending(value: unknown): Buffer {
  const tag = tagOf(value)
  switch (tag) {
    case TAG.number:
      return numberKey(tag, value as number)
    case TAG.date:
      return numberKey(tag, (value as Date).getTime())
    case TAG.string:
      return Buffer.concat([Buffer.from([tag]), textBytes(value as string), TEXT_END])
    case TAG.boolean:
      return Buffer.from([tag, value ? 1 : 0])
    case TAG.array:
      return Buffer.concat([Buffer.from([tag]), ...(value as unknown[]).map(ascending), NEST_END])
    case TAG.object:
      return Buffer.concat([
        Buffer.from([tag]),
        ...Object.entries(value as object).flatMap(memberKey),
        NEST_END,
      ])
    default:
      return Buffer.from([tag])
  }
}

// A zero byte inside a text is written 00 FF and the end 00 01, so that a shorter text sorts first.
const TEXT_END = Buffer.from([0, 1])
const NEST_END = Buffer.from([0])

function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  return bytes.includes(0) ? escapeZeros(bytes) : bytes
}

function escapeZeros(bytes: Buffer): Buffer {
  const escaped: number[] = []
  for (const byte of bytes) {
    escaped.push(byte)
    if (byte === 0) escaped.push(0xff)
  }
  return Buffer.from(escaped)
}

// IEEE 754 doubles sort as unsigned integers once negatives are inverted and positives get the top bit.
function numberKey(tag: number, number: number): Buffer {
  const key = Buffer.alloc(9)
  key[0] = tag
  if (Number.isNaN(number)) return key
  key.writeDoubleBE(number === 0 ? 0 : number, 1)
  if (key[1]! & 0x80) for (let index = 1; index < 9; index++) key[index] = ~key[index]! & 0xff
  else key[1]! |= 0x80
  return key
}

function memberKey([field, value]: [string, unknown]): Buffer[] {
  return [Buffer.from([tagOf(value)]), textBytes(field), TEXT_END, ascending(value)]
}
