import { expect, it, test } from 'vitest'
import { formerGates, stoodThen } from '../../../miniprogram/domain/account/former-gates'
import { NOW } from '../builders'

/** What a guard's phone may still tell of a gate where its guard stands no more (spec 5.1). */
const DAY = 24 * 3_600_000

it('names each gate that was left, with the moment, and forgets it when nothing of it is taken any more', () => {
  const one = formerGates({ gateIds: ['east', 'west'] }, ['west'], NOW)
  expect(one).toEqual([{ gateId: 'east', until: NOW }])
  const both = formerGates({ gateIds: ['west'], former: one }, [], NOW + DAY)
  expect(both).toEqual([...one, { gateId: 'west', until: NOW + DAY }])
  expect(formerGates({ gateIds: [], former: both }, [], NOW + 7 * DAY)).toEqual(both.slice(1))
})

test.each([
  ['before the end', 'east', -1, 0, true],
  ['at the end', 'east', 0, 7 * DAY, true],
  ['after the end', 'east', 1, 1, false],
  ['told a week later', 'east', -1, 7 * DAY + 1, false],
  ['of another gate', 'west', -1, 0, false],
])('a passage %s: taken only where and while the guard stood there', (_, gateId, at, told, taken) =>
  expect(stoodThen([{ gateId: 'east', until: NOW }], gateId, NOW + at, NOW + told)).toBe(taken),
)
