import { invalidRequest } from '../errors'
import { orderedKey } from '../ordered-key'
import { isPlain } from '../plain'

/** Null, or a field that isn't there: `undefined` stands for the latter in all expressions. */
export const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null

/** What counts as true in an expression: everything but false, zero, null and what is absent. */
export const isTrue = (value: unknown): boolean => !isAbsent(value) && value !== false && value !== 0

/** MongoDB's order over all types; what is absent comes before null. */
export const compareValues = (a: unknown, b: unknown): number => Buffer.compare(orderedKey(a), orderedKey(b))

/** Equal values have equal texts: to look values up by. */
export const keyOf = (value: unknown): string => orderedKey(value).toString('latin1')

export function typeName(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return value instanceof Date ? 'date' : typeof value
}

const wrong = (operator: string, wanted: string, value: unknown) =>
  invalidRequest(`${operator} needs ${wanted}, not ${typeName(value)}`)

export function numberIn(operator: string, value: unknown): number {
  if (typeof value !== 'number') throw wrong(operator, 'a number', value)
  return value
}

export function wholeNumberIn(operator: string, value: unknown): number {
  if (!Number.isInteger(value)) throw wrong(operator, 'a whole number', value)
  return value as number
}

export function arrayIn(operator: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw wrong(operator, 'an array', value)
  return value as unknown[]
}

export function textIn(operator: string, value: unknown): string {
  if (typeof value !== 'string') throw wrong(operator, 'a text', value)
  return value
}

export function dateIn(operator: string, value: unknown): Date {
  if (!(value instanceof Date)) throw wrong(operator, 'a date', value)
  return value
}

export function objectIn(operator: string, value: unknown): Record<string, unknown> {
  if (!isPlain(value)) throw wrong(operator, 'an object', value)
  return value
}
