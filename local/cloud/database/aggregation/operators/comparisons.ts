import { ofList, TWO, type Operator } from '../operator'
import { compareValues } from '../values'

const ofSign = (name: string, answer: (sign: number) => unknown): Operator =>
  ofList(name, TWO, (a, b) => answer(compareValues(a, b)))

/** Over all types, one after the other: an absent field is below null, and null below every number. */
export const comparisons: Record<string, Operator> = {
  $cmp: ofSign('$cmp', (sign) => sign),
  $eq: ofSign('$eq', (sign) => sign === 0),
  $ne: ofSign('$ne', (sign) => sign !== 0),
  $gt: ofSign('$gt', (sign) => sign > 0),
  $gte: ofSign('$gte', (sign) => sign >= 0),
  $lt: ofSign('$lt', (sign) => sign < 0),
  $lte: ofSign('$lte', (sign) => sign <= 0),
}
