import type { Condition } from './condition'
import { isPlain } from './plain'

/** What a condition certainly demands of one field: one of some values, or a stretch of one type, or a text's beginning. */
export type Constraint = { equals?: unknown[]; low?: unknown; high?: unknown; prefix?: string }

/** Collects, from the top level and from every `$and`, what an index could use. */
export function constraintsOf(condition: Condition): Map<string, Constraint> {
  const constraints = new Map<string, Constraint>()
  gather(condition, constraints)
  return constraints
}

function gather(condition: Condition, constraints: Map<string, Constraint>): void {
  for (const [field, demand] of Object.entries(condition)) {
    if (field === '$and') for (const part of demand as Condition[]) gather(part, constraints)
    if (field.startsWith('$')) continue
    constraints.set(field, merge(constraints.get(field) ?? {}, demand))
  }
}

function merge(known: Constraint, demand: unknown): Constraint {
  if (demand instanceof RegExp) return withPrefix(known, demand.source, demand.flags)
  if (!isPlain(demand) || !Object.keys(demand).some((key) => key.startsWith('$')))
    return withEquals(known, [demand])
  let constraint = known
  for (const [operator, operand] of Object.entries(demand)) {
    if (operator === '$eq') constraint = withEquals(constraint, [operand])
    if (operator === '$in') constraint = withEquals(constraint, operand as unknown[])
    if ((operator === '$gt' || operator === '$gte') && bounds(operand))
      constraint = { low: operand, ...constraint }
    if ((operator === '$lt' || operator === '$lte') && bounds(operand))
      constraint = { high: operand, ...constraint }
    if (operator === '$regex') constraint = withRegex(constraint, operand, demand.$options)
  }
  return constraint
}

/** An array, an object (whose fields may stand in another order) or a pattern can't be looked up as one key. */
function withEquals(known: Constraint, values: unknown[]): Constraint {
  const simple = values.every((value) => value === null || bounds(value))
  return simple && known.equals === undefined ? { ...known, equals: unique(values) } : known
}

function unique(values: unknown[]): unknown[] {
  const seen = new Set<string>()
  return values.filter((value) => {
    const text =
      value instanceof Date ? `date ${value.getTime()}` : `${typeof value} ${JSON.stringify(value)}`
    return !seen.has(text) && seen.add(text)
  })
}

const bounds = (value: unknown) =>
  ['number', 'string', 'boolean'].includes(typeof value) || value instanceof Date

function withRegex(known: Constraint, operand: unknown, options: unknown): Constraint {
  if (options !== undefined && options !== '') return known
  if (operand instanceof RegExp) return withPrefix(known, operand.source, operand.flags)
  return typeof operand === 'string' ? withPrefix(known, operand, '') : known
}

/** `/^abc/` is a stretch of the index; anything less plain isn't. */
function withPrefix(known: Constraint, pattern: string, flags: string): Constraint {
  const plain = /^\^([\p{L}\p{N} _:-]+)$/u.exec(pattern)
  return plain && (flags === '' || flags === 'u') ? { ...known, prefix: plain[1]! } : known
}
