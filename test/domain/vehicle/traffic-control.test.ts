import { describe, expect, it, test } from 'vitest'
import {
  checkControl,
  closedToVehicles,
  closes,
  isOnSome,
} from '../../../miniprogram/domain/vehicle/traffic-control'
import { addDays, endOfDay } from '../../../miniprogram/domain/values/days'
import { NOW, refusalOf, TODAY } from '../builders'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const control = { gateIds: ['west', 'east'], from: NOW, until: NOW + HOUR }

describe('a control closes its gates from its beginning until its end, exclusive', () => {
  test.each([
    [-1, false],
    [0, true],
    [HOUR - 1, true],
    [HOUR, false],
  ])('at %i ms: %s', (offset, closed) => expect(closes(control, 'west', NOW + offset)).toBe(closed))

  it('no other gate', () => expect(closes(control, 'north', NOW)).toBe(false))
  it('any of several closes', () => {
    const others = [
      { ...control, until: NOW },
      { ...control, gateIds: ['north'] },
    ]
    expect(closedToVehicles(others, 'west', NOW)).toBe(false)
    expect(closedToVehicles([...others, control], 'west', NOW)).toBe(true)
  })
})

test.each([
  [-3, -1, false],
  [-3, 0, true],
  [2, 3, false],
  [0, 0, true],
])('is on some of the days %i to %i after its own first: %s', (first, last, on) => {
  const days = { firstDay: addDays(TODAY, first), lastDay: addDays(TODAY, last) }
  // It ends at midnight: the next day isn't one of its own.
  expect(isOnSome({ from: NOW, until: endOfDay(addDays(TODAY, 1)) }, days)).toBe(on)
})

test.each([
  [5 * HOUR, true],
  [6 * HOUR - 1, true],
  [6 * HOUR, false],
])('concerns who comes for the night until six, %i ms after its midnight: %s', (after, on) => {
  const night = { firstDay: TODAY, lastDay: TODAY, hours: { from: 22 * 60, until: 6 * 60 } }
  const from = endOfDay(TODAY) + after
  expect(isOnSome({ from, until: from + HOUR }, night)).toBe(on)
})

describe('what the office may close', () => {
  test.each([
    [{}, null],
    [{ gateIds: [] }, 'GATES_REQUIRED'],
    [{ until: NOW }, 'CONTROL_TIME'],
    [{ from: NOW + 2 * HOUR }, 'CONTROL_TIME'],
    [{ from: NOW - 2 * HOUR, until: NOW - HOUR }, 'CONTROL_TIME'],
    [{ from: NOW - 2 * HOUR, until: NOW + 1 }, null],
    [{ until: NOW + 31 * DAY }, null],
    [{ until: NOW + 31 * DAY + 1 }, 'CONTROL_TIME'],
  ])('%j: %s', (changes, code) =>
    expect(refusalOf(() => checkControl({ ...control, ...changes }, NOW))?.code ?? null).toBe(code),
  )
})
