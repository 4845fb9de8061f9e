import { isContainer } from '../../element-path'
import { invalidRequest } from '../../errors'
import { isPlain } from '../../plain'

type Options = { path: string; includeArrayIndex?: string; preserveNullAndEmptyArrays?: boolean }

/** `$unwind`: one document for each element of an array; a plain value is one element. */
export function unwind(specification: unknown): (document: object) => object[] {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays: preserve = false } = optionsOf(specification)
  const field = path.slice(1).split('.')
  const indexed = (document: object, index: number | null) =>
    includeArrayIndex === undefined ? document : replaced(document, includeArrayIndex.split('.'), index)
  return (document) => {
    const value = valueAt(document, field)
    if (Array.isArray(value) && value.length > 0)
      return value.map((item, index) => indexed(replaced(document, field, item), index))
    const isPlainValue = value !== undefined && value !== null && !Array.isArray(value)
    if (!isPlainValue && !preserve) return []
    return [indexed(Array.isArray(value) ? replaced(document, field, undefined) : document, null)]
  }
}

function optionsOf(specification: unknown): Options {
  const options = typeof specification === 'string' ? { path: specification } : specification
  const known = ['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays']
  if (!isPlain(options) || Object.keys(options).some((key) => !known.includes(key)))
    throw invalidRequest('$unwind needs a path, and knows includeArrayIndex and preserveNullAndEmptyArrays')
  const { path, includeArrayIndex: index = 'i' } = options
  if (typeof path !== 'string' || !/^\$[^$]/.test(path))
    throw invalidRequest("path option to $unwind must begin with '$'")
  if (typeof index !== 'string' || !/^[^$]/.test(index))
    throw invalidRequest('$unwind cannot give its index that name')
  return options as Options
}

/** Arrays on the way aren't looked into. */
function valueAt(document: unknown, [field, ...rest]: readonly string[]): unknown {
  if (field === undefined) return document
  if (!isContainer(document) || Array.isArray(document) || !Object.hasOwn(document, field)) return undefined
  return valueAt((document as Record<string, unknown>)[field], rest)
}

/** A copy with another value at a path; `undefined` takes the field away. */
export function replaced(document: unknown, [field, ...rest]: readonly string[], value: unknown): object {
  const fields = new Map<string, unknown>(
    isContainer(document) && !Array.isArray(document) ? Object.entries(document) : [],
  )
  const after = rest.length === 0 ? value : replaced(fields.get(field!), rest, value)
  if (after === undefined) fields.delete(field!)
  else fields.set(field!, after)
  return Object.fromEntries(fields)
}
