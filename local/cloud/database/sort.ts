import { valuesAt } from './field-path'
import { orderedKey, type Direction } from './ordered-key'

/** Fields in the order they count, 1 ascending, -1 descending. */
export type Order = Record<string, Direction>

/** A sorted copy. Equal documents keep their order. */
export function sortDocuments<T>(documents: readonly T[], order: Order): T[] {
  const fields = Object.entries(order)
  if (fields.length === 0) return [...documents]
  return documents
    .map((document) => ({ document, key: sortKey(document, fields) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ document }) => document)
}

/** Of an array the smallest element counts when ascending, the largest when descending: the first key either way. */
function sortKey(document: unknown, fields: [string, Direction][]): Buffer {
  return Buffer.concat(
    fields.map(([field, direction]) => {
      const keys = valuesAt(document, field).values.map((value) => orderedKey(value, direction))
      return keys.reduce((first, key) => (Buffer.compare(key, first) < 0 ? key : first))
    }),
  )
}
