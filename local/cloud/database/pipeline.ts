import { Aggregator } from 'mingo'
import { compile, understood, type Condition } from './condition'
import type { Document } from './documents'
import { invalidRequest } from './errors'
import type { Reader } from './reader'
import type { Order } from './sort'

export type Stage = Record<string, unknown>

/** The stages the SDK's `aggregate()` offers, without the geographic one. */
const STAGES = [
  ...['$addFields', '$bucket', '$bucketAuto', '$count', '$group', '$limit', '$lookup', '$match', '$project'],
  ...['$replaceRoot', '$sample', '$skip', '$sort', '$sortByCount', '$unwind'],
]

/** Production returns no more without a `$limit`. */
const DEFAULT_ROWS = 20

/**
 * Runs an aggregation. A `$match`, `$sort`, `$limit` at its head are answered by the planner, so that they use
 * indexes; mingo does the rest on what they let through.
 */
export function aggregate(reader: Reader, collection: string, stages: readonly Stage[]): unknown[] {
  for (const stage of stages) {
    const [name] = Object.keys(stage)
    if (!name || !STAGES.includes(name)) throw invalidRequest(`unsupported aggregation stage: ${name}`)
    if (name === '$match') compile(stage.$match)
  }
  const { condition, order, limit, rest } = headOf(stages)
  const documents = reader.find(collection, { condition, order, limit })
  const resolve = (from: string) => reader.find(from, { condition: {} }) as never[]
  const result = understood(() =>
    new Aggregator(rest.flatMap(withoutBuckets) as never[], {
      collectionResolver: resolve,
      scriptEnabled: false,
    }).run<Document>(documents),
  )
  return stages.some((stage) => '$limit' in stage) ? result : result.slice(0, DEFAULT_ROWS)
}

type Bucket = { groupBy: unknown; boundaries: unknown[]; default?: unknown; output?: object }

/**
 * MongoDB itself turns `$bucket` into a group and a sort. mingo has one of its own, which puts a value that is
 * just a boundary into the bucket below.
 */
function withoutBuckets(stage: Stage): Stage[] {
  if (!('$bucket' in stage)) return [stage]
  const { groupBy, boundaries, output = { count: { $sum: 1 } }, ...rest } = stage.$bucket as Bucket
  const branches = boundaries.slice(0, -1).map((low, index) => ({
    case: { $and: [{ $gte: [groupBy, low] }, { $lt: [groupBy, boundaries[index + 1]] }] },
    then: { $literal: low },
  }))
  const fallback = 'default' in rest ? { default: { $literal: rest.default } } : {}
  return [{ $group: { _id: { $switch: { branches, ...fallback } }, ...output } }, { $sort: { _id: 1 } }]
}

function headOf(stages: readonly Stage[]) {
  const rest = [...stages]
  const conditions: Condition[] = []
  while (rest[0] && '$match' in rest[0]) conditions.push(rest.shift()!.$match as Condition)
  const order = rest[0] && '$sort' in rest[0] ? (rest.shift()!.$sort as Order) : undefined
  const limit = rest[0] && '$limit' in rest[0] ? Number(rest.shift()!.$limit) : undefined
  const condition = conditions.length > 1 ? { $and: conditions } : (conditions[0] ?? {})
  return { condition, order, limit, rest }
}
