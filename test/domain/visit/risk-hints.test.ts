import { expect, it, test } from 'vitest'
import { addDays } from '../../../miniprogram/domain/values/days'
import { RISK_HINTS, riskHints, type RiskHint } from '../../../miniprogram/domain/visit/risk-hints'
import { TODAY } from '../builders'

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

test('an official visit without the host’s word is marked, a private one isn’t', () => {
  const visit = { firstDay: TODAY, lastDay: TODAY, plate: null, hostConfirmation: 'none' as const }
  expect(riskHints({ ...visit, purposeClass: 'official' }, TODAY, RULES)).toEqual(['officialUnconfirmed'])
  expect(riskHints({ ...visit, purposeClass: 'private' }, TODAY, RULES)).toEqual([])
})

it('has a sentence for each hint', () => {
  for (const hint of hintsOf(8, 4, 'official', '桂C12345'))
    expect(RISK_HINTS[hint]).toMatch(/[\u4e00-\u9fff]{6,}/)
})
