import {
  amongThese,
  equalTo,
  patternTest,
  relatedTo,
  remainderTest,
  sizeTest,
  type ElementTest,
} from './comparison'
import { elementsAt } from './element-path'
import { invalidRequest } from './errors'
import { patternOf } from './pattern'
import { isPlain } from './plain'

/**
 * What an operator demands: of one element (inside `$elemMatch` and `$pull`), and of a field, where one of the
 * elements that its path leads to has to meet it, or none when it is negated.
 */
export type Demand = {
  single: ElementTest
  field: (document: object, path: readonly string[]) => boolean
}

/** Makes the demand of an `$elemMatch`, whose operand is a condition again. */
export type ElementMatching = (operand: unknown) => Demand

/** The demands of what stands beside a field: a value, a pattern, or operators. Throws for an unknown operator. */
export function demandsOn(value: unknown, elementMatching: ElementMatching): Demand[] {
  if (value instanceof RegExp) return [leaf(patternTest(value))]
  const comparison = isPlain(value) ? value : {}
  const operators = Object.keys(comparison).filter((key) => key.startsWith('$'))
  if (operators.length === 0) return [leaf(equalTo(value))]
  if (operators.length < Object.keys(comparison).length)
    throw invalidRequest('operators and fields cannot stand side by side in a comparison')
  if ('$options' in comparison && !('$regex' in comparison)) throw invalidRequest('$options needs a $regex')
  return operators
    .filter((operator) => operator !== '$options')
    .map((operator) => {
      const make = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined
      if (!make) throw invalidRequest(`unsupported query operator: ${operator}`)
      return make(comparison[operator], comparison, elementMatching)
    })
}

type Make = (
  operand: unknown,
  comparison: Record<string, unknown>,
  elementMatching: ElementMatching,
) => Demand

const OPERATORS: Record<string, Make> = {
  $eq: (operand) => leaf(equalTo(operand)),
  $ne: (operand) => not(leaf(equalTo(operand))),
  $gt: (operand) => leaf(relatedTo('$gt', operand)),
  $gte: (operand) => leaf(relatedTo('$gte', operand)),
  $lt: (operand) => leaf(relatedTo('$lt', operand)),
  $lte: (operand) => leaf(relatedTo('$lte', operand)),
  $in: (operand) => leaf(amongThese(valuesOf('$in', operand))),
  $nin: (operand) => not(leaf(amongThese(valuesOf('$nin', operand)))),
  $exists: (operand) => (operand ? present : not(present)),
  $regex: (operand, { $options }) => leaf(patternTest(combined(operand, $options))),
  $mod: (operand) => leaf(remainderTest(operand)),
  $size: (operand) => leaf(sizeTest(operand), 'whole'),
  $all: (operand, _comparison, elementMatching) => all(operand, elementMatching),
  $not: (operand, _comparison, elementMatching) => not(allOf(negated(operand, elementMatching))),
  $elemMatch: (operand, _comparison, elementMatching) => elementMatching(operand),
}

/** `arrays`: whether an array at the path's end is asked element by element, or as a whole only. */
export function leaf(single: ElementTest, arrays: 'elements' | 'whole' = 'elements'): Demand {
  return { single, field: (document, path) => elementsAt(document, path, arrays === 'whole').some(single) }
}

const present = leaf((element) => element !== undefined)

export function allOf(demands: readonly Demand[]): Demand {
  return {
    single: (element) => demands.every(({ single }) => single(element)),
    field: (document, path) => demands.every(({ field }) => field(document, path)),
  }
}

function not({ single, field }: Demand): Demand {
  return { single: (element) => !single(element), field: (document, path) => !field(document, path) }
}

function negated(operand: unknown, elementMatching: ElementMatching): Demand[] {
  const asks = isPlain(operand) && Object.keys(operand).some((key) => key.startsWith('$'))
  if (!asks && !(operand instanceof RegExp)) throw invalidRequest('$not needs a pattern or operators')
  return demandsOn(operand, elementMatching)
}

/** Each of the values, so that a plain value meets a list of one; an empty list is met by nothing. */
function all(operand: unknown, elementMatching: ElementMatching): Demand {
  if (!Array.isArray(operand)) throw invalidRequest('$all needs an array')
  if (operand.length === 0) return leaf(() => false)
  return allOf(
    operand.map((value: unknown) => {
      if (value instanceof RegExp) return leaf(patternTest(value))
      if (!isPlain(value) || !Object.keys(value)[0]?.startsWith('$')) return leaf(equalTo(value))
      if (Object.keys(value).join() !== '$elemMatch') throw invalidRequest('no $ expressions in $all')
      return elementMatching(value.$elemMatch)
    }),
  )
}

function valuesOf(name: string, operand: unknown): unknown[] {
  if (!Array.isArray(operand)) throw invalidRequest(`${name} needs an array`)
  const isOperator = (value: unknown) => isPlain(value) && Object.keys(value)[0]?.startsWith('$')
  if (operand.some(isOperator)) throw invalidRequest(`cannot nest $ under ${name}`)
  return operand
}

function combined(operand: unknown, options: unknown): RegExp {
  if (operand instanceof RegExp && options === undefined) return operand
  const plain = operand instanceof RegExp && operand.flags.replace('u', '') === ''
  const source = plain ? operand.source : operand
  if (typeof source !== 'string' || (options !== undefined && typeof options !== 'string'))
    throw invalidRequest('$regex needs one pattern, with its options in one place')
  return patternOf(source, options ?? '')
}
