import { atLeast, compileStages, orderOf, type Stage } from './aggregation/stages'
import type { Condition } from './condition'
import type { Reader } from './reader'
import type { Order } from './sort'

export type { Stage } from './aggregation/stages'

/** Production returns no more without a `$limit`. */
const DEFAULT_ROWS = 20

/**
 * Runs an aggregation. A `$match`, `$sort`, `$limit` at its head are answered by the planner, so that they use
 * indexes, and so is what a `$lookup` looks for.
 */
export function aggregate(reader: Reader, collection: string, stages: readonly Stage[]): unknown[] {
  const find = (from: string, condition: Condition) => reader.find(from, { condition })
  // All of them, so that a wrong one is refused also where the planner would answer it.
  compileStages(stages, [], { find })
  const { condition, order, limit, rest } = headOf(stages)
  const documents = reader.find(collection, { condition, order, limit })
  const result = compileStages(rest, [], { find })(documents, {})
  return stages.some((stage) => '$limit' in stage) ? result : result.slice(0, DEFAULT_ROWS)
}

function headOf(stages: readonly Stage[]) {
  const rest = [...stages]
  const conditions: Condition[] = []
  while (rest[0] && '$match' in rest[0]) conditions.push(rest.shift()!.$match as Condition)
  const order: Order | undefined = rest[0] && '$sort' in rest[0] ? orderOf(rest.shift()!.$sort) : undefined
  const limit = rest[0] && '$limit' in rest[0] ? atLeast('$limit', rest.shift()!.$limit, 1) : undefined
  const condition = conditions.length > 1 ? { $and: conditions } : (conditions[0] ?? {})
  return { condition, order, limit, rest }
}
