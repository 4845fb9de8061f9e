import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  MAX_VISIT_DAYS,
  addDays,
  compareDays,
  dayOf,
  daysInclusive,
  endOfDay,
  formatMinute,
  formatTime,
  isDay,
  startOfDay,
} from '../../../miniprogram/domain/values/days'
import { formatDay, formatMoment, formatRange, weekdayName } from '../../../miniprogram/locales/zh/days'

const utc = (text: string): number => Date.parse(text)
const FIRST_INSTANT = utc('0001-01-01T00:00:00+08:00')
const LAST_INSTANT = utc('9999-12-31T23:59:59.999+08:00')
const instant = fc.integer({ min: FIRST_INSTANT, max: LAST_INSTANT })
const day = instant.map(dayOf)
/** Far enough from both ends of the calendar to add days freely. */
const middleDay = fc.integer({ min: utc('1600-01-01T00:00Z'), max: utc('2600-01-01T00:00Z') }).map(dayOf)

describe('the day in Shanghai', () => {
  test.each([
    ['2026-05-22T15:59:59.999Z', '2026-05-22'],
    ['2026-05-22T16:00:00.000Z', '2026-05-23'],
    ['2026-05-23T15:59:59.999Z', '2026-05-23'],
    ['2024-02-28T16:00:00Z', '2024-02-29'],
    ['2024-02-29T16:00:00Z', '2024-03-01'],
    ['2026-12-31T15:59:59Z', '2026-12-31'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
    ['1969-12-31T15:59:59Z', '1969-12-31'],
    ['1970-01-01T00:00:00Z', '1970-01-01'],
    ['2000-02-28T16:00:00Z', '2000-02-29'],
    ['2100-02-28T16:00:00Z', '2100-03-01'],
  ])('%s is %s', (at, expected) => expect(dayOf(utc(at))).toBe(expected))

  it('agrees with the calendar of the language for every instant', () => {
    fc.assert(
      fc.property(instant, (at) => {
        expect(dayOf(at)).toBe(new Date(at + 8 * 3_600_000).toISOString().slice(0, 10))
      }),
    )
  })

  it('begins and ends at midnight in Shanghai, the end not included', () => {
    expect(startOfDay('2026-05-23')).toBe(utc('2026-05-22T16:00:00Z'))
    expect(endOfDay('2026-05-23')).toBe(utc('2026-05-23T16:00:00Z'))
    fc.assert(
      fc.property(day, (each) => {
        expect(dayOf(startOfDay(each))).toBe(each)
        expect(dayOf(endOfDay(each) - 1)).toBe(each)
      }),
    )
  })

  test.each([Number.NaN, Infinity, -Infinity, 1e20, FIRST_INSTANT - 1, LAST_INSTANT + 1])(
    'refuses the instant %d',
    (at) => expect(() => dayOf(at)).toThrow(RangeError),
  )

  it('is the same on machines in UTC, UTC+14, UTC−11 and where summer time is kept', () => {
    const script = buildSync({
      stdin: {
        contents: `export * from './miniprogram/domain/values/days'; export * from './miniprogram/locales/zh/days'`,
        resolveDir: fileURLToPath(new URL('../../..', import.meta.url)),
      },
      bundle: true,
      format: 'iife',
      globalName: 'days',
      write: false,
    }).outputFiles[0]?.text
    const print = `
      const { dayOf, startOfDay, formatTime, formatMoment, formatRange } = days
      const at = ${utc('2026-03-28T16:00:00Z')}
      console.log(new Date(at).getHours(), JSON.stringify([
        dayOf(at), dayOf(at - 1), startOfDay('2026-03-29'), formatTime(at - 1),
        formatMoment(at - 1, at), formatRange('2026-03-28', '2026-04-02')]))`
    const zones = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin', 'America/New_York']
    const answers = zones.map((TZ) => {
      const run = spawnSync(process.execPath, ['-e', script + print], { env: { TZ }, encoding: 'utf8' })
      expect(run.stderr).toBe('')
      return /^(\d+) (.*)\n$/.exec(run.stdout)?.slice(1) ?? []
    })
    expect(new Set(answers.map(([hour]) => hour)).size).toBe(zones.length)
    for (const [, answer] of answers) {
      expect(answer).toBe(
        '["2026-03-29","2026-03-28",1774713600000,"23:59","昨天 23:59","3月28日–4月2日 共6天"]',
      )
    }
  })
})

describe('isDay', () => {
  test.each(['2024-02-29', '2000-02-29', '2026-01-31', '2026-12-31', '0001-01-01', '9999-12-31'])(
    'accepts %s',
    (value) => expect(isDay(value)).toBe(true),
  )
  test.each([
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-01-32',
    '0000-01-01',
    '2026-1-1',
    '26-01-01',
    '2026-01-01 ',
    '2026-01-01\n',
    '2026/01/01',
    '２０２６-01-01',
    '',
    '😀',
    'x'.repeat(1_000_000),
    null,
    undefined,
    20260101,
    {},
    ['2026-01-01'],
  ])('refuses %s', (value) => expect(isDay(value)).toBe(false))
})

describe('counting', () => {
  it('counts first and last: day 15 is the last that fits', () => {
    expect(daysInclusive('2026-05-20', addDays('2026-05-20', 14))).toBe(MAX_VISIT_DAYS)
    expect(daysInclusive('2026-05-20', addDays('2026-05-20', 15))).toBe(MAX_VISIT_DAYS + 1)
  })

  test.each([
    ['2026-05-23', '2026-05-23', 1],
    ['2026-05-23', '2026-06-06', 15],
    ['2026-05-23', '2026-06-07', 16],
    ['2024-02-20', '2024-03-05', 15],
    ['2026-02-20', '2026-03-06', 15],
    ['2026-12-25', '2027-01-08', 15],
    ['2026-05-24', '2026-05-23', 0],
  ])('%s to %s are %i', (first, last, count) => expect(daysInclusive(first, last)).toBe(count))

  it('adding and counting undo each other', () => {
    fc.assert(
      fc.property(middleDay, fc.integer({ min: -100_000, max: 100_000 }), (first, count) => {
        const last = addDays(first, count)
        expect(isDay(last)).toBe(true)
        expect(daysInclusive(first, last)).toBe(count + 1)
        expect(addDays(last, -count)).toBe(first)
      }),
    )
  })

  it('orders days as their strings', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(Math.sign(compareDays(a, b))).toBe(a < b ? -1 : a > b ? 1 : 0)
      }),
    )
  })

  it('refuses what is no day instead of guessing', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
    expect(() => daysInclusive('2026-05-23', '')).toThrow(RangeError)
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => addDays('2026-05-23', 0.5)).toThrow(RangeError)
  })
})

