import { writeRefused } from './errors'
import type { Document } from './documents'
import { valuesAt } from './field-path'
import { orderedKey, type Direction } from './ordered-key'

/** One index as `cloudfunctions/indexes.json` declares it. */
export type IndexDeclaration = {
  name: string
  keys: [field: string, direction: Direction][]
  unique?: boolean
}
/** Every collection and its indexes; an empty list leaves only `_id`. */
export type Indexes = Record<string, IndexDeclaration[]>

/** Longest key of an index, as in production. */
const MAX_KEY_BYTES = 1024

/** Every collection has it: the `_id`. */
export const ID_INDEX: IndexDeclaration = { name: '_id_', keys: [['_id', 1]], unique: true }

/** `arrayField`: the top-level field that is, or leads to, an array and makes the index hold several keys. */
export type IndexKeys = { keys: Buffer[]; arrayField: string | undefined }

/** The keys under which an index holds a document: one, or one for each element where a field is an array. */
export function keysOf(document: Document, index: IndexDeclaration): IndexKeys {
  let keys: Buffer[] = [Buffer.alloc(0)]
  let arrayRoot: string | undefined
  for (const [field, direction] of index.keys) {
    const { values, throughArray } = valuesAt(document, field)
    const root = field.split('.')[0]!
    if (throughArray && arrayRoot !== undefined && arrayRoot !== root) {
      throw writeRefused(`cannot index parallel arrays [${field}] [${arrayRoot}]`)
    }
    if (throughArray) arrayRoot = root
    keys = keys.flatMap((key) => values.map((value) => Buffer.concat([key, orderedKey(value, direction)])))
  }
  for (const key of keys) {
    if (key.length > MAX_KEY_BYTES) {
      throw writeRefused(
        `WiredTigerIndex::insert: key too large to index, failing ${key.length} (${index.name})`,
      )
    }
  }
  return { keys: distinct(keys), arrayField: arrayRoot }
}

function distinct(keys: Buffer[]): Buffer[] {
  if (keys.length < 2) return keys
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()]
}

/** A document's key as the duplicate-key error shows it: `{ phone: "138", day: null }`. */
export function describeKey(document: Document, index: IndexDeclaration): string {
  const members = index.keys.map(
    ([field]) => `${field}: ${JSON.stringify(valuesAt(document, field).values[0] ?? null)}`,
  )
  return `{ ${members.join(', ')} }`
}
