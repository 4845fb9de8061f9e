import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, startOfDay, weekdayOf, type Weekday } from '../../../miniprogram/domain/values/days'
import {
  datesAt,
  dayOfRight,
  hasOverstayed,
  comesOn,
  invalidityAt,
  isUnlimited,
  lastDateOf,
  type Invalidity,
  type Validity,
} from '../../../miniprogram/domain/values/validity'

/** 2026-05-23 is a Saturday. `day` counts from it, `clock` is Shanghai's. */
const SATURDAY = '2026-05-23'
const at = (day: number, clock: string): number => {
  const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number)
  return startOfDay(addDays(SATURDAY, day)) + ((hour * 60 + minute) * 60 + second) * 1000
}
const right = (changes: Partial<Validity> = {}): Validity => ({
  firstDay: SATURDAY,
  lastDay: SATURDAY,
  ...changes,
})
const minutes = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}
const hours = (from: string, until: string) => ({ hours: { from: minutes(from), until: minutes(until) } })
type Row = [day: number, clock: string, invalidity: Invalidity | null]
const table = (name: string, validity: Validity, rows: Row[]) =>
  describe(name, () =>
    test.each(rows)('day %i, %s: %s', (day, clock, invalidity) =>
      expect(invalidityAt(validity, at(day, clock))).toBe(invalidity),
    ),
  )

table('a whole day', right(), [
  [-1, '23:59:59', 'notYet'],
  [0, '00:00', null],
  [0, '23:59:59', null],
  [1, '00:00', 'over'],
])

table('several days from 8 to 18', right({ lastDay: addDays(SATURDAY, 2), ...hours('8:00', '18:00') }), [
  [-1, '12:00', 'notYet'],
  [0, '07:59:59', 'otherHours'],
  [0, '08:00', null],
  [1, '17:59:59', null],
  [1, '18:00', 'otherHours'],
  [2, '17:59:59', null],
  [2, '18:00', 'over'],
  [3, '08:00', 'over'],
])

table(
  'a week whose papers are in date until its second day',
  right({ lastDay: addDays(SATURDAY, 6), papersUntil: addDays(SATURDAY, 1) }),
  [
    [-1, '12:00', 'notYet'],
    [1, '23:59:59', null],
    [2, '00:00', 'papersExpired'],
    [6, '12:00', 'papersExpired'],
    [7, '00:00', 'over'],
  ],
)

table(
  'a night that began while the papers were in date',
  right({ lastDay: addDays(SATURDAY, 2), papersUntil: SATURDAY, ...hours('22:00', '6:00') }),
  [
    [1, '05:59:59', null],
    [1, '06:00', 'otherHours'],
    [1, '22:00', 'papersExpired'],
  ],
)

table('one night from 22 to 6', right(hours('22:00', '6:00')), [
  [0, '03:00', 'notYet'],
  [0, '05:59:59', 'notYet'],
  [0, '06:00', 'otherHours'],
  [0, '21:59:59', 'otherHours'],
  [0, '22:00', null],
  [0, '23:59:59', null],
  [1, '00:00', null],
  [1, '05:59:59', null],
  [1, '06:00', 'over'],
  [1, '22:00', 'over'],
])

table(
  'to midnight, and the whole round of the clock',
  right({ lastDay: addDays(SATURDAY, 1), ...hours('20:00', '24:00') }),
  [
    [0, '19:59', 'otherHours'],
    [0, '23:59:59', null],
    [1, '00:00', 'otherHours'],
    [1, '23:59', null],
    [2, '00:00', 'over'],
  ],
)
table('from 9 to 9 is a whole day', right(hours('9:00', '9:00')), [
  [0, '08:59', 'notYet'],
  [0, '09:00', null],
  [1, '08:59:59', null],
  [1, '09:00', 'over'],
])

const FORTNIGHT = { firstDay: addDays(SATURDAY, -7), lastDay: addDays(SATURDAY, 7) }
table('Mondays and Sundays', { ...FORTNIGHT, weekdays: [1, 0] }, [
  [0, '12:00', 'otherHours'],
  [1, '00:00', null],
  [1, '23:59:59', null],
  [2, '00:00', null],
  [3, '00:00', 'otherHours'],
  [-5, '12:00', null],
  [-4, '12:00', 'otherHours'],
])
table('Saturday nights', { ...FORTNIGHT, weekdays: [6], ...hours('22:00', '2:00') }, [
  [0, '01:00', 'otherHours'],
  [0, '22:00', null],
  [1, '01:59:59', null],
  [1, '02:00', 'otherHours'],
  [1, '22:00', 'otherHours'],
])

test.each<[number, Weekday]>([
  [0, 6],
  [1, 0],
  [2, 1],
  [6, 5],
])('day %i is weekday %i', (day, weekday) => expect(weekdayOf(addDays(SATURDAY, day))).toBe(weekday))

describe('entries', () => {
  test.each([
    [undefined, 99, null],
    [1, 0, null],
    [1, 1, 'noEntriesLeft'],
    [3, 2, null],
    [3, 4, 'noEntriesLeft'],
  ] as const)('%s allowed, %i made: %s', (entries, made, invalidity) =>
    expect(invalidityAt(right(entries === undefined ? {} : { entries }), at(0, '12:00'), made)).toBe(
      invalidity,
    ),
  )
  it('a day that hasn’t come is told first', () =>
    expect(invalidityAt(right({ entries: 1 }), at(-1, '12:00'), 1)).toBe('notYet'))
})

