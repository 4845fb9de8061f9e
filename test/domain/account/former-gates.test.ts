import { expect, it, test } from 'vitest'
import { formerGates, gateThen, stoodThen } from '../../../miniprogram/domain/account/former-gates'
import { NOW } from '../builders'

/** What may still be told of a gate where a guard or a device stands no more (spec 5.1). */
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

test.each([
  [-DAY, 'east'],
  [0, 'east'],
  [1, 'west'],
  [DAY, 'west'],
  [DAY + 1, 'north'],
])('a device moved twice stood %i ms after its first move at %s', (after, gateId) => {
  const first = formerGates({ gateIds: ['east'] }, ['west'], NOW)
  const former = formerGates({ gateIds: ['west'], former: first }, ['north'], NOW + DAY)
  expect(gateThen({ gateId: 'north', former }, NOW + after)).toBe(gateId)
})
