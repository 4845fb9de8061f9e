import { expect, test } from 'vitest'
import { parkingFee } from '../../../miniprogram/domain/parking/fee'
import type { Rate } from '../../../miniprogram/domain/parking/tariff'
import { FREE_ROWS, golden, lasting, tariffWith } from './golden'

// ¥5 up to 2 h, ¥10 up to 5 h, ¥20 up to 24 h, then ¥15 for each started 24 h more.
golden(
  '累计阶梯',
  {
    form: 'total',
    steps: [
      { upToMinutes: 120, fen: 500 },
      { upToMinutes: 300, fen: 1000 },
      { upToMinutes: 1440, fen: 2000 },
    ],
    beyond: { unitMinutes: 1440, fen: 1500 },
  },
  [
    ...FREE_ROWS,
    ['30:01: first step', lasting('0:30:01'), 500, 500],
    ['2:00:00: still the first step', lasting('2:00:00'), 500, 500],
    ['2:00:01: second; 1:30:01 is in the first', lasting('2:00:01'), 1000, 500],
    ['2:30:00: second; exactly 2 h is in the first', lasting('2:30:00'), 1000, 500],
    ['2:30:01: second; 2:00:01 too', lasting('2:30:01'), 1000, 1000],
    ['5:00:00: still the second', lasting('5:00:00'), 1000, 1000],
    ['5:00:01: third; 4:30:01 is in the second', lasting('5:00:01'), 2000, 1000],
    ['over midnight, 2 h: the length counts alone', ['2026-03-02 23:00:00 → 2026-03-03 01:00:00'], 500, 500],
    ['24 h: still the third', lasting('24:00:00'), 2000, 2000],
    ['24:00:01: 20 + 15; 23:30:01 is in the third', lasting('24:00:01'), 3500, 2000],
    ['24:30:00: 20 + 15; exactly 24 h', lasting('24:30:00'), 3500, 2000],
    ['24:30:01: 20 + 15; 24:00:01', lasting('24:30:01'), 3500, 3500],
    ['48 h: exactly one unit beyond; 47.5 h', lasting('48:00:00'), 3500, 3500],
    ['48:00:01: 20 + 15 + 15; 47:30:01 is one unit beyond', lasting('48:00:01'), 5000, 3500],
    [
      'two entries a day of 90 min do not add up to 3 h: 5 + 5',
      ['2026-03-02 09:00:00 → +1:30:00', '2026-03-02 15:00:00 → +1:30:00'],
      1000,
      1000,
    ],
    [
      'a new tariff during 3 h: the old one; 2.5 h',
      ['2026-05-31 23:00:00 → 2026-06-01 02:00:00'],
      1000,
      1000,
    ],
    [
      'a leap day inside: 26 h are 20 + 15; 25.5 h',
      ['2024-02-28 23:00:00 → 2024-03-01 01:00:00'],
      3500,
      3500,
    ],
    ['no leap day that year: 2 h; 1.5 h', ['2025-02-28 23:00:00 → 2025-03-01 01:00:00'], 500, 500],
    ['clocks change elsewhere: 3 h; 2.5 h', ['2026-03-29 01:00:00 → 2026-03-29 04:00:00'], 1000, 1000],
  ],
)

// A last step that costs nothing more stays what it is, however long.
golden(
  '累计阶梯 with nothing beyond',
  {
    form: 'total',
    steps: [{ upToMinutes: 60, fen: 300 }],
    beyond: { unitMinutes: 60, fen: 0 },
  },
  [...FREE_ROWS, ['a fortnight', ['2026-03-02 10:00:00 → 2026-03-16 10:00:00'], 300, 300]],
)

test('a stay that ends with a step has no line of nothing behind it', () => {
  const rate: Rate = {
    form: 'total',
    steps: [{ upToMinutes: 60, fen: 300 }],
    beyond: { unitMinutes: 60, fen: 100 },
  }
  const stay = { entryAt: 0, exitAt: 60 * 60_000, purposeClass: 'private' as const, officialUntil: null }
  const { lines } = parkingFee({ ...stay, tariff: tariffWith(rate, 'deducted', 0) })
  expect(lines).toHaveLength(1)
})
