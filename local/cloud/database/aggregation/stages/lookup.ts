import type { Condition } from '../../condition'
import { elementsAt } from '../../element-path'
import { invalidRequest } from '../../errors'
import { isPlain } from '../../plain'
import { compileExpression } from '../expression'
import type { Run } from './groups'
import { replaced } from './unwind'

/** What a `$lookup` needs of the database: documents by a condition, and to run stages on them. */
export type Joined = {
  find: (collection: string, condition: Condition) => object[]
  compile: (stages: unknown, names: readonly string[]) => Run
}

/** `$lookup`: documents of another collection, by equal fields or as the result of stages with variables. */
export function lookup(specification: unknown, names: readonly string[], joined: Joined): Run {
  const given = isPlain(specification) ? specification : {}
  const parts = Object.keys(given).sort().join()
  const { from, as } = given
  if (typeof from !== 'string' || typeof as !== 'string') throw invalidRequest('$lookup needs from and as')
  if (parts === 'as,foreignField,from,localField') return byEquality(given, from, as, joined)
  if (parts === 'as,from,pipeline' || parts === 'as,from,let,pipeline')
    return byPipeline(given, from, as, names, joined)
  throw invalidRequest('$lookup needs localField and foreignField, or a pipeline (with let)')
}

/** An absent field is equal to null; of an array any element will do. */
function byEquality(given: Record<string, unknown>, from: string, as: string, { find }: Joined): Run {
  const { localField, foreignField } = given
  if (typeof localField !== 'string' || typeof foreignField !== 'string')
    throw invalidRequest('$lookup needs localField and foreignField as texts')
  const path = localField.split('.')
  return (documents) =>
    documents.map((document) => {
      const whole = elementsAt(document, path, true)
      const values = whole.flatMap((value): unknown[] => (Array.isArray(value) ? value : [value ?? null]))
      const condition = { [foreignField]: { $in: values.length === 0 ? [null] : values } }
      return replaced(document, as.split('.'), find(from, condition))
    })
}

function byPipeline(
  given: Record<string, unknown>,
  from: string,
  as: string,
  names: readonly string[],
  { find, compile }: Joined,
): Run {
  const { let: lets = {}, pipeline } = given
  if (!isPlain(lets)) throw invalidRequest('$lookup needs its variables as an object')
  const values = Object.entries(lets).map(([name, value]) => [name, compileExpression(value, names)] as const)
  const run = compile(pipeline, [...names, ...values.map(([name]) => name)])
  return (documents, variables) => {
    const others = documents.length === 0 ? [] : find(from, {})
    return documents.map((document) => {
      const bound = values.map(([name, value]) => [name, value({ root: document, variables })] as const)
      return replaced(document, as.split('.'), run(others, { ...variables, ...Object.fromEntries(bound) }))
    })
  }
}
