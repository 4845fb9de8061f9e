import { invalidRequest } from './errors'
import { orderedKey, tagOf } from './ordered-key'

/** What a query asks of one element; `undefined` stands for a field that isn't there. */
export type ElementTest = (element: unknown) => boolean

const isAbsent = (element: unknown): boolean => element === undefined || element === null

/** Equality as queries mean it: null equals an absent field, and an object's fields must stand in the same order. */
export function equalTo(operand: unknown): ElementTest {
  refusePattern(operand)
  if (isAbsent(operand)) return isAbsent
  if (typeof operand !== 'object') return (element) => element === operand || bothNaN(element, operand)
  const key = orderedKey(operand)
  return (element) => typeof element === 'object' && element !== null && orderedKey(element).equals(key)
}

type Relation = '$gt' | '$gte' | '$lt' | '$lte'

const RELATIONS: Record<Relation, (sign: number) => boolean> = {
  $gt: (sign) => sign > 0,
  $gte: (sign) => sign >= 0,
  $lt: (sign) => sign < 0,
  $lte: (sign) => sign <= 0,
}

/** A value is larger or smaller than values of its own type only; NaN is neither; null and absent are one. */
export function relatedTo(relation: Relation, operand: unknown): ElementTest {
  refusePattern(operand)
  const orEqual = relation === '$gte' || relation === '$lte'
  if (isAbsent(operand) || Number.isNaN(operand)) return orEqual ? equalTo(operand) : () => false
  const [tag, key, holds] = [tagOf(operand), orderedKey(operand), RELATIONS[relation]]
  return (element) => {
    if (element === undefined || tagOf(element) !== tag || Number.isNaN(element)) return false
    return holds(Buffer.compare(orderedKey(element), key))
  }
}

/** `$in`: equal to one of the values, or a text that one of the patterns finds. */
export function amongThese(operands: readonly unknown[]): ElementTest {
  const patterns = operands.filter((operand) => operand instanceof RegExp).map(patternTest)
  const values = operands.filter((operand) => !(operand instanceof RegExp))
  const absent = values.some(isAbsent)
  const keys = new Set(values.map((value) => orderedKey(value).toString('latin1')))
  return (element) => {
    if (isAbsent(element)) return absent
    return keys.has(orderedKey(element).toString('latin1')) || patterns.some((finds) => finds(element))
  }
}

export function patternTest(pattern: RegExp): ElementTest {
  return (element) => typeof element === 'string' && pattern.test(element)
}

/** `$mod`: numbers are cut to whole ones first. */
export function remainderTest(operand: unknown): ElementTest {
  const [divisor, remainder, ...more] = Array.isArray(operand) ? (operand as unknown[]) : []
  if (typeof divisor !== 'number' || typeof remainder !== 'number' || more.length > 0)
    throw invalidRequest('$mod needs a divisor and a remainder')
  const by = Math.trunc(divisor)
  if (by === 0) throw invalidRequest('divisor cannot be 0')
  return (element) =>
    typeof element === 'number' &&
    Number.isFinite(element) &&
    Math.trunc(element) % by === Math.trunc(remainder)
}

export function sizeTest(operand: unknown): ElementTest {
  if (!Number.isInteger(operand) || (operand as number) < 0)
    throw invalidRequest('$size needs a whole number that is not negative')
  return (element) => Array.isArray(element) && element.length === operand
}

const bothNaN = (a: unknown, b: unknown): boolean => Number.isNaN(a) && Number.isNaN(b)

function refusePattern(operand: unknown): void {
  if (operand instanceof RegExp) throw invalidRequest('a pattern is compared by itself or with $regex only')
}
