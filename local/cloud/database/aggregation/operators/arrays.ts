import { invalidRequest } from '../../errors'
import { ofList, ofOne, ofPresent, partsOf, TWO, withVariables, type Operator } from '../operator'
import { arrayIn, isAbsent, isTrue, keyOf, wholeNumberIn } from '../values'
import { indexOf } from './index-of'

const $concatArrays = ofPresent('$concatArrays', { least: 0, most: Infinity }, (...values) =>
  values.flatMap((value) => arrayIn('$concatArrays', value)),
)

const $range = ofList('$range', { least: 2, most: 3 }, (start, end, step = 1) => {
  const [from, to, by] = [start, end, step].map((value) => wholeNumberIn('$range', value)) as [
    number,
    number,
    number,
  ]
  if (by === 0) throw invalidRequest('$range requires a non-zero step value')
  const numbers: number[] = []
  for (let number = from; by > 0 ? number < to : number > to; number += by) numbers.push(number)
  return numbers
})

const $slice = ofPresent('$slice', { least: 2, most: 3 }, (value, ...numbers) => {
  const array = arrayIn('$slice', value)
  const [first, count] = numbers.map((number) => wholeNumberIn('$slice', number)) as [number, number?]
  if (count === undefined) return first < 0 ? array.slice(first) : array.slice(0, first)
  if (count <= 0) throw invalidRequest('Third argument to $slice must be positive')
  const start = first < 0 ? Math.max(0, array.length + first) : first
  return array.slice(start, start + count)
})

const $zip: Operator = (argument, compile) => {
  const parts = partsOf('$zip', argument, { needed: ['inputs'], optional: ['useLongestLength', 'defaults'] })
  const longest = parts.useLongestLength ?? false
  if (
    !Array.isArray(parts.inputs) ||
    typeof longest !== 'boolean' ||
    (parts.defaults !== undefined && !longest)
  )
    throw invalidRequest('$zip needs a list of inputs; defaults go with useLongestLength: true')
  const inputs = parts.inputs.map((input: unknown) => compile(input))
  const defaults = compile(parts.defaults ?? [])
  return (scope) => {
    const values = inputs.map((input) => input(scope))
    if (values.some(isAbsent)) return null
    const arrays = values.map((value) => arrayIn('$zip', value))
    const fill = arrayIn('$zip', defaults(scope))
    const lengths = arrays.map(({ length }) => length)
    const length = longest ? Math.max(...lengths) : Math.min(...lengths)
    return Array.from({ length }, (_, index) => arrays.map((array, n) => array[index] ?? fill[n] ?? null))
  }
}

/** `$map` and `$filter`: an expression for each element, which is called `this` unless named. */
const forEach =
  (
    name: string,
    part: 'in' | 'cond',
    collect: (items: unknown[], value: (item: unknown) => unknown) => unknown,
  ): Operator =>
  (argument, compile) => {
    const parts = partsOf(name, argument, { needed: ['input', part], optional: ['as'] })
    const { as = 'this' } = parts
    if (typeof as !== 'string' || !/^[a-z]/.test(as))
      throw invalidRequest(`not a name for a variable: ${String(as)}`)
    const [input, each] = [compile(parts.input), compile(parts[part], as)]
    return (scope) => {
      const value = input(scope)
      if (isAbsent(value)) return null
      return collect(arrayIn(name, value), (item) => withVariables(each, scope, { [as]: item }))
    }
  }

const $reduce: Operator = (argument, compile) => {
  const parts = partsOf('$reduce', argument, { needed: ['input', 'initialValue', 'in'] })
  const [input, initial] = [compile(parts.input), compile(parts.initialValue)]
  const each = compile(parts.in, 'this', 'value')
  return (scope) => {
    const items = input(scope)
    if (isAbsent(items)) return null
    return arrayIn('$reduce', items).reduce<unknown>(
      (value, item) => withVariables(each, scope, { this: item, value }),
      initial(scope),
    )
  }
}

export const arrays: Record<string, Operator> = {
  $arrayElemAt: ofPresent('$arrayElemAt', TWO, (value, index) =>
    arrayIn('$arrayElemAt', value).at(wholeNumberIn('$arrayElemAt', index)),
  ),
  $concatArrays,
  $filter: forEach('$filter', 'cond', (items, value) => items.filter((item) => isTrue(value(item)))),
  $in: ofList('$in', TWO, (value, array) =>
    arrayIn('$in', array).some((item) => keyOf(item) === keyOf(value)),
  ),
  $indexOfArray: indexOf('$indexOfArray', (value, wanted, start, end) => {
    const array = arrayIn('$indexOfArray', value).slice(0, end)
    return array.findIndex((item, index) => index >= start && keyOf(item) === keyOf(wanted))
  }),
  $isArray: ofOne('$isArray', (value) => Array.isArray(value)),
  $map: forEach('$map', 'in', (items, value) => items.map((item) => value(item) ?? null)),
  $range,
  $reduce,
  $reverseArray: ofPresent('$reverseArray', { least: 1, most: 1 }, (value) =>
    arrayIn('$reverseArray', value).slice().reverse(),
  ),
  $size: ofOne('$size', (value) => arrayIn('$size', value).length),
  $slice,
  $zip,
}
