import { visitWords } from '../../../miniprogram/locales/zh/visit'
import { expect, it, test } from 'vitest'
import { addDays, DAY_MS } from '../../../miniprogram/domain/values/days'
import {
  countEarlierWithCar,
  riskHints,
  type CarBooking,
  type RiskHint,
} from '../../../miniprogram/domain/visit/risk-hints'
import { NOW, TODAY } from '../builders'

const RULES = { adviseAheadDays: 7, adviseLongDays: 3 }

const hintsOf = (ahead: number, days: number, purposeClass: 'official' | 'private', plate: string | null) => {
  const firstDay = addDays(TODAY, ahead)
  const lastDay = addDays(firstDay, days - 1)
  return riskHints({ firstDay, lastDay, purposeClass, plate, hostConfirmation: 'confirmed' }, TODAY, RULES)
}

test.each<[number, number, 'official' | 'private', string | null, RiskHint[]]>([
  [0, 1, 'official', null, []],
  [0, 1, 'private', '桂C12345', []],
  [7, 3, 'private', null, []],
  [8, 1, 'private', null, ['farAhead']],
  [0, 4, 'private', null, ['long']],
  [0, 1, 'official', '桂C12345', ['officialByPrivateCar']],
  [8, 4, 'official', '桂C12345', ['long', 'farAhead', 'officialByPrivateCar']],
])('%i days ahead, %i long, %s, car %s: %j', (ahead, days, purposeClass, plate, expected) =>
  expect(hintsOf(ahead, days, purposeClass, plate)).toEqual(expected),
)

test.each([
  [0, 'officialByPrivateCar'],
  [1, 'officialByPrivateCar'],
  [2, 'officialCarAgain'],
])('an official car with %i earlier bookings of the month: %s', (earlier, hint) => {
  const visit = {
    firstDay: TODAY,
    lastDay: TODAY,
    purposeClass: 'official' as const,
    plate: '桂C12345',
    hostConfirmation: 'confirmed' as const,
  }
  expect(riskHints(visit, TODAY, RULES, earlier)).toEqual([hint])
})

test.each<[string, Partial<CarBooking>, number]>([
  ['another one of the month', {}, 1],
  ['one of 30 days ago', { submittedAt: NOW - 30 * DAY_MS }, 1],
  ['one before that', { submittedAt: NOW - 30 * DAY_MS - 1 }, 0],
  ['the booking itself, sent before', { _id: 'own' }, 0],
  ['a private one', { purposeClass: 'private' }, 0],
  ['one with another car', { plate: '桂C54321' }, 0],
  ['one that was withdrawn', { state: 'cancelled' }, 0],
  ['one that was returned', { state: 'returned' }, 0],
  ['one that was revoked', { state: 'revoked' }, 1],
  ['one that is over', { state: 'finished' }, 1],
])('how often a car came: %s counts %j', (_, changes, counted) => {
  const own = { _id: 'own', plate: '桂C12345', submittedAt: NOW }
  const other: CarBooking = { ...own, _id: 'other', purposeClass: 'official', state: 'approved', ...changes }
  expect(countEarlierWithCar(own, [other])).toBe(counted)
})

test('an official visit without the host’s word is marked, a private one isn’t', () => {
  const visit = { firstDay: TODAY, lastDay: TODAY, plate: null, hostConfirmation: 'none' as const }
  expect(riskHints({ ...visit, purposeClass: 'official' }, TODAY, RULES)).toEqual(['officialUnconfirmed'])
  expect(riskHints({ ...visit, purposeClass: 'private' }, TODAY, RULES)).toEqual([])
})

it('has a sentence for each hint', () => {
  for (const hint of hintsOf(8, 4, 'official', '桂C12345'))
    expect(visitWords.riskHints[hint]).toMatch(/[\u4e00-\u9fff]{6,}/)
})
