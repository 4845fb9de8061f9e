import { invalidRequest } from '../../errors'
import { isPlain } from '../../plain'
import { compileExpression } from '../expression'
import { compareValues, wholeNumberIn } from '../values'
import { outputOf, type Run } from './groups'

const COUNTED = { count: { $sum: 1 } }

/** `$bucket`: documents between boundaries; the lower one belongs to a bucket, the upper one to the next. */
export function bucket(specification: unknown, names: readonly string[]): Run {
  const { groupBy, boundaries, output = COUNTED, ...rest } = isPlain(specification) ? specification : {}
  if (!Array.isArray(boundaries) || boundaries.length < 2 || groupBy === undefined)
    throw invalidRequest('$bucket needs a groupBy and at least two boundaries')
  const ascending = boundaries.every(
    (value, index) => index === 0 || compareValues(boundaries[index - 1], value) < 0,
  )
  if (!ascending || Object.keys(rest).some((part) => part !== 'default'))
    throw invalidRequest('$bucket needs boundaries in ascending order, and but for a default no more')
  const [value, fields] = [compileExpression(groupBy, names), outputOf(output, names)] as const
  return (documents, variables) => {
    const buckets = new Map<unknown, object[]>()
    for (const document of documents) {
      const id = bucketOf(value({ root: document, variables }))
      const members = buckets.get(id)
      if (members) members.push(document)
      else buckets.set(id, [document])
    }
    const sorted = [...buckets].sort(([a], [b]) => compareValues(a, b))
    return sorted.map(([_id, members]) => ({ _id, ...fields(members, variables) }))
  }

  function bucketOf(value: unknown): unknown {
    const list = boundaries as unknown[]
    const above = list.findIndex((boundary) => compareValues(value, boundary) < 0)
    if (above > 0) return list[above - 1]
    if (!('default' in rest))
      throw invalidRequest('$bucket found a value outside of its boundaries, and no default')
    return rest.default
  }
}

/** `$bucketAuto`: as many buckets of about the same size; equal values stay in one. */
export function bucketAuto(specification: unknown, names: readonly string[]): Run {
  const { groupBy, buckets, output = COUNTED, ...rest } = isPlain(specification) ? specification : {}
  const count = wholeNumberIn('$bucketAuto', buckets)
  if (groupBy === undefined || count < 1 || Object.keys(rest).length > 0)
    throw invalidRequest(
      '$bucketAuto needs a groupBy and a number of buckets; a granularity is not supported here',
    )
  const [value, fields] = [compileExpression(groupBy, names), outputOf(output, names)] as const
  return (documents, variables) => {
    const rows = documents.map((document) => ({
      document,
      value: value({ root: document, variables }) ?? null,
    }))
    rows.sort((a, b) => compareValues(a.value, b.value))
    const size = Math.max(1, Math.round(rows.length / count))
    const filled: (typeof rows)[] = []
    while (rows.length > 0) {
      const bucket = rows.splice(0, filled.length === count - 1 ? rows.length : size)
      while (rows[0] && compareValues(rows[0].value, bucket.at(-1)!.value) === 0) bucket.push(rows.shift()!)
      filled.push(bucket)
    }
    return filled.map((bucket, index) => ({
      _id: { min: bucket[0]!.value, max: filled[index + 1]?.[0]!.value ?? bucket.at(-1)!.value },
      ...fields(
        bucket.map(({ document }) => document),
        variables,
      ),
    }))
  }
}
