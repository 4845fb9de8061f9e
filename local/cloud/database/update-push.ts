import { writeRefused } from './errors'
import { sortDocuments, type Order } from './sort'
import { orderedKey, type Direction } from './ordered-key'

type Modifiers = { $each: unknown[]; $position?: number; $sort?: Direction | Order; $slice?: number }

/** `$push` with its modifiers, done in MongoDB's order: insert at the position, then sort, then cut. */
export function push(items: unknown[], operand: unknown): unknown[] {
  const modifiers = modifiersOf(operand)
  const at = modifiers.$position ?? items.length
  const start = at < 0 ? Math.max(0, items.length + at) : at
  const inserted = [...items.slice(0, start), ...modifiers.$each, ...items.slice(start)]
  const sorted = modifiers.$sort === undefined ? inserted : sort(inserted, modifiers.$sort)
  return modifiers.$slice === undefined ? sorted : cut(sorted, modifiers.$slice)
}

const KNOWN = ['$each', '$position', '$sort', '$slice']

function modifiersOf(operand: unknown): Modifiers {
  const isObject = operand !== null && typeof operand === 'object' && !(operand instanceof Date)
  if (!isObject || !('$each' in operand)) return { $each: [operand] }
  const unknown = Object.keys(operand).find((key) => !KNOWN.includes(key))
  if (unknown) throw writeRefused(`Unrecognized clause in $push: ${unknown}`)
  if (!Array.isArray(operand.$each)) throw writeRefused('The argument to $each in $push must be an array')
  const { $position = 0, $slice = 0, $sort = 1 } = operand as Partial<Modifiers>
  if (!Number.isInteger($position)) throw writeRefused('$position in $push must be a whole number')
  if (!Number.isInteger($slice)) throw writeRefused('$slice in $push must be a whole number')
  if (!directionsOf($sort).every((direction) => direction === 1 || direction === -1))
    throw writeRefused('$sort in $push must be 1 or -1, or fields with 1 or -1')
  return operand as Modifiers
}

function directionsOf(order: unknown): unknown[] {
  if (order === null || typeof order !== 'object') return [order]
  const directions: unknown[] = Object.values(order)
  return directions.length > 0 ? directions : [null]
}

function sort(items: unknown[], order: Direction | Order): unknown[] {
  if (typeof order === 'object') return sortDocuments(items, order)
  return [...items].sort((a, b) => Buffer.compare(orderedKey(a), orderedKey(b)) * order)
}

function cut(items: unknown[], slice: number): unknown[] {
  if (slice === 0) return []
  return slice > 0 ? items.slice(0, slice) : items.slice(slice)
}
