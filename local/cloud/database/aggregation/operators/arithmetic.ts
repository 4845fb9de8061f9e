import { invalidRequest } from '../../errors'
import { ANY, ofList, ofPresent, TWO, type Operator } from '../operator'
import { isAbsent, numberIn } from '../values'

const ONE = { least: 1, most: 1 }

const ofNumber = (name: string, compute: (number: number) => number): Operator =>
  ofPresent(name, ONE, (value) => compute(numberIn(name, value)))

const ofNumbers = (name: string, compute: (a: number, b: number) => number): Operator =>
  ofPresent(name, TWO, (a, b) => compute(numberIn(name, a), numberIn(name, b)))

export const arithmetic: Record<string, Operator> = {
  $abs: ofNumber('$abs', Math.abs),
  $ceil: ofNumber('$ceil', Math.ceil),
  $exp: ofNumber('$exp', Math.exp),
  $floor: ofNumber('$floor', Math.floor),
  $trunc: ofNumber('$trunc', Math.trunc),
  $sqrt: ofNumber('$sqrt', (number) => {
    if (number < 0) throw invalidRequest("$sqrt's argument must be greater than or equal to 0")
    return Math.sqrt(number)
  }),
  $ln: ofNumber('$ln', (number) => Math.log(positive('$ln', number))),
  $log10: ofNumber('$log10', (number) => Math.log10(positive('$log10', number))),
  $log: ofNumbers('$log', (number, base) => {
    if (base <= 0 || base === 1) throw invalidRequest("$log's base must be a positive number not equal to 1")
    return Math.log(positive('$log', number)) / Math.log(base)
  }),
  $pow: ofNumbers('$pow', (base, exponent) => {
    if (base === 0 && exponent < 0)
      throw invalidRequest('$pow cannot take a base of 0 and a negative exponent')
    return base ** exponent
  }),
  $divide: ofNumbers('$divide', (a, b) => a / divisor('$divide', b)),
  $mod: ofNumbers('$mod', (a, b) => a % divisor('$mod', b)),
  $multiply: ofPresent('$multiply', ANY, (...values) =>
    values.reduce<number>((product, value) => product * numberIn('$multiply', value), 1),
  ),
  $add: ofList('$add', ANY, (...values) => (values.some(isAbsent) ? null : sum(values))),
  $subtract: ofPresent('$subtract', TWO, (a, b) => {
    if (!(a instanceof Date)) return numberIn('$subtract', a) - numberIn('$subtract', b)
    return b instanceof Date ? a.getTime() - b.getTime() : new Date(a.getTime() - numberIn('$subtract', b))
  }),
}

/** Numbers, and at most one date, to which they are milliseconds. */
function sum(values: readonly unknown[]): number | Date {
  const dates = values.filter((value) => value instanceof Date)
  if (dates.length > 1) throw invalidRequest('only one date allowed in an $add expression')
  const numbers = values.filter((value) => !(value instanceof Date))
  const total = numbers.reduce<number>((before, value) => before + numberIn('$add', value), 0)
  return dates[0] ? new Date(dates[0].getTime() + total) : total
}

function positive(name: string, number: number): number {
  if (number <= 0) throw invalidRequest(`${name}'s argument must be a positive number`)
  return number
}

function divisor(name: string, number: number): number {
  if (number === 0) throw invalidRequest(`can't ${name} by zero`)
  return number
}
