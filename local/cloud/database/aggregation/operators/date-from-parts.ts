import { invalidRequest } from '../../errors'
import { isoDay } from '../calendar'
import { ofNamed, type Operator } from '../operator'
import { isAbsent, wholeNumberIn } from '../values'
import { momentAt, UTC, zoneIn } from '../zone'

const TIME = ['hour', 'minute', 'second', 'millisecond', 'timezone']

const ofParts = (needed: string, days: readonly string[], dayOf: (number: Read) => number): Operator =>
  ofNamed('$dateFromParts', { needed: [needed], optional: [...days, ...TIME] }, (parts) => {
    if (Object.values(parts).some(isAbsent)) return null
    const number: Read = (part, fallback) =>
      part in parts ? wholeNumberIn(`$dateFromParts' ${part}`, parts[part]) : fallback
    const year = number(needed, NaN)
    if (year < 1 || year > 9999) throw invalidRequest(`'${needed}' must be an integer in the range 1 to 9999`)
    const time = ((number('hour', 0) * 60 + number('minute', 0)) * 60 + number('second', 0)) * 1000
    const wall = dayOf(number) + time + number('millisecond', 0)
    return new Date(momentAt(wall, 'timezone' in parts ? zoneIn('$dateFromParts', parts.timezone) : UTC))
  })

type Read = (part: string, fallback: number) => number

const ofDay = ofParts('year', ['month', 'day'], (number) => {
  const day = new Date(0)
  return day.setUTCFullYear(number('year', NaN), number('month', 1) - 1, number('day', 1))
})

const ofIsoWeek = ofParts('isoWeekYear', ['isoWeek', 'isoDayOfWeek'], (number) =>
  isoDay(number('isoWeekYear', NaN), number('isoWeek', 1), number('isoDayOfWeek', 1)),
)

/** By year, month and day or by ISO week; parts beyond their ends run over into the next. */
export const $dateFromParts: Operator = (argument, compile) => {
  const isIso = argument !== null && typeof argument === 'object' && 'isoWeekYear' in argument
  return (isIso ? ofIsoWeek : ofDay)(argument, compile)
}
