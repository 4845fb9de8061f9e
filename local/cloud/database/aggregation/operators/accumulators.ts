import { accumulators } from '../accumulators'
import { ANY, ofList, type Operator } from '../operator'

/** The accumulators that may stand in an expression too: over a list of values, or one that is an array. */
const IN_EXPRESSIONS = ['$sum', '$avg', '$stdDevPop', '$stdDevSamp', '$min', '$max', '$mergeObjects']

export const accumulatorOperators: Record<string, Operator> = Object.fromEntries(
  IN_EXPRESSIONS.map((name) => [
    name,
    ofList(name, ANY, (...values) => {
      const [only, ...others] = values
      return accumulators[name]!(others.length === 0 && Array.isArray(only) ? only : values)
    }),
  ]),
)
