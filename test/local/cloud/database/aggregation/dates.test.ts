import { describe, expect, test } from 'vitest'
import { compileExpression } from '../../../../../local/cloud/database/aggregation/expression'

const valueOf = (expression: unknown, root: object = {}) =>
  compileExpression(expression)({ root, variables: {} })

describe('weeks and days', () => {
  // day, week (from Sunday), ISO week and its year, day of the week from Sunday and from Monday, day of the year
  const cases: [string, number, string, number, number, number][] = [
    ['2019-05-14', 19, '2019-20', 3, 2, 134],
    ['2017-01-01', 1, '2016-52', 1, 7, 1],
    ['2017-07-04', 27, '2017-27', 3, 2, 185],
    ['2017-12-04', 49, '2017-49', 2, 1, 338],
    ['2018-12-31', 52, '2019-01', 2, 1, 365],
    ['2018-01-06', 0, '2018-01', 7, 6, 6],
    ['2018-01-07', 1, '2018-01', 1, 7, 7],
    ['2000-12-31', 53, '2000-52', 1, 7, 366],
    ['2012-12-31', 53, '2013-01', 2, 1, 366],
    ['2016-01-03', 1, '2015-53', 1, 7, 3],
    ['2010-01-01', 0, '2009-53', 6, 5, 1],
    ['2011-01-02', 1, '2010-52', 1, 7, 2],
    ['2005-01-01', 0, '2004-53', 7, 6, 1],
    ['2004-12-31', 52, '2004-53', 6, 5, 366],
    ['2008-12-29', 52, '2009-01', 2, 1, 364],
    ['1900-12-31', 52, '1901-01', 2, 1, 365],
    ['1969-12-31', 52, '1970-01', 4, 3, 365],
  ]
  test.each(cases)('%s', (day, week, isoWeek, dayOfWeek, isoDayOfWeek, dayOfYear) => {
    const date = new Date(`${day}T23:59:59.999Z`)
    const format = '%U %G-%V %w %u %j'
    expect(valueOf({ $dateToString: { date, format } })).toBe(
      [
        String(week).padStart(2, '0'),
        isoWeek,
        dayOfWeek,
        isoDayOfWeek,
        String(dayOfYear).padStart(3, '0'),
      ].join(' '),
    )
    expect(valueOf({ $week: date })).toBe(week)
    expect([valueOf({ $isoWeekYear: date }), valueOf({ $isoWeek: date })]).toEqual(
      isoWeek.split('-').map(Number),
    )
    expect(valueOf({ $dayOfWeek: date })).toBe(dayOfWeek)
    expect(valueOf({ $isoDayOfWeek: date })).toBe(isoDayOfWeek)
    expect(valueOf({ $dayOfYear: date })).toBe(dayOfYear)
  })
})

describe('the fields of a date', () => {
  const date = new Date('2019-05-14T09:38:51.686Z')
  const fields = {
    ...{ $year: 2019, $month: 5, $dayOfMonth: 14, $hour: 9, $minute: 38, $second: 51, $millisecond: 686 },
    ...{ $dayOfYear: 134, $dayOfWeek: 3, $week: 19, $isoDayOfWeek: 2, $isoWeek: 20, $isoWeekYear: 2019 },
  }
  test.each(Object.entries(fields))('%s', (name, wanted) => {
    expect(valueOf({ [name]: '$at' }, { at: date })).toBe(wanted)
    expect(valueOf({ [name]: { date: '$at', timezone: 'UTC' } }, { at: date })).toBe(wanted)
    expect(valueOf({ [name]: '$at' }, {})).toBeNull()
    expect(valueOf({ [name]: '$at' }, { at: null })).toBeNull()
    expect(valueOf({ [name]: { date: '$at', timezone: '$gone' } }, { at: date })).toBeNull()
    expect(() => valueOf({ [name]: '$at' }, { at: 5 })).toThrow('needs a date, not number')
    expect(() => valueOf({ [name]: { date: '$at', timezone: 'Nowhere' } }, { at: date })).toThrow('time zone')
    expect(() => valueOf({ [name]: { timezone: 'UTC' } })).toThrow("Missing 'date'")
  })
})

