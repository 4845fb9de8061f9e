import { asksItself, compile } from './condition'
import type { Document } from './documents'
import { invalidRequest, writeRefused } from './errors'
import { erase, read, slotAt, write, type Slot } from './field-slot'
import { orderedKey } from './ordered-key'
import { isPlain } from './plain'
import { push } from './update-push'

/** `{ $set: { 'a.b': 1 }, $inc: { n: 2 } }`, values already revived. */
export type Update = Record<string, Record<string, unknown>>

type Operator = (document: Record<string, unknown>, path: string, operand: unknown) => void

/** The update operators of the SDK's `db.command`; an operand of the wrong type is refused, not passed over. */
const operators: Record<string, Operator> = {
  $set: (document, path, operand) => void write(slotAt(document, path, true)!, structuredClone(operand)),
  $unset: (document, path) => {
    const slot = slotAt(document, path, false)
    if (slot) erase(slot)
  },
  $inc: (document, path, operand) => arithmetic(document, path, '$inc', operand, (value, by) => value + by),
  $mul: (document, path, operand) => arithmetic(document, path, '$mul', operand, (value, by) => value * by),
  $min: (document, path, operand) => extreme(document, path, operand, -1),
  $max: (document, path, operand) => extreme(document, path, operand, 1),
  $rename: rename,
  $push: (document, path, operand) => array(document, path, '$push', true, (items) => push(items, operand)),
  $addToSet: (document, path, operand) =>
    array(document, path, '$addToSet', true, (items) => addToSet(items, eachOf(operand))),
  $pop: (document, path, operand) => {
    if (operand !== 1 && operand !== -1) throw writeRefused('$pop expects 1 or -1')
    array(document, path, '$pop', false, (items) => (operand === -1 ? items.slice(1) : items.slice(0, -1)))
  },
  $pull: (document, path, operand) => {
    const pulled = pulledBy(operand)
    array(document, path, '$pull', false, (items) => items.filter((item) => !pulled(item)))
  },
  $pullAll: (document, path, operand) => {
    if (!Array.isArray(operand)) throw writeRefused('$pullAll requires an array argument')
    array(document, path, '$pullAll', false, (items) => items.filter((item) => !contains(operand, item)))
  },
}

/** A changed copy of the document. Throws for an unknown operator, a wrong operand, or two changes of one field. */
export function applyUpdate(document: Document, update: Update): Document {
  const changed = structuredClone(document)
  const touched: string[] = []
  for (const [name, changes] of Object.entries(update)) {
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
    if (!operator) throw invalidRequest(`unknown update operator: ${name}`)
    if (changes === null || typeof changes !== 'object')
      throw invalidRequest(`${name} needs an object of fields`)
    for (const [path, operand] of Object.entries(changes)) {
      if (path === '_id' || path.startsWith('_id.')) {
        throw writeRefused("Performing an update on the path '_id' would modify the immutable field '_id'")
      }
      const other = touched.find(
        (one) => one === path || one.startsWith(`${path}.`) || path.startsWith(`${one}.`),
      )
      if (other) throw writeRefused(`Updating the path '${path}' would create a conflict at '${other}'`)
      touched.push(path)
      operator(changed, path, operand)
    }
  }
  return changed
}

function arithmetic(
  document: Record<string, unknown>,
  path: string,
  name: string,
  operand: unknown,
  compute: (value: number, operand: number) => number,
): void {
  if (typeof operand !== 'number')
    throw writeRefused(`Cannot ${name} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`)
  const slot = slotAt(document, path, true)!
  // A missing field counts as zero.
  const value = read(slot) ?? (Object.hasOwn(slot.holder, slot.field) ? null : 0)
  if (typeof value !== 'number') {
    throw writeRefused(
      `Cannot apply ${name} to a value of non-numeric type. {${path}: ${JSON.stringify(value)}}`,
    )
  }
  write(slot, compute(value, operand))
}

function extreme(document: Record<string, unknown>, path: string, operand: unknown, wanted: 1 | -1): void {
  const slot = slotAt(document, path, true)!
  const value = read(slot)
  if (value === undefined || Buffer.compare(orderedKey(operand), orderedKey(value)) === wanted)
    write(slot, operand)
}

function rename(document: Record<string, unknown>, path: string, operand: unknown): void {
  if (typeof operand !== 'string' || operand === '')
    throw writeRefused("The 'to' field for $rename must be a string")
  if (operand === path) throw writeRefused(`The source and target field for $rename must differ: ${path}`)
  const from = slotAt(document, path, false)
  if (from?.inArray) throw writeRefused(`The source field for $rename cannot be an array element: ${path}`)
  const value = from && read(from)
  if (!from || value === undefined) return
  erase(from)
  const to = slotAt(document, operand, true)!
  if (to.inArray)
    throw writeRefused(`The destination field for $rename cannot be an array element: ${operand}`)
  write(to, value)
}

function array(
  document: Record<string, unknown>,
  path: string,
  name: string,
  create: boolean,
  change: (items: unknown[]) => unknown[],
): void {
  const slot: Slot | null = slotAt(document, path, create)
  const value = slot ? read(slot) : undefined
  if (slot === null || (value === undefined && !create)) return
  if (value !== undefined && !Array.isArray(value)) {
    throw writeRefused(`The field '${path}' must be an array but is of type ${typeof value} (${name})`)
  }
  write(slot, change(value ?? []))
}

/** The SDK sends `_.addToSet(x)` bare and `_.addToSet({each})` as `$each` (or, in older versions, `each`). */
function eachOf(operand: unknown): unknown[] {
  const each = (operand as { $each?: unknown } | null)?.$each
  if (each === undefined) return [operand]
  if (!Array.isArray(each)) throw writeRefused('The argument to $each in $addToSet must be an array')
  return each
}

function addToSet(items: unknown[], added: unknown[]): unknown[] {
  const result = [...items]
  for (const item of added) if (!contains(result, item)) result.push(item)
  return result
}

function contains(items: unknown[], wanted: unknown): boolean {
  const key = orderedKey(wanted)
  return items.some((item) => orderedKey(item).equals(key))
}

/** `$pull` takes what is the same value, what meets operators or a pattern, or objects that meet a condition. */
function pulledBy(operand: unknown): (item: unknown) => boolean {
  if (operand instanceof RegExp || (isPlain(operand) && asksItself(operand))) {
    const test = compile({ '': operand })
    return (item) => test({ '': item })
  }
  if (!isPlain(operand)) return (item) => contains([operand], item)
  const test = compile(operand)
  return (item) => isPlain(item) && test(item)
}
