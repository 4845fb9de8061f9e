import { invalidRequest } from '../../errors'
import { isPlain } from '../../plain'
import { accumulators } from '../accumulators'
import { compileExpression } from '../expression'
import type { Variables } from '../operator'
import { keyOf } from '../values'

/** Makes the documents of one stage out of those of the stage before. */
export type Run = (documents: readonly object[], variables: Variables) => object[]

type Output = (documents: readonly object[], variables: Variables) => Record<string, unknown>

/** `$group`: one document for each value of `_id`, in the order in which the values first come. */
export function group(specification: unknown, names: readonly string[]): Run {
  if (!isPlain(specification) || !('_id' in specification))
    throw invalidRequest("a group specification must include an '_id'")
  const { _id, ...fields } = specification
  const id = compileExpression(_id, names)
  const output = outputOf(fields, names)
  return (documents, variables) => {
    const groups = new Map<string, { _id: unknown; members: object[] }>()
    for (const document of documents) {
      const value = id({ root: document, variables }) ?? null
      const known = groups.get(keyOf(value))
      if (known) known.members.push(document)
      else groups.set(keyOf(value), { _id: value, members: [document] })
    }
    return [...groups.values()].map((one) => ({ _id: one._id, ...output(one.members, variables) }))
  }
}

/** Fields made of a group's documents, each by one accumulator. */
export function outputOf(fields: unknown, names: readonly string[]): Output {
  if (!isPlain(fields)) throw invalidRequest('the fields of a group must be an object')
  const compiled = Object.entries(fields).map(([field, made]) => {
    const [name = '', ...more] = isPlain(made) ? Object.keys(made) : []
    if (!Object.hasOwn(accumulators, name) || more.length > 0 || field.includes('.'))
      throw invalidRequest(`The field '${field}' must be an accumulator object: ${name}`)
    const value = compileExpression((made as Record<string, unknown>)[name], names)
    return { field, accumulate: accumulators[name]!, value }
  })
  return (documents, variables) =>
    Object.fromEntries(
      compiled.map(({ field, accumulate, value }) => [
        field,
        accumulate(documents.map((document) => value({ root: document, variables }))),
      ]),
    )
}

/** `$sortByCount`: how many documents have each value, the most frequent first. */
export function sortByCount(expression: unknown, names: readonly string[]): Run {
  const isReference = typeof expression === 'string' && expression.startsWith('$')
  const isOperator = isPlain(expression) && Object.keys(expression)[0]?.startsWith('$')
  if (!isReference && !isOperator) throw invalidRequest('$sortByCount needs a field or an operator')
  const counted = group({ _id: expression, count: { $sum: 1 } }, names)
  return (documents, variables) => {
    const groups = counted(documents, variables) as { count: number }[]
    return groups.sort((a, b) => b.count - a.count)
  }
}
