import { describe, expect, test } from 'vitest'
import { startOfDay } from '../../../miniprogram/domain/values/days'
import { parkingFee } from '../../../miniprogram/domain/parking/fee'
import { tariffAt, type FreeMode, type Rate, type Tariff } from '../../../miniprogram/domain/parking/tariff'

/** '2026-03-02 10:30:01' in Shanghai as epoch milliseconds. */
export function at(moment: string): number {
  const [day = '', clock = ''] = moment.split(' ')
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number)
  return startOfDay(day) + ((hours * 60 + minutes) * 60 + seconds) * 1000
}

export function tariffWith(rate: Rate, freeMode: FreeMode = 'threshold', freeMinutes = 30): Tariff {
  return { id: 'now', effectiveFrom: 0, label: '测试标准', freeMinutes, freeMode, rate }
}

/** Comes on 2026-06-01 and costs ¥999.00 at once: a stay wrongly priced by it can't be missed. */
export const DEARER: Tariff = {
  ...tariffWith({ form: 'entry', fen: 99_900 }, 'threshold', 0),
  id: 'dearer',
  effectiveFrom: at('2026-06-01 00:00:00'),
}

/** What is tested, one or more stays 'entry → exit', and what they cost together in 分 in either mode. */
export type GoldenRow = readonly [name: string, stays: readonly string[], threshold: number, deducted: number]

/** A stay of '0:30:01' from 10:00 on a usual Monday. */
export const lasting = (duration: string): string[] => [`2026-03-02 10:00:00 → +${duration}`]

/** Runs hand-computed rows in both free-minute modes, with a dearer version waiting on 2026-06-01. */
export function golden(name: string, rate: Rate, rows: readonly GoldenRow[]): void {
  describe.each(['threshold', 'deducted'] as const)(`${name}, 30 free minutes %s`, (freeMode) => {
    test.each(rows)('%s', (_, stays, threshold, deducted) => {
      const versions = [tariffWith(rate, freeMode), DEARER]
      const fees = stays.map((stay) => {
        const { entryAt, exitAt } = readStay(stay)
        const tariff = tariffAt(versions, entryAt)
        if (tariff === null) throw new Error(`no tariff at ${stay}`)
        return parkingFee({ entryAt, exitAt, purposeClass: 'private', officialUntil: null, tariff })
      })
      const fen = fees.reduce((sum, fee) => sum + fee.fen, 0)
      expect(fen).toBe(freeMode === 'threshold' ? threshold : deducted)
      for (const fee of fees) expect(fee.free).toBe(fee.fen === 0)
    })
  })
}

/** Rows every form shares: up to 30:00 nothing is due, twice a day as well. */
export const FREE_ROWS: readonly GoldenRow[] = [
  ['0', lasting('0:00:00'), 0, 0],
  ['29:59', lasting('0:29:59'), 0, 0],
  ['30:00 is still free', lasting('0:30:00'), 0, 0],
  [
    'two entries a day of 30:00 each: free twice',
    ['2026-03-02 09:00:00 → +0:30:00', '2026-03-02 15:00:00 → +0:30:00'],
    0,
    0,
  ],
]

function readStay(stay: string): { entryAt: number; exitAt: number } {
  const [entry = '', exit = ''] = stay.split(' → ')
  const entryAt = at(entry)
  if (!exit.startsWith('+')) return { entryAt, exitAt: at(exit) }
  return { entryAt, exitAt: entryAt + at(`1970-01-01 ${exit.slice(1)}`) - at('1970-01-01 00:00:00') }
}