describe('as people read them', () => {
  it('names the weekday', () => {
    expect(weekdayName('1970-01-01')).toBe('周四')
    fc.assert(
      fc.property(day, (each) => {
        const name = '日一二三四五六'[new Date(`${each}T00:00:00Z`).getUTCDay()]
        expect(weekdayName(each)).toBe(`周${name}`)
      }),
    )
  })

  test.each([
    ['2023-05-23', undefined, '5月23日 周二'],
    ['2023-05-23', '2023-01-01', '5月23日 周二'],
    ['2027-01-02', '2026-12-30', '2027年1月2日 周六'],
  ])('day %s seen on %s: %s', (each, today, expected) => expect(formatDay(each, today)).toBe(expected))

  test.each([
    ['2026-05-23', '2026-05-25', undefined, '5月23日–25日 共3天'],
    ['2026-05-30', '2026-06-02', '2026-05-01', '5月30日–6月2日 共4天'],
    ['2026-05-23', '2026-05-23', '2026-05-01', '5月23日 周六'],
    ['2027-05-23', '2027-05-25', '2026-12-01', '2027年5月23日–25日 共3天'],
    ['2026-12-30', '2027-01-02', '2026-12-01', '12月30日–2027年1月2日 共4天'],
    ['2025-12-30', '2026-01-02', '2026-02-01', '2025年12月30日–2026年1月2日 共4天'],
    ['2026-05-23', '2027-05-25', '2026-05-01', '5月23日–2027年5月25日 共368天'],
  ])('range %s to %s seen on %s: %s', (first, last, today, expected) =>
    expect(formatRange(first, last, today)).toBe(expected),
  )

  test.each([
    ['2026-05-23T06:05:59Z', '14:05'],
    ['2026-05-22T16:00:00Z', '00:00'],
    ['2026-05-23T15:59:59.999Z', '23:59'],
    ['1969-12-31T20:30:00Z', '04:30'],
  ])('time at %s: %s', (at, expected) => expect(formatTime(utc(at))).toBe(expected))

  test.each([
    [0, '00:00'],
    [7 * 60 + 5, '07:05'],
    [24 * 60, '24:00'],
  ])('minute %i of the day: %s', (minute, expected) => expect(formatMinute(minute)).toBe(expected))

  test.each([
    ['2026-05-23T06:05:00Z', '今天 14:05'],
    ['2026-05-22T16:00:00Z', '今天 00:00'],
    ['2026-05-22T15:59:59Z', '昨天 23:59'],
    ['2026-05-21T16:00:00Z', '昨天 00:00'],
    ['2026-05-21T15:59:00Z', '5月21日 23:59'],
    ['2026-05-24T02:00:00Z', '5月24日 10:00'],
    ['2025-05-23T06:05:00Z', '2025年5月23日 14:05'],
  ])('moment %s: %s', (at, expected) =>
    expect(formatMoment(utc(at), utc('2026-05-23T08:00:00Z'))).toBe(expected),
  )
})
