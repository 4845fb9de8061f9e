import { describe, expect, it, test } from 'vitest'
import { parkingFee, type Stay } from '../../../miniprogram/domain/parking/fee'
import type { Rate } from '../../../miniprogram/domain/parking/tariff'
import { SHIPPED_TARIFF } from '../../../miniprogram/locales/zh/shipped-tariff'
import { feeLineWords } from '../../../miniprogram/locales/zh/parking'
import { feeLineWords as inEnglish } from '../../../miniprogram/locales/en/parking'
import { at, tariffWith } from './golden'

const HOURLY: Rate = { form: 'period', unitMinutes: 60, fen: 200 }
const ENTRY = at('2026-03-02 10:00:00')
const stay = (changes: Partial<Stay> = {}): Stay => ({
  entryAt: ENTRY,
  exitAt: at('2026-03-02 12:00:00'),
  purposeClass: 'private',
  officialUntil: null,
  tariff: tariffWith(HOURLY),
  ...changes,
})

describe('official', () => {
  const until = at('2026-03-03 00:00:00')
  const official = (exit: string, officialUntil: number | null = until): Stay =>
    stay({ purposeClass: 'official', exitAt: at(exit), officialUntil })

  test.each([
    ['within its days', '2026-03-02 23:59:59', 0],
    ['at their very end', '2026-03-03 00:00:00', 0],
    ['30:00 after their end', '2026-03-03 00:30:00', 0],
    ['30:01 after their end: a private stay from midnight', '2026-03-03 00:30:01', 200],
    ['2 h after their end', '2026-03-03 02:00:00', 400],
  ])('%s', (_, exit, fen) => expect(parkingFee(official(exit)).fen).toBe(fen))

  it('is free for good where the office says so', () => {
    expect(parkingFee(official('2026-03-20 10:00:00', null))).toEqual({
      fen: 0,
      free: true,
      lines: [
        { from: ENTRY, to: at('2026-03-20 10:00:00'), fen: 0, item: { kind: 'official' }, cappedBy: null },
      ],
    })
  })

  it('counts from the entry when it enters after its days', () => {
    const entryAt = at('2026-03-04 10:00:00')
    expect(parkingFee({ ...official('2026-03-04 12:00:00'), entryAt }).fen).toBe(400)
  })

  it('counts the 24 hours of a cap from the end of its days', () => {
    const rate: Rate = { form: 'capped', cap: { fen: 1000, per: '24hours' }, of: HOURLY }
    const late = { ...official('2026-03-04 00:00:01'), tariff: tariffWith(rate) }
    expect(parkingFee(late).fen).toBe(1200)
  })

  it('means nothing to a private visit', () => {
    expect(parkingFee(stay({ officialUntil: until })).fen).toBe(400)
  })

  it('has a line even when it leaves in the instant of its entry', () => {
    expect(parkingFee(stay({ purposeClass: 'official', exitAt: ENTRY })).lines).toHaveLength(1)
  })
})

describe('seconds', () => {
  test.each([
    ['30:00.000', 1_800_000, 0],
    ['30:00.999: a part of a second is the visitor’s', 1_800_999, 0],
    ['30:01.000', 1_801_000, 200],
    ['1:00:00.999', 3_600_999, 200],
    ['1:00:01.000', 3_601_000, 400],
  ])('%s, whatever part of a second the entry has', (_, duration, fen) => {
    for (const part of [0, 1, 500, 999]) {
      const entryAt = ENTRY + part
      expect(parkingFee(stay({ entryAt, exitAt: entryAt + duration })).fen).toBe(fen)
    }
  })
})