test.each([
  [120, '10:00', '12:00', false],
  [120, '10:00', '12:00:01', true],
  [undefined, '00:00', '23:59', false],
])('stays of at most %s minutes: in %s, now %s: too long %s', (longest, entered, now, overstayed) =>
  expect(
    hasOverstayed(
      { lastDay: addDays(SATURDAY, 9), ...(longest === undefined ? {} : { longestStayMinutes: longest }) },
      at(0, entered),
      at(0, now),
    ),
  ).toBe(overstayed),
)

test.each<[string, string | null, [number, string], [number, string], boolean]>([
  ['in the hours', '07:00–19:00', [0, '08:00'], [0, '18:59'], false],
  ['after the hours', '07:00–19:00', [0, '08:00'], [0, '19:00'], true],
  ['in the night, days before the last one', '07:00–19:00', [0, '08:00'], [1, '03:00'], true],
  ['in the next day’s hours, never having left', '07:00–19:00', [0, '08:00'], [1, '09:00'], true],
  ['in the night of the hours', '22:00–06:00', [0, '23:00'], [1, '05:59'], false],
  ['on the morning after it', '22:00–06:00', [0, '23:00'], [1, '06:00'], true],
  ['come in after midnight', '22:00–06:00', [1, '01:00'], [1, '06:00'], true],
  ['overnight, without hours', null, [0, '08:00'], [1, '03:00'], false],
  ['after the last day, without hours', null, [0, '08:00'], [10, '00:00'], true],
])('%s, %s: overstayed as the last of the row says', (_, span, entered, now, overstayed) => {
  const hours =
    span === null ? {} : { hours: { from: minutes(span.slice(0, 5)), until: minutes(span.slice(6)) } }
  expect(hasOverstayed({ lastDay: addDays(SATURDAY, 9), ...hours }, at(...entered), at(...now))).toBe(
    overstayed,
  )
})

test.each([
  [0, undefined, '03:00', 0],
  [0, hours('8:00', '18:00'), '03:00', 0],
  [0, hours('20:00', '24:00'), '03:00', 0],
  [1, hours('22:00', '6:00'), '05:59', 1],
  [1, hours('22:00', '6:00'), '06:00', 0],
  [1, hours('22:00', '6:00'), '23:00', 0],
])(
  'ends %i days after its last one for %j; at %s the calendar has it %i days later',
  (more, times, clock, later) => {
    const validity = right({ lastDay: addDays(SATURDAY, 4), ...times })
    expect(lastDateOf(validity)).toBe(addDays(SATURDAY, 4 + more))
    expect(datesAt(validity, at(5, clock))).toEqual({
      firstDay: addDays(SATURDAY, later),
      lastDay: addDays(SATURDAY, 4 + later),
    })
  },
)

it('holds on a minute of a day that counts, and on no other', () => {
  const anyHours = fc.record({ from: fc.nat(1439), until: fc.integer({ min: 1, max: 1440 }) })
  fc.assert(
    fc.property(anyHours, fc.integer({ min: -2880, max: 4320 }), (span, minute) => {
      const validity = right({ hours: span })
      const now = startOfDay(SATURDAY) + minute * 60_000
      const length = span.until <= span.from ? span.until + 1440 - span.from : span.until - span.from
      const holds = minute >= span.from && minute < span.from + length
      expect(invalidityAt(validity, now) === null).toBe(holds)
      if (holds) expect(dayOfRight(validity, now)).toBe(SATURDAY)
    }),
    { numRuns: 2000 },
  )
})

/** Days counted from SATURDAY, the only day of `right()` unless changed. */
describe('comes on a day', () => {
  test.each<[what: string, validity: Parameters<typeof comesOn>[0], days: number[]]>([
    ['all of its days', right({ lastDay: addDays(SATURDAY, 2) }), [0, 1, 2]],
    ['whatever its hours', right(hours('07:00', '19:00')), [0]],
    ['in the night and in the morning after it', right(hours('22:00', '06:00')), [0, 1]],
    [
      'of its weekdays the nights',
      { ...FORTNIGHT, weekdays: [6], ...hours('22:00', '06:00') },
      [-7, -6, 0, 1, 7, 8],
    ],
    ['its weekdays only', { ...FORTNIGHT, weekdays: [1, 5] }, [-5, -1, 2, 6]],
    ['while its papers are in date', { ...FORTNIGHT, weekdays: [6, 0], papersUntil: SATURDAY }, [-7, -6, 0]],
    ['before it is used up', right({ entries: 1 }), [0]],
    ['not after it is', { ...right({ entries: 1 }), entriesMade: 1 }, []],
  ])('%s', (_, validity, days) => {
    const around = Array.from({ length: 21 }, (_, index) => index - 10)
    expect(around.filter((day) => comesOn(validity, addDays(SATURDAY, day)))).toEqual(days)
  })
})

test.each<[string, Parameters<typeof isUnlimited>[0], boolean]>([
  ['nothing narrows it', {}, true],
  ['a longest stay keeps nobody out', { longestStayMinutes: 60 }, true],
  ['hours', hours('9:00', '11:00'), false],
  ['weekdays', { weekdays: [1] }, false],
  ['entries', { entries: 1 }, false],
  ['papers', { papersUntil: SATURDAY }, false],
])('lets in at every hour, as often as wanted: %s', (_, limits, unlimited) =>
  expect(isUnlimited(limits)).toBe(unlimited),
)
