import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { describeTariff } from '../../../miniprogram/locales/zh/parking'
import { parkingFee } from '../../../miniprogram/domain/parking/fee'
import { capOf, type Tariff } from '../../../miniprogram/domain/parking/tariff'
import { checkTariff } from '../../../miniprogram/domain/parking/tariff-check'
import { stays, tariffs } from './arbitraries'

const SHANGHAI_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

test('the tariffs below are sound, and each has words without a gap', () => {
  fc.assert(
    fc.property(tariffs, (tariff) => {
      expect(checkTariff(tariff)).toEqual([])
      for (const sentence of describeTariff(tariff)) expect(sentence).not.toMatch(/undefined|NaN|^$/)
    }),
  )
})

test('a fee is a whole number of 分, never negative, the sum of its lines', () => {
  fc.assert(
    fc.property(stays, (stay) => {
      const { fen, free, lines } = parkingFee(stay)
      expect(Number.isSafeInteger(fen) && fen >= 0).toBe(true)
      expect(free).toBe(fen === 0)
      expect(lines.reduce((sum, line) => sum + line.fen, 0)).toBe(fen)
      for (const line of lines) expect(Number.isSafeInteger(line.fen) && line.fen >= 0).toBe(true)
    }),
  )
})

test('lines follow one another from the entry to the last whole second of the stay', () => {
  fc.assert(
    fc.property(stays, (stay) => {
      const { lines } = parkingFee(stay)
      expect(lines[0]?.from).toBe(stay.entryAt)
      lines.slice(1).forEach((line, index) => expect(line.from).toBe(lines[index]?.to))
      if (lines.length > 1) for (const { from, to } of lines) expect(to).toBeGreaterThan(from)
      const left = stay.exitAt - (lines[lines.length - 1]?.to ?? NaN)
      expect(left >= 0 && left < 1000).toBe(true)
    }),
  )
})

test('a longer stay never costs less, in any form', () => {
  fc.assert(
    fc.property(stays, fc.integer({ min: 0, max: DAY_MS }), (stay, longer) => {
      const later = { ...stay, exitAt: stay.exitAt + longer }
      expect(parkingFee(later).fen).toBeGreaterThanOrEqual(parkingFee(stay).fen)
    }),
  )
})

test('no cap day of a stay costs more than the cap', () => {
  fc.assert(
    fc.property(stays, (stay) => {
      const { cap } = capOf(stay.tariff.rate)
      fc.pre(cap !== null && stay.purposeClass === 'private')
      const spent = new Map<string, number>()
      for (const { from, fen } of parkingFee(stay).lines) {
        const day = cap?.per === 'calendarDay' ? dayOf(from) : `${Math.floor((from - stay.entryAt) / DAY_MS)}`
        spent.set(day, (spent.get(day) ?? 0) + fen)
      }
      for (const fen of spent.values()) expect(fen).toBeLessThanOrEqual(cap?.fen ?? 0)
    }),
  )
})

test('deducting the free minutes never costs more than counting them, where the clock has no price', () => {
  fc.assert(
    fc.property(stays, (stay) => {
      const { rate, cap } = capOf(stay.tariff.rate)
      fc.pre(rate.form !== 'dayNight' && cap === null)
      const fenIn = (freeMode: Tariff['freeMode']): number =>
        parkingFee({ ...stay, tariff: { ...stay.tariff, freeMode } }).fen
      expect(fenIn('deducted')).toBeLessThanOrEqual(fenIn('threshold'))
    }),
  )
})

test('the fee is that of a meter which takes one unit after the other', () => {
  fc.assert(
    fc.property(stays, (stay) => {
      fc.pre(stay.purposeClass === 'private')
      expect(parkingFee(stay).fen).toBe(meter(stay.tariff, stay.entryAt, stay.exitAt))
    }),
    { numRuns: 1000 },
  )
})

/** The rule again as a machine that looks at the clock at the start of each unit. Slow, and shares no code. */
function meter(tariff: Tariff, entryAt: number, exitAt: number): number {
  const end = entryAt + Math.floor((exitAt - entryAt) / 1000) * 1000
  const free = tariff.freeMinutes * 60_000
  if (end - entryAt <= free) return 0
  const begin = tariff.freeMode === 'deducted' ? entryAt + free : entryAt
  const { rate, cap } = capOf(tariff.rate)
  const spent = new Map<number, number>()
  for (let now = begin; now < end;) {
    const passed = now - begin
    const minute = (((now + SHANGHAI_MS) % DAY_MS) / 60_000) % 1440
    let fen = 0
    let lasts = 0
    if (rate.form === 'entry') [fen, lasts] = [rate.fen, Infinity]
    if (rate.form === 'period') [fen, lasts] = [rate.fen, rate.unitMinutes * 60_000]
    if (rate.form === 'dayNight') {
      const byDay =
        rate.dayFrom < rate.nightFrom
          ? minute >= rate.dayFrom && minute < rate.nightFrom
          : minute >= rate.dayFrom || minute < rate.nightFrom
      const { unitMinutes, fen: each } = byDay ? rate.day : rate.night
      const turn = ((byDay ? rate.nightFrom : rate.dayFrom) - minute + 1440) % 1440
      ;[fen, lasts] = [each, Math.round(Math.min(unitMinutes, turn) * 60_000)]
    }
    if (rate.form === 'total') {
      const next = rate.steps.findIndex((step) => step.upToMinutes * 60_000 > passed)
      const step = rate.steps[next]
      if (step === undefined) [fen, lasts] = [rate.beyond.fen, rate.beyond.unitMinutes * 60_000]
      else [fen, lasts] = [step.fen - (rate.steps[next - 1]?.fen ?? 0), step.upToMinutes * 60_000 - passed]
    }
    const day = Math.floor((cap?.per === '24hours' ? now - entryAt : now + SHANGHAI_MS) / DAY_MS)
    spent.set(day, (spent.get(day) ?? 0) + fen)
    now += lasts
  }
  return [...spent.values()].reduce((sum, fen) => sum + Math.min(fen, cap?.fen ?? Infinity), 0)
}