describe('lines', () => {
  const linesFor = (changes: Partial<Stay>, words = feeLineWords): [string, string, number][] =>
    parkingFee(stay(changes)).lines.map((line) => [
      words(line),
      `${(line.from - ENTRY) / 60_000}–${(line.to - ENTRY) / 60_000}`,
      line.fen,
    ])

  it('say what was free', () => {
    expect(linesFor({ exitAt: ENTRY + 1_800_000 })).toEqual([['30分钟以内免费', '0–30', 0]])
    expect(linesFor({ tariff: tariffWith(HOURLY, 'deducted') })).toEqual([
      ['前30分钟免费', '0–30', 0],
      ['¥2.00/小时 × 2', '30–120', 400],
    ])
    expect(linesFor({ exitAt: ENTRY, tariff: tariffWith(HOURLY, 'deducted', 0) })).toEqual([
      ['不满1秒，不计费', '0–0', 0],
    ])
  })

  it('say how each form counts', () => {
    const steps = [{ upToMinutes: 60, fen: 500 }]
    const beyond = { unitMinutes: 30, fen: 100 }
    expect(linesFor({ tariff: tariffWith({ form: 'entry', fen: 500 }) })).toEqual([['按次', '0–120', 500]])
    expect(linesFor({ tariff: tariffWith({ form: 'total', steps, beyond }) })).toEqual([
      ['累计1小时以内', '0–60', 500],
      ['超过1小时部分 ¥1.00/30分钟 × 2', '60–120', 200],
    ])
    const clock = { dayFrom: 420, nightFrom: 660, day: beyond, night: { unitMinutes: 60, fen: 50 } }
    expect(linesFor({ tariff: tariffWith({ form: 'dayNight', ...clock }) })).toEqual([
      ['日间 ¥1.00/30分钟 × 2', '0–60', 200],
      ['夜间 ¥0.50/小时 × 1', '60–120', 50],
    ])
  })

  it('say where a cap cut, day by day', () => {
    const rate: Rate = { form: 'capped', cap: { fen: 1000, per: 'calendarDay' }, of: HOURLY }
    expect(linesFor({ exitAt: at('2026-03-03 02:00:00'), tariff: tariffWith(rate) })).toEqual([
      ['¥2.00/小时 × 14（每天最高¥10.00）', '0–840', 1000],
      ['¥2.00/小时 × 2', '840–960', 400],
    ])
  })

  const price = { unitMinutes: 60, fen: 100 }
  const total: Rate = { form: 'total', steps: [{ upToMinutes: 60, fen: 500 }], beyond: price }
  const clock: Rate = { form: 'dayNight', dayFrom: 420, nightFrom: 660, day: price, night: price }
  const capped: Rate = { form: 'capped', cap: { fen: 100, per: '24hours' }, of: HOURLY }
  test.each<[string, Partial<Stay>, string[]]>([
    ['official', { purposeClass: 'official' }, ['Official visit, free']],
    ['free minutes', { exitAt: ENTRY + 1_800_000 }, ['Free up to 30 minutes']],
    [
      'deducted minutes',
      { tariff: tariffWith(HOURLY, 'deducted') },
      ['First 30 minutes free', '¥2.00/hour × 2'],
    ],
    [
      'no time',
      { exitAt: ENTRY, tariff: tariffWith(HOURLY, 'deducted', 0) },
      ['Under a second, not counted'],
    ],
    ['by entry', { tariff: tariffWith({ form: 'entry', fen: 500 }) }, ['Per entry']],
    ['by total', { tariff: tariffWith(total) }, ['Up to 1 hour in all', 'Beyond 1 hour: ¥1.00/hour × 1']],
    ['by the clock', { tariff: tariffWith(clock) }, ['By day: ¥1.00/hour × 1', 'By night: ¥1.00/hour × 1']],
    ['capped', { tariff: tariffWith(capped) }, ['¥2.00/hour × 2 (¥1.00 per 24 hours at most)']],
  ])('say in English what is counted: %s', (_, changes, words) => {
    expect(linesFor(changes, inEnglish).map(([line]) => line)).toEqual(words)
  })
})

describe('refuses', () => {
  test.each([
    ['an exit before the entry', { exitAt: ENTRY - 1 }],
    ['an exit that is no instant', { exitAt: NaN }],
    ['an entry without end', { entryAt: -Infinity }],
    ['half a millisecond', { exitAt: ENTRY + 0.5 }],
    ['an end of days that is no instant', { officialUntil: NaN }],
    ['a tariff with fieldErrors', { tariff: tariffWith({ form: 'period', unitMinutes: 0, fen: 200 }) }],
  ])('%s', (_, changes) => expect(() => parkingFee(stay(changes))).toThrow(RangeError))
})

it('prices a usual stay by the shipped tariff', () => {
  expect(parkingFee(stay({ tariff: SHIPPED_TARIFF })).fen).toBe(400)
})
