import { ANY, ofList, ofOne, ofPresent, TWO, type Operator } from '../operator'
import { arrayIn, isTrue, keyOf } from '../values'

/** Every element once, the first of equal ones. */
const distinct = (items: readonly unknown[]): Map<string, unknown> => {
  const found = new Map<string, unknown>()
  for (const item of items) if (!found.has(keyOf(item))) found.set(keyOf(item), item)
  return found
}

const setIn = (name: string, value: unknown) => distinct(arrayIn(name, value))

/** Arrays as sets: neither the order nor the number of equal elements counts. */
export const sets: Record<string, Operator> = {
  $allElementsTrue: ofOne('$allElementsTrue', (value) => arrayIn('$allElementsTrue', value).every(isTrue)),
  $anyElementTrue: ofOne('$anyElementTrue', (value) => arrayIn('$anyElementTrue', value).some(isTrue)),
  $setDifference: ofPresent('$setDifference', TWO, (a, b) => {
    const taken = setIn('$setDifference', b)
    return [...setIn('$setDifference', a)].filter(([key]) => !taken.has(key)).map(([, item]) => item)
  }),
  $setEquals: ofList('$setEquals', { least: 2, most: Infinity }, (...values) => {
    const [first, ...others] = values.map((value) => setIn('$setEquals', value))
    return others.every(
      (other) => other.size === first!.size && [...other.keys()].every((key) => first!.has(key)),
    )
  }),
  $setIntersection: ofPresent('$setIntersection', ANY, (...values) => {
    const [first, ...others] = values.map((value) => setIn('$setIntersection', value))
    const common = [...(first ?? [])].filter(([key]) => others.every((other) => other.has(key)))
    return common.map(([, item]) => item)
  }),
  $setIsSubset: ofList('$setIsSubset', TWO, (a, b) => {
    const whole = setIn('$setIsSubset', b)
    return [...setIn('$setIsSubset', a).keys()].every((key) => whole.has(key))
  }),
  $setUnion: ofPresent('$setUnion', ANY, (...values) => [
    ...distinct(values.flatMap((value) => arrayIn('$setUnion', value))).values(),
  ]),
}
