import type { Operator } from '../operator'
import { accumulatorOperators } from './accumulators'
import { arithmetic } from './arithmetic'
import { arrays } from './arrays'
import { comparisons } from './comparisons'
import { conditionals } from './conditionals'
import { dates } from './dates'
import { objects } from './objects'
import { sets } from './sets'
import { texts } from './texts'

/** Every operator of the SDK's `command.aggregate` that stands in an expression, but for `$meta` (text search). */
export const operators: Readonly<Record<string, Operator>> = {
  ...arithmetic,
  ...arrays,
  ...comparisons,
  ...conditionals,
  ...dates,
  ...objects,
  ...sets,
  ...texts,
  ...accumulatorOperators,
}
