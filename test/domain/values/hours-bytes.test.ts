import { describe, expect, it, test } from 'vitest'
import { readHours, writeHours } from '../../../miniprogram/domain/values/hours-bytes'
import type { Validity } from '../../../miniprogram/domain/values/validity'

type Hours = Pick<Validity, 'hours' | 'weekdays'>

/** 11 bits from, 11 bits until, 7 bits weekdays with Sunday first, 3 spare ones. */
const bytesOf = (bits: string): Uint8Array => {
  const text = bits.replace(/ /g, '')
  return Uint8Array.from({ length: 4 }, (_, index) => parseInt(text.slice(index * 8, index * 8 + 8), 2))
}
const ALWAYS = '00000000000 00000000000 0000000 000'

describe('hours and weekdays in four bytes', () => {
  test.each<[string, Hours, string]>([
    ['at every hour of every day', {}, ALWAYS],
    ['the whole day', { hours: { from: 0, until: 1440 } }, '00000000000 10110100000 0000000 000'],
    ['from 8 to 18', { hours: { from: 480, until: 1080 } }, '00111100000 10000111000 0000000 000'],
    [
      'the latest begin, the earliest end',
      { hours: { from: 1439, until: 1 } },
      '10110011111 00000000001 0000000 000',
    ],
    ['Sundays', { weekdays: [0] }, '00000000000 00000000000 1000000 000'],
    ['Saturdays', { weekdays: [6] }, '00000000000 00000000000 0000001 000'],
    ['workdays', { weekdays: [1, 2, 3, 4, 5] }, '00000000000 00000000000 0111110 000'],
    [
      'nights of the weekend',
      { hours: { from: 1320, until: 360 }, weekdays: [0, 6] },
      '10100101000 00101101000 1000001 000',
    ],
  ])('%s', (_, right, bits) => {
    expect(writeHours(right)).toEqual(bytesOf(bits))
    expect(readHours(bytesOf(bits), 0)).toStrictEqual(right)
  })

  it('are read where they stand', () => {
    const right: Hours = { hours: { from: 480, until: 1080 }, weekdays: [1] }
    const among = Uint8Array.of(255, 254, 253, ...writeHours(right), 252, 251, 250)
    expect(readHours(among, 3)).toStrictEqual(right)
  })

  it('say nothing where there are none', () => expect(readHours(new Uint8Array(), 0)).toStrictEqual({}))

  it('the spare bits say nothing', () =>
    expect(readHours(bytesOf(ALWAYS.replace(/000$/, '111')), 0)).toStrictEqual({}))

  test.each([
    [-1, 60],
    [1440, 60],
    [0.5, 60],
    [Infinity, 60],
    [60, 0],
    [60, -1],
    [60, 1441],
    [60, 61.5],
    [60, NaN],
  ])('from %d until %d are hours of no day', (from, until) =>
    expect(() => writeHours({ hours: { from, until } })).toThrow(RangeError),
  )

  test('a right on no weekday can’t be written: it would be read as one on every day', () => {
    expect(() => writeHours({ weekdays: [] })).toThrow(RangeError)
  })
})
