import { invalidRequest } from '../../errors'
import { isPlain } from '../../plain'
import { ofOne, type Operator } from '../operator'
import { arrayIn, isAbsent, objectIn, textIn } from '../values'

export const objects: Record<string, Operator> = {
  $arrayToObject: ofOne('$arrayToObject', (value) =>
    isAbsent(value) ? null : Object.fromEntries(arrayIn('$arrayToObject', value).map(pairOf)),
  ),
  $objectToArray: ofOne('$objectToArray', (value) =>
    isAbsent(value) ? null : Object.entries(objectIn('$objectToArray', value)).map(([k, v]) => ({ k, v })),
  ),
}

/** `[key, value]` or `{ k, v }`. */
function pairOf(item: unknown): [string, unknown] {
  const pair: unknown[] =
    isPlain(item) && Object.keys(item).sort().join() === 'k,v' ? [item.k, item.v] : (item as [])
  if (!Array.isArray(pair) || pair.length !== 2)
    throw invalidRequest('$arrayToObject needs pairs of a key and a value')
  return [textIn('$arrayToObject', pair[0]), pair[1]]
}
