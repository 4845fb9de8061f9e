import { compileExpression } from './aggregation/expression'
import type { Variables } from './aggregation/operator'
import { isTrue } from './aggregation/values'
import type { ElementTest } from './comparison'
import { allOf, demandsOn, leaf, type Demand } from './demand'
import { isContainer } from './element-path'
import { invalidRequest } from './errors'
import { isPlain } from './plain'

/** A query as MongoDB writes it, values already revived. */
export type Condition = Record<string, unknown>

/** Whether a document meets a condition. */
export type Test = (document: object) => boolean

/**
 * Compiles a condition into a test of one document. Throws INVALID_PARAM for an operator this database doesn't
 * know (geographic ones, `$where`, `$text`, `$jsonSchema`), at once and not when a document comes by. `variables`:
 * those that an `$expr` inside a `$lookup` may name.
 */
export function compile(condition: unknown, variables: Variables = {}): Test {
  const tests = entriesOf(condition).map(([key, operand]): Test => {
    if (key !== '$expr') return testOf(key, operand, (nested) => compile(nested, variables))
    const value = compileExpression(operand, Object.keys(variables))
    return (document) => isTrue(value({ root: document, variables }))
  })
  return (document) => tests.every((test) => test(document))
}

/** Compiles what `$elemMatch` asks of one element: operators ask the element itself, fields what it contains. */
export function compileElement(criteria: Condition): ElementTest {
  if (asksItself(criteria)) return allOf(demandsOn(criteria, elementMatching)).single
  const test = compileFields(criteria)
  return (element) => isContainer(element) && test(element)
}

/** Whether criteria for an element are operators on the element itself, such as `{ $gt: 1 }`. */
export function asksItself(criteria: Condition): boolean {
  const [first] = Object.keys(criteria)
  return first !== undefined && first.startsWith('$') && !Object.hasOwn(LOGIC, first)
}

/** As `compile`, without `$expr`, which stands at the top of a query only. */
function compileFields(condition: unknown): Test {
  const tests = entriesOf(condition).map(([key, operand]) => testOf(key, operand, compileFields))
  return (document) => tests.every((test) => test(document))
}

function entriesOf(condition: unknown): [string, unknown][] {
  if (!isPlain(condition)) throw invalidRequest('a query must be an object')
  return Object.entries(condition)
}

function testOf(key: string, operand: unknown, nested: (condition: unknown) => Test): Test {
  if (Object.hasOwn(LOGIC, key)) {
    if (!Array.isArray(operand) || operand.length === 0)
      throw invalidRequest(`${key} needs a list of conditions`)
    return LOGIC[key]!(operand.map(nested))
  }
  if (key.startsWith('$')) throw invalidRequest(`unsupported query operator: ${key}`)
  const demand = allOf(demandsOn(operand, elementMatching))
  const path = key.split('.')
  return (document) => demand.field(document, path)
}

const LOGIC: Record<string, (tests: Test[]) => Test> = {
  $and: (tests) => (document) => tests.every((test) => test(document)),
  $or: (tests) => (document) => tests.some((test) => test(document)),
  $nor: (tests) => (document) => !tests.some((test) => test(document)),
}

function elementMatching(operand: unknown): Demand {
  if (!isPlain(operand)) throw invalidRequest('$elemMatch needs an object')
  const matches = compileElement(operand)
  return leaf((element) => Array.isArray(element) && element.some(matches), 'whole')
}
