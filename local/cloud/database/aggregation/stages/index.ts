import { compile } from '../../condition'
import { invalidRequest } from '../../errors'
import { isPlain } from '../../plain'
import { sortDocuments, type Order } from '../../sort'
import { compileExpression } from '../expression'
import type { Expression } from '../operator'
import { objectIn, wholeNumberIn } from '../values'
import { bucket, bucketAuto } from './buckets'
import { addFields, project } from './fields'
import { group, sortByCount, type Run } from './groups'
import { lookup, type Joined } from './lookup'
import { unwind } from './unwind'

export type { Run } from './groups'

/** One stage of an aggregation, as `{ $match: … }`. */
export type Stage = Record<string, unknown>

type Make = (specification: unknown, names: readonly string[], joined: Joined) => Run

/** The stages that the SDK's `aggregate()` offers, without the geographic one. */
const STAGES: Record<string, Make> = {
  $addFields: each(addFields),
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $count: count,
  $group: group,
  $limit: (number) => {
    const most = atLeast('$limit', number, 1)
    return (documents) => documents.slice(0, most)
  },
  $lookup: lookup,
  $match: (condition, names) => {
    // Once to refuse at once what isn't known: the values of the variables come with the documents.
    compile(condition, Object.fromEntries(names.map((name) => [name, undefined])))
    return (documents, variables) => documents.filter(compile(condition, variables))
  },
  $project: each(project),
  $replaceRoot: each((specification, names) => {
    const root = compileExpression(objectIn('$replaceRoot', specification).newRoot, names)
    return (scope) => objectIn('$replaceRoot’s newRoot', root(scope))
  }),
  $sample: (specification) => {
    const size = atLeast('$sample', objectIn('$sample', specification).size, 0)
    return (documents) => shuffled(documents).slice(0, size)
  },
  $skip: (number) => {
    const first = atLeast('$skip', number, 0)
    return (documents) => documents.slice(first)
  },
  $sort: (specification) => {
    const order = orderOf(specification)
    return (documents) => sortDocuments(documents, order)
  },
  $sortByCount: sortByCount,
  $unwind: (specification) => {
    const elements = unwind(specification)
    return (documents) => documents.flatMap(elements)
  },
}

/** Compiles stages into one. Throws INVALID_PARAM for what isn't known. `names`: variables that expressions may use. */
export function compileStages(
  stages: unknown,
  names: readonly string[],
  joined: Omit<Joined, 'compile'>,
): Run {
  if (!Array.isArray(stages)) throw invalidRequest('a pipeline must be a list of stages')
  const compileInner: Joined['compile'] = (inner, known) => compileStages(inner, known, joined)
  const runs = stages.map((stage: unknown) => {
    const [name = '', ...more] = isPlain(stage) ? Object.keys(stage) : []
    const make = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined
    if (!make || more.length > 0) throw invalidRequest(`unsupported aggregation stage: ${name}`)
    return make((stage as Stage)[name], names, { ...joined, compile: compileInner })
  })
  return (documents, variables) =>
    runs.reduce<readonly object[]>((rest, run) => run(rest, variables), documents) as object[]
}

/** Fields with 1 or -1. Throws INVALID_PARAM for another order. */
export function orderOf(specification: unknown): Order {
  const order = objectIn('$sort', specification)
  const directions = Object.values(order)
  if (directions.length === 0 || !directions.every((direction) => direction === 1 || direction === -1))
    throw invalidRequest('$sort needs fields with 1 (ascending) or -1 (descending)')
  return order as Order
}

function each(make: (specification: unknown, names: readonly string[]) => Expression): Make {
  return (specification, names) => {
    const change = make(specification, names)
    return (documents, variables) => documents.map((root) => change({ root, variables }) as object)
  }
}

/** No document at all where none comes in. */
function count(name: unknown): Run {
  if (typeof name !== 'string' || !/^[^$.][^.]*$/.test(name))
    throw invalidRequest('$count needs the name of a field')
  return (documents) => (documents.length === 0 ? [] : [{ [name]: documents.length }])
}

export function atLeast(name: string, value: unknown, least: number): number {
  const number = wholeNumberIn(name, value)
  if (number < least) throw invalidRequest(`${name} must be ${least === 0 ? 'non-negative' : 'positive'}`)
  return number
}

function shuffled<T>(items: readonly T[]): T[] {
  const order = items.map((item) => ({ item, place: Math.random() })).sort((a, b) => a.place - b.place)
  return order.map(({ item }) => item)
}
