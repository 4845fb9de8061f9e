import type { Condition } from './condition'
import { constraintsOf, type Constraint } from './constraints'
import { ID_INDEX, type IndexDeclaration } from './indexes'
import { ABOVE, invert, orderedKey, tagOf, textPrefix, type Direction } from './ordered-key'
import type { Order } from './sort'

/** Keys from `low` (included) to `high` (not included). */
export type KeyRange = { low: Buffer; high: Buffer }

/**
 * How a query is answered: which index, which stretches of it, read in which direction, and whether each stretch
 * comes out in the wanted order. `scan` means that nothing narrows the search: every document is read, in the order
 * of insertion, which is also the order of equal keys.
 */
export type Plan = {
  index: IndexDeclaration
  ranges: KeyRange[]
  direction: Direction
  sorted: boolean
  scan: boolean
}

/** The fields of an index that are arrays in some document; ranges and order are less sure there. */
export type ArrayFields = (index: IndexDeclaration) => ReadonlySet<string>

/** More stretches than this aren't worth reading one by one. */
const MAX_RANGES = 200

/**
 * Picks the index for a condition and an order. The plan always covers every matching document, and may cover
 * more: whoever reads it tests each document.
 */
export function plan(
  condition: Condition,
  order: Order,
  indexes: readonly IndexDeclaration[],
  arrayFields: ArrayFields = () => new Set(),
): Plan {
  const constraints = constraintsOf(condition)
  const candidates = [ID_INDEX, ...indexes].map((index) =>
    planFor(index, constraints, order, arrayFields(index)),
  )
  return candidates.reduce((best, candidate) => (candidate.score > best.score ? candidate : best))
}

type Scored = Plan & { score: number }

function planFor(
  index: IndexDeclaration,
  constraints: Map<string, Constraint>,
  order: Order,
  arrays: ReadonlySet<string>,
): Scored {
  let prefixes: Buffer[] = [Buffer.alloc(0)]
  let used = 0
  let range: ((prefix: Buffer) => KeyRange) | undefined
  for (const [field, direction] of index.keys) {
    const constraint = constraints.get(field)
    if (!constraint) break
    const { equals } = constraint
    if (equals && prefixes.length * equals.length <= MAX_RANGES) {
      prefixes = prefixes.flatMap((prefix) =>
        equals.map((value) => Buffer.concat([prefix, orderedKey(value, direction)])),
      )
      used++
      continue
    }
    range = rangeOf(constraint, direction, arrays.size > 0)
    break
  }
  const ranges = prefixes
    .map((prefix) => (range ? range(prefix) : { low: prefix, high: Buffer.concat([prefix, ABOVE]) }))
    .sort((a, b) => Buffer.compare(a.low, b.low))
  const { sorted, direction } = orderOf(index, used, order, arrays)
  const narrowed = used > 0 || range !== undefined
  const ordered = sorted && Object.keys(order).length > 0
  const wholeId = index === ID_INDEX && used > 0
  // An equality narrows more than a range; serving the order saves reading and sorting the rest.
  const score = (wholeId ? 1000 : 0) + used * 4 + (range ? 2 : 0) + (ordered ? 3 : 0)
  return { index, ranges, direction, sorted, scan: !narrowed && !ordered, score }
}

/**
 * Does reading one stretch give the wanted order? The fields that the stretch pins to one value don't matter; the
 * rest must follow the index's remaining fields, all along it or all against it. Equal keys stand in the order of
 * insertion, so an order that goes on with `_id` needs an index that does.
 */
function orderOf(index: IndexDeclaration, used: number, order: Order, arrays: ReadonlySet<string>) {
  // An array that holds the wanted value isn't pinned to it: its smallest or largest element decides its place. Other
  // fields keep their order behind one pinned element, as in production.
  const loose = index.keys.slice(used).some(([field]) => isArray(arrays, field))
  if (loose || Object.keys(order).some((field) => isArray(arrays, field)))
    return { sorted: Object.keys(order).length === 0, direction: 1 as Direction }
  const pinned = index.keys.slice(0, used).map(([field]) => field)
  const wanted = Object.entries(order).filter(([field]) => !pinned.includes(field))
  const [first] = wanted
  if (!first) return { sorted: true, direction: 1 as Direction }
  const rest = index.keys.slice(used)
  const direction = (first[1] * (rest[0]?.[1] ?? 1)) as Direction
  const follows = wanted.every(
    ([field, way], place) => rest[place]?.[0] === field && rest[place][1] * way === direction,
  )
  return { sorted: follows, direction: follows ? direction : (1 as Direction) }
}

const isArray = (arrays: ReadonlySet<string>, field: string): boolean =>
  arrays.has(field.split('.')[0] ?? field)

function rangeOf(constraint: Constraint, direction: Direction, multikey: boolean) {
  const { low, high, prefix } = constraint
  if (prefix !== undefined) return around(textPrefix(prefix), textPrefix(prefix), direction)
  if (low === undefined && high === undefined) return undefined
  if (low !== undefined && high !== undefined && tagOf(low) !== tagOf(high)) return undefined
  const tag = Buffer.from([tagOf(low ?? high)])
  // An array may meet the two bounds with two elements: only one bound can narrow then.
  const upper = multikey && low !== undefined ? undefined : high
  return around(
    low === undefined ? tag : orderedKey(low),
    upper === undefined ? tag : orderedKey(upper),
    direction,
  )
}

/** Everything from keys beginning with `low` to keys beginning with `high`. */
function around(low: Buffer, high: Buffer, direction: Direction) {
  const [first, last] = direction === 1 ? [low, high] : [invert(high), invert(low)]
  return (prefix: Buffer): KeyRange => ({
    low: Buffer.concat([prefix, first]),
    high: Buffer.concat([prefix, last, ABOVE]),
  })
}