describe('time zones', () => {
  const cases: [string, string, string][] = [
    ['2017-07-04T14:56:42.911Z', 'Asia/Shanghai', '2017-07-04 22:56:42 +0800 480'],
    ['2017-12-31T16:00:00.000Z', 'Asia/Shanghai', '2018-01-01 00:00:00 +0800 480'],
    ['1988-07-04T00:00:00.000Z', 'Asia/Shanghai', '1988-07-04 09:00:00 +0900 540'],
    ['2017-07-04T14:56:42.911Z', 'Europe/London', '2017-07-04 15:56:42 +0100 60'],
    ['2017-01-04T15:08:51.911Z', 'America/New_York', '2017-01-04 10:08:51 -0500 -300'],
    ['2017-07-04T14:56:42.911Z', 'America/New_York', '2017-07-04 10:56:42 -0400 -240'],
    ['2017-07-04T14:56:42.911Z', 'Australia/Eucla', '2017-07-04 23:41:42 +0845 525'],
    ['2017-07-04T14:56:42.911Z', 'Asia/Kathmandu', '2017-07-04 20:41:42 +0545 345'],
    ['2017-07-04T14:56:42.911Z', '+08', '2017-07-04 22:56:42 +0800 480'],
    ['2017-07-04T14:56:42.911Z', '+0530', '2017-07-04 20:26:42 +0530 330'],
    ['2017-07-04T14:56:42.911Z', '-03:30', '2017-07-04 11:26:42 -0330 -210'],
    ['1969-12-31T23:59:59.999Z', '-01', '1969-12-31 22:59:59 -0100 -60'],
  ]
  test.each(cases)('%s in %s', (moment, timezone, wanted) => {
    const format = '%Y-%m-%d %H:%M:%S %z %Z'
    expect(valueOf({ $dateToString: { date: new Date(moment), format, timezone } })).toBe(wanted)
  })
})

describe('$dateToString', () => {
  const date = new Date('2017-01-04T15:08:51.911Z')
  const cases: [string, object, string | null][] = [
    ['without a format', { date }, '2017-01-04T15:08:51.911Z'],
    ['names of months', { date, format: '%b (%B) %d' }, 'Jan (January) 04'],
    ['a percent sign', { date, format: '100%%' }, '100%'],
    ['null', { date: null }, null],
    ['an absent date', { date: '$gone', format: '%Y' }, null],
    ['what stands for null', { date: null, onNull: 'none' }, 'none'],
    ['an absent format', { date, format: '$gone' }, null],
    ['an absent time zone', { date, format: '%Y', timezone: '$gone' }, null],
  ]
  test.each(cases)('%s', (_title, parts, wanted) => {
    expect(valueOf({ $dateToString: parts })).toBe(wanted)
  })
  const refusals: [string, object, string][] = [
    ['an unknown letter', { date, format: '%n' }, "Invalid format character '%n'"],
    ['a percent sign at the end', { date, format: '%' }, "Invalid format character '%'"],
    ['a number as a format', { date, format: 5 }, 'a text, not number'],
    ['a number as a date', { date: 42 }, 'a date, not number'],
    ['a number as a time zone', { date, format: '%Y', timezone: 5 }, 'a text, not number'],
    ['a time zone without a format', { date, timezone: 'Asia/Shanghai' }, 'needs a format here'],
    ['no date', { format: '%Y' }, "Missing 'date'"],
  ]
  test.each(refusals)('refused: %s', (_title, parts, text) => {
    expect(() => valueOf({ $dateToString: parts })).toThrow(text)
  })
})

