import { describe, expect, it, test } from 'vitest'
import {
  checkQuota,
  hourOf,
  isGiven,
  MAX_WALK_INS,
  nextPlacesAt,
  quotasAt,
  type WalkInQuota,
} from '../../../miniprogram/domain/walk-in/quota'
import { inZone, ZONES } from '../zones'

const quota = (changes: Partial<WalkInQuota> = {}): WalkInQuota => ({
  ...{ open: true, fromHour: 8, untilHour: 18, perHour: 10, perDay: 60 },
  ...changes,
})
/** A moment of the test's day in Shanghai. */
const at = (time: string, day = '2026-05-23'): number => Date.parse(`${day}T${time}+08:00`)

describe.each([...ZONES])('on a machine in %s', (zone) => {
  test.each([
    ['00:00:00.000', 0],
    ['07:59:59.999', 7],
    ['08:00:00.000', 8],
    ['23:59:59.999', 23],
  ])('%s is in hour %i', (time, hour) => {
    expect(inZone(zone, () => hourOf(at(time)))).toBe(hour)
  })

  test.each([
    ['07:59:59.999', false],
    ['08:00:00.000', true],
    ['17:59:59.999', true],
    ['18:00:00.000', false],
  ])('at %s people are let in: %s', (time, given) => {
    expect(inZone(zone, () => isGiven(quota(), at(time)))).toBe(given)
    expect(inZone(zone, () => isGiven(quota({ open: false }), at(time)))).toBe(false)
  })

  test.each([
    ['before the hours', '06:30:00', null, {}, at('08:00:00')],
    ['before the hours of a day that has none left', '06:30:00', 'day', {}, at('08:00:00', '2026-05-24')],
    ['in an hour that has none left', '09:10:00', 'hour', {}, at('10:00:00')],
    ['in the last millisecond of an hour', '09:59:59.999', 'hour', {}, at('10:00:00')],
    ['in the last hour', '17:00:00', 'hour', {}, at('08:00:00', '2026-05-24')],
    ['on a day that has none left', '09:10:00', 'day', {}, at('08:00:00', '2026-05-24')],
    ['after the hours', '18:00:00', null, {}, at('08:00:00', '2026-05-24')],
    [
      'in the last hour of a whole day',
      '23:30:00',
      'hour',
      { fromHour: 0, untilHour: 24 },
      at('00:00:00', '2026-05-24'),
    ],
    ['while the office keeps it closed', '09:10:00', 'hour', { open: false }, null],
  ] as const)('the next places come %s', (_, time, full, changes, next) => {
    expect(inZone(zone, () => nextPlacesAt(quota(changes), at(time), full))).toBe(next)
  })

  it('one place is of an hour and of a day, which end when the next begin', () => {
    expect(inZone(zone, () => quotasAt(quota(), 'west', at('23:59:59.999')))).toEqual({
      hour: { id: 'walkIn:west:2026-05-23T23', size: 10, ends: at('00:00:00', '2026-05-24') },
      day: { id: 'walkIn:west:2026-05-23', size: 60, ends: at('00:00:00', '2026-05-24') },
    })
    expect(inZone(zone, () => quotasAt(quota(), 'west', at('00:00:00', '2026-05-24')))).toMatchObject({
      hour: { id: 'walkIn:west:2026-05-24T0', ends: at('01:00:00', '2026-05-24') },
      day: { id: 'walkIn:west:2026-05-24' },
    })
  })
})

describe('what the office sets', () => {
  test.each([
    ['in order', {}, []],
    ['a whole day', { fromHour: 0, untilHour: 24 }, []],
    ['the most', { perHour: MAX_WALK_INS, perDay: MAX_WALK_INS }, []],
    ['no hours', { fromHour: 8, untilHour: 8 }, ['hours']],
    ['hours over midnight', { fromHour: 22, untilHour: 6 }, ['hours']],
    ['half an hour', { fromHour: 8.5 }, ['hours']],
    ['an hour that no day has', { untilHour: 25 }, ['hours']],
    ['no places', { perHour: 0, perDay: 0 }, ['perHour', 'perDay']],
    ['more than anybody lets in', { perDay: MAX_WALK_INS + 1 }, ['perDay']],
  ] as const)('%s', (_, changes, fields) => {
    expect(checkQuota(quota(changes)).map(({ field }) => field)).toEqual(fields)
  })
})
