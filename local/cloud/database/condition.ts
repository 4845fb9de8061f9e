import { Query } from 'mingo'
import { invalidRequest } from './errors'

/** A query as MongoDB writes it, values already revived. */
export type Condition = Record<string, unknown>

const LOGIC = ['$and', '$or', '$nor']
const COMPARISONS = [
  ...['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$regex', '$options', '$all'],
  ...['$elemMatch', '$size', '$mod', '$not'],
]

/**
 * Compiles a condition into a test of one document. Throws INVALID_PARAM for an operator this database doesn't
 * know (geographic ones, `$where`, `$text`), at once and not when a document comes by.
 */
export function compile(condition: Condition): (document: object) => boolean {
  checkCondition(condition)
  return understood(() => {
    const query = new Query(condition)
    return (document) => understood(() => query.test(document as Record<string, unknown>))
  })
}

export function checkCondition(condition: unknown): void {
  if (!isPlain(condition)) throw invalidRequest('a query must be an object')
  for (const [key, value] of Object.entries(condition)) {
    if (LOGIC.includes(key)) {
      if (!Array.isArray(value) || value.length === 0)
        throw invalidRequest(`${key} needs a list of conditions`)
      value.forEach(checkCondition)
    } else if (key.startsWith('$') && key !== '$expr') {
      throw invalidRequest(`unsupported query operator: ${key}`)
    } else if (key !== '$expr') {
      checkComparison(value)
    }
  }
}

function checkComparison(value: unknown): void {
  if (!isPlain(value)) return
  const operators = Object.keys(value).filter((key) => key.startsWith('$'))
  for (const operator of operators) {
    if (!COMPARISONS.includes(operator)) throw invalidRequest(`unsupported query operator: ${operator}`)
    const operand = value[operator]
    if (operator === '$not') checkComparison(operand)
    if (operator === '$elemMatch' && isPlain(operand)) {
      if (Object.keys(operand).some((key) => COMPARISONS.includes(key))) checkComparison(operand)
      else checkCondition(operand)
    }
    if (['$in', '$nin', '$all'].includes(operator) && !Array.isArray(operand)) {
      throw invalidRequest(`${operator} needs an array`)
    }
  }
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
}

/** What mingo doesn't understand is the request's fault, not ours: its error becomes INVALID_PARAM. */
export function understood<T>(evaluate: () => T): T {
  try {
    return evaluate()
  } catch (error) {
    throw invalidRequest(error instanceof Error ? error.message : String(error))
  }
}
