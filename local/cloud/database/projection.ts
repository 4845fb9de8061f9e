import { compileElement } from './condition'
import { isContainer } from './element-path'
import { invalidRequest } from './errors'
import { isPlain } from './plain'

/** The fields a query gives back: 1 or 0 each, or of an array only some elements (`$slice`, `$elemMatch`). */
export type Projection = Readonly<Record<string, unknown>>

type Change = (value: unknown) => unknown
/** What becomes of each field that is named; `undefined` as a result leaves it out. */
type Tree = Map<string, Change | Tree>

const keep: Change = (value) => value
const drop: Change = () => undefined

/**
 * Compiles a projection. As soon as one field is asked for (or an `$elemMatch`), what isn't asked for is left out,
 * but for `_id`. Throws INVALID_PARAM where fields are both asked for and left out.
 */
export function compileProjection(projection: Projection): (document: object) => unknown {
  const fields = Object.entries(projection)
  const changes = fields.map(([field, wanted]) => [field, changeOf(field, wanted)] as const)
  const asked = fields.filter(([, wanted]) => isOne(wanted) || (isPlain(wanted) && '$elemMatch' in wanted))
  const left = fields.filter(([, wanted]) => isZero(wanted))
  const onlyId = (field: string) => field === '_id'
  const inclusive = asked.some(([field]) => !onlyId(field)) || (asked.length > 0 && left.length === 0)
  if (inclusive && left.some(([field]) => !onlyId(field)))
    throw invalidRequest('Projection cannot have a mix of inclusion and exclusion.')
  const tree: Tree = new Map()
  if (inclusive && !('_id' in projection)) tree.set('_id', keep)
  for (const [field, change] of changes) place(tree, field.split('.'), change, field)
  return (document) => apply(tree, inclusive, document)
}

const isOne = (wanted: unknown): boolean => wanted === true || (typeof wanted === 'number' && wanted !== 0)
const isZero = (wanted: unknown): boolean => wanted === false || wanted === 0

function changeOf(field: string, wanted: unknown): Change {
  if (isOne(wanted)) return keep
  if (isZero(wanted)) return drop
  const [operator, ...more] = isPlain(wanted) ? Object.entries(wanted) : []
  if (operator?.[0] === '$slice' && more.length === 0) return slice(operator[1])
  if (operator?.[0] === '$elemMatch' && more.length === 0) return firstMatching(field, operator[1])
  throw invalidRequest(`unsupported projection of ${field}: ${JSON.stringify(wanted)}`)
}

function place(tree: Tree, [field, ...rest]: string[], change: Change, whole: string): void {
  const before = tree.get(field!)
  if (rest.length > 0 && !(typeof before === 'function')) {
    const branch = before ?? new Map<string, Change | Tree>()
    tree.set(field!, branch)
    return place(branch, rest, change, whole)
  }
  if (before !== undefined) throw invalidRequest(`Path collision at ${whole}`)
  tree.set(field!, change)
}

function apply(tree: Tree, inclusive: boolean, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => apply(tree, inclusive, item)).filter((item) => item !== undefined)
  }
  // A plain value where fields of an object are asked for has none of them.
  if (!isContainer(value)) return inclusive ? undefined : value
  const kept = Object.entries(value).map(([field, item]: [string, unknown]) => {
    const wanted = tree.get(field)
    if (wanted === undefined) return [field, inclusive ? undefined : item] as const
    return [field, typeof wanted === 'function' ? wanted(item) : apply(wanted, inclusive, item)] as const
  })
  return Object.fromEntries(kept.filter(([, item]) => item !== undefined))
}

/** The first elements, the last ones, or some after a place; what is no array stays whole. */
function slice(operand: unknown): Change {
  const numbers: unknown[] = Array.isArray(operand) ? operand : [operand]
  const isPair = Array.isArray(operand)
  if (!numbers.every(Number.isInteger) || (isPair && (numbers.length !== 2 || (numbers[1] as number) <= 0)))
    throw invalidRequest('$slice needs a number, or a place and a number above zero')
  const [first, limit] = numbers as [number, number]
  return (value) => {
    if (!Array.isArray(value)) return value
    if (!isPair) return first < 0 ? value.slice(first) : value.slice(0, first)
    const start = first < 0 ? Math.max(0, value.length + first) : first
    return value.slice(start, start + limit)
  }
}

function firstMatching(field: string, criteria: unknown): Change {
  if (!isPlain(criteria)) throw invalidRequest('$elemMatch needs an object')
  if (field.includes('.')) throw invalidRequest('Cannot use $elemMatch projection on a nested field.')
  const matches = compileElement(criteria)
  return (value) => {
    const found = Array.isArray(value) ? value.findIndex(matches) : -1
    return found < 0 ? undefined : [(value as unknown[])[found]]
  }
}
