import { compareValues, isAbsent, keyOf, objectIn } from './values'

/** Makes one value of many, in the order in which they come; `undefined` is a value that is absent. */
export type Accumulator = (values: readonly unknown[]) => unknown

const numbersOf = (values: readonly unknown[]) => values.filter((value) => typeof value === 'number')
const sum = (values: readonly unknown[]) => numbersOf(values).reduce((total, number) => total + number, 0)

/** The smallest (-1) or largest (1) of what isn't absent, over all types. */
const extreme = (wanted: 1 | -1) => (values: readonly unknown[]) =>
  values
    .filter((value) => !isAbsent(value))
    .reduce<unknown>(
      (best, value) => (best === null || compareValues(value, best) === wanted ? value : best),
      null,
    )

/** `least`: how many numbers it takes; fewer give null. */
const deviation = (least: 1 | 2) => (values: readonly unknown[]) => {
  const numbers = numbersOf(values)
  if (numbers.length < least) return null
  const mean = sum(numbers) / numbers.length
  const squares = numbers.reduce((total, number) => total + (number - mean) ** 2, 0)
  return Math.sqrt(squares / (numbers.length - least + 1))
}

/** What isn't a number counts as nothing for the first four. */
export const accumulators: Readonly<Record<string, Accumulator>> = {
  $sum: sum,
  $avg: (values) => {
    const numbers = numbersOf(values)
    return numbers.length === 0 ? null : sum(numbers) / numbers.length
  },
  $stdDevPop: deviation(1),
  $stdDevSamp: deviation(2),
  $min: extreme(-1),
  $max: extreme(1),
  $mergeObjects: (values) => {
    const objects = values.filter((value) => !isAbsent(value))
    return Object.fromEntries(objects.flatMap((value) => Object.entries(objectIn('$mergeObjects', value))))
  },
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => {
    const present = values.filter((value) => value !== undefined)
    return [...new Map(present.map((value) => [keyOf(value), value])).values()]
  },
}
