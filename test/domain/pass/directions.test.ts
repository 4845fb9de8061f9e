import { expect, test } from 'vitest'
import { directionsState } from '../../../miniprogram/domain/pass/directions'

test.each([
  ['approved', null, 'open'],
  ['approved', 'notYet', 'open'],
  ['approved', 'otherHours', 'open'],
  ['approved', 'over', 'over'],
  ['approved', 'papersExpired', 'off'],
  ['approved', 'noEntriesLeft', 'off'],
  ['finished', 'over', 'over'],
  ['expired', null, 'over'],
  ['pending', null, 'off'],
  ['returned', null, 'off'],
  ['revoked', null, 'off'],
  ['revoked', 'over', 'off'],
  ['cancelled', null, 'off'],
] as const)('a card of a visit that is %s, %s: %s', (state, invalidity, said) => {
  expect(directionsState(state, invalidity)).toBe(said)
})