describe('$dateFromParts', () => {
  const cases: [object, string | null][] = [
    [{ year: 1 }, '0001-01-01T00:00:00.000Z'],
    [{ year: 9999 }, '9999-01-01T00:00:00.000Z'],
    [{ year: 2017, month: 2, day: 8, hour: 12, timezone: 'America/New_York' }, '2017-02-08T17:00:00.000Z'],
    [{ year: 2017, month: 7, day: 8, hour: 12, timezone: 'America/New_York' }, '2017-07-08T16:00:00.000Z'],
    [{ year: 2017, timezone: 'Asia/Shanghai' }, '2016-12-31T16:00:00.000Z'],
    [
      {
        year: 2017,
        month: 6,
        day: 23,
        hour: 16,
        minute: 42,
        second: 37,
        millisecond: 742,
        timezone: '+04:15',
      },
      '2017-06-23T12:27:37.742Z',
    ],
    [{ year: 2017, month: -1 }, '2016-11-01T00:00:00.000Z'],
    [{ year: 2017, month: 0 }, '2016-12-01T00:00:00.000Z'],
    [{ year: 2017, month: 13 }, '2018-01-01T00:00:00.000Z'],
    [{ year: 2017, day: -1 }, '2016-12-30T00:00:00.000Z'],
    [{ year: 2017, day: 0 }, '2016-12-31T00:00:00.000Z'],
    [{ year: 2017, day: 61 }, '2017-03-02T00:00:00.000Z'],
    [{ year: 2017, hour: -1 }, '2016-12-31T23:00:00.000Z'],
    [{ year: 2017, hour: 25 }, '2017-01-02T01:00:00.000Z'],
    [{ year: 2017, minute: 61 }, '2017-01-01T01:01:00.000Z'],
    [{ year: 2017, second: -1 }, '2016-12-31T23:59:59.000Z'],
    [{ year: 1970, second: 1502095918 }, '2017-08-07T08:51:58.000Z'],
    [{ year: 1970, millisecond: 1502095918551 }, '2017-08-07T08:51:58.551Z'],
    [{ isoWeekYear: 2019, isoWeek: 20, isoDayOfWeek: 2 }, '2019-05-14T00:00:00.000Z'],
    [{ isoWeekYear: 2016, isoWeek: 52, isoDayOfWeek: 7, hour: 12 }, '2017-01-01T12:00:00.000Z'],
    [{ isoWeekYear: 2019 }, '2018-12-31T00:00:00.000Z'],
    [{ isoWeekYear: 2018, isoWeek: 53 }, '2018-12-31T00:00:00.000Z'],
    [{ year: '$gone' }, null],
    [{ year: 2017, month: null }, null],
    [{ year: 2017, timezone: '$gone' }, null],
    [{ isoWeekYear: 2017, isoWeek: '$gone' }, null],
    // Clocks put forward: 02:30 is not there; put back: 01:30 is there twice.
    [
      { year: 2017, month: 3, day: 12, hour: 2, minute: 30, timezone: 'America/New_York' },
      '2017-03-12T07:30:00.000Z',
    ],
    [
      { year: 2017, month: 11, day: 5, hour: 1, minute: 30, timezone: 'America/New_York' },
      '2017-11-05T05:30:00.000Z',
    ],
  ]
  test.each(cases)('%j', (parts, wanted) => {
    expect(valueOf({ $dateFromParts: parts })).toEqual(wanted && new Date(wanted))
  })
  const refusals: [object, string][] = [
    [{ year: 0 }, '1 to 9999'],
    [{ year: 10000 }, '1 to 9999'],
    [{ year: false }, 'a whole number'],
    [{ year: 2017, month: 1.5 }, 'a whole number'],
    [{ month: 1 }, "Missing 'year'"],
    [{ year: 2017, isoWeek: 1 }, 'unsupported argument'],
    [{ isoWeekYear: 2017, month: 1 }, 'unsupported argument'],
    [{ year: 2017, timezone: 'DoesNot/Exist' }, 'unrecognized time zone'],
  ]
  test.each(refusals)('refused: %j', (parts, text) => {
    expect(() => valueOf({ $dateFromParts: parts })).toThrow(text)
  })
})

describe('$dateFromString', () => {
  const cases: [string, string][] = [
    ['2017-02-08', '2017-02-08T00:00:00.000Z'],
    ['2017-02-08T12:10', '2017-02-08T12:10:00.000Z'],
    ['2017-02-08 12:10:40', '2017-02-08T12:10:40.000Z'],
    ['2017-02-08T12:10:40.787Z', '2017-02-08T12:10:40.787Z'],
    ['2017-02-08T12:10:40.7+0800', '2017-02-08T04:10:40.700Z'],
    ['2017-02-08T12:10:40-01:30', '2017-02-08T13:40:40.000Z'],
  ]
  test.each(cases)('%s', (dateString, wanted) => {
    expect(valueOf({ $dateFromString: { dateString } })).toEqual(new Date(wanted))
  })
  test('null, an absent field', () => {
    expect(valueOf({ $dateFromString: { dateString: null } })).toBeNull()
    expect(valueOf({ $dateFromString: { dateString: '$gone', onNull: 'none' } })).toBe('none')
  })
  test.each(['8 Feb 2017', '2017-02-30', '2017-13-01', '2017-02-08T25:00', ''])(
    'refused: %s',
    (dateString) => {
      expect(() => valueOf({ $dateFromString: { dateString } })).toThrow('ISO 8601')
    },
  )
  test('formats and time zones are refused', () => {
    const parts = { dateString: '2017-02-08', timezone: 'Asia/Shanghai' }
    expect(() => valueOf({ $dateFromString: parts })).toThrow('unsupported argument')
  })
})
