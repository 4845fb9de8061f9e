import type { Cap, Rate, UncappedRate } from '../../../miniprogram/domain/parking/tariff'
import { FREE_ROWS, golden, lasting, type GoldenRow } from './golden'

const capped = (of: UncappedRate, fen: number, per: Cap['per']): Rate => ({
  form: 'capped',
  cap: { fen, per },
  of,
})
const hourly = { form: 'period', unitMinutes: 60, fen: 200 } as const

// ¥2 for each started hour, at most ¥10: the fifth hour reaches the cap. All of these lie in one cap day.
const EDGE: readonly GoldenRow[] = [
  ...FREE_ROWS,
  ['30:01', lasting('0:30:01'), 200, 200],
  ['4:00:00: 8; 3.5 h are 4 units', lasting('4:00:00'), 800, 800],
  ['4:00:01: reaches 10; 3:30:01 are 4 units', lasting('4:00:01'), 1000, 800],
  ['5:00:00: exactly 10; 4.5 h', lasting('5:00:00'), 1000, 1000],
  ['5:00:01: 12 cut to 10; 4:30:01 are 5 units', lasting('5:00:01'), 1000, 1000],
  ['5:30:01: 6 units cut; 5:00:01 are 6 units cut', lasting('5:30:01'), 1000, 1000],
  [
    'two entries a day of 6 h: each stay has its own cap',
    ['2026-03-02 09:00:00 → +6:00:00', '2026-03-02 16:00:00 → +6:00:00'],
    2000,
    2000,
  ],
  ['clocks change elsewhere: 3 h; 2.5 h', ['2026-03-29 01:00:00 → 2026-03-29 04:00:00'], 600, 600],
]

// A unit belongs to the calendar day in which it begins.
golden('每日封顶 ¥10.00, calendar day', capped(hourly, 1000, 'calendarDay'), [
  ...EDGE,
  ['up to 24:00 of the day', ['2026-03-02 10:00:00 → 2026-03-03 00:00:00'], 1000, 1000],
  [
    'one second more: a unit of the new day; deducted, the unit from 23:30 still runs',
    ['2026-03-02 10:00:00 → 2026-03-03 00:00:01'],
    1200,
    1000,
  ],
  ['over midnight: 23:00 + 00:00; 23:30 + 00:30', ['2026-03-02 23:00:00 → 2026-03-03 01:00:00'], 400, 400],
  [
    'over midnight, first day full: 6 units cut to 10, then 2; from 18:30 the same',
    ['2026-03-02 18:00:00 → 2026-03-03 02:00:00'],
    1400,
    1400,
  ],
  ['24 h: both days full', lasting('24:00:00'), 2000, 2000],
  [
    'a new tariff during 3 h: 23:00 | 00:00, 01:00; 23:30 | 00:30, 01:30',
    ['2026-05-31 23:00:00 → 2026-06-01 02:00:00'],
    600,
    600,
  ],
  [
    'a leap day inside: 2 | full | 2; 23:30 | 00:30 … full | 00:30',
    ['2024-02-28 23:00:00 → 2024-03-01 01:00:00'],
    1400,
    1400,
  ],
])

// The same, per 24 h from the entry, also where the first 30 minutes are deducted.
golden('每日封顶 ¥10.00, 24 hours', capped(hourly, 1000, '24hours'), [
  ...EDGE,
  ['over midnight nothing begins anew', ['2026-03-02 18:00:00 → 2026-03-03 02:00:00'], 1000, 1000],
  ['24 h', lasting('24:00:00'), 1000, 1000],
  ['24:00:01: 10 + 2; the unit from 23:30 on still runs', lasting('24:00:01'), 1200, 1000],
  ['24:30:01: 10 + 2; a unit begins at 24:30 after the entry', lasting('24:30:01'), 1200, 1200],
  ['a new tariff during 3 h', ['2026-05-31 23:00:00 → 2026-06-01 02:00:00'], 600, 600],
  [
    'a leap day inside, 26 h: 10 + units at 24:00 and 25:00; 10 + units at 24:30 and 25:30',
    ['2024-02-28 23:00:00 → 2024-03-01 01:00:00'],
    1400,
    1400,
  ],
])

golden('按次 ¥5.00 capped at ¥3.00', capped({ form: 'entry', fen: 500 }, 300, 'calendarDay'), [
  ['30:01', lasting('0:30:01'), 300, 300],
  ['three days: still once, on the first', ['2026-03-02 10:00:00 → 2026-03-05 10:00:00'], 300, 300],
])

// 5 up to 2 h, +5 after 2 h, +10 after 5 h, +15 each 24 h: of 20 in the first 24 h 8 stay.
golden(
  '累计阶梯 capped at ¥8.00 per 24 h',
  capped(
    {
      form: 'total',
      steps: [
        { upToMinutes: 120, fen: 500 },
        { upToMinutes: 300, fen: 1000 },
        { upToMinutes: 1440, fen: 2000 },
      ],
      beyond: { unitMinutes: 1440, fen: 1500 },
    },
    800,
    '24hours',
  ),
  [
    ['2:00:00', lasting('2:00:00'), 500, 500],
    ['2:30:01: 5 + 3 of 5', lasting('2:30:01'), 800, 800],
    ['24:00:00', lasting('24:00:00'), 800, 800],
    ['24:30:01: a second 8 of 15', lasting('24:30:01'), 1600, 1600],
  ],
)

// By day ¥3 an hour from 07:00, by night ¥1 from 22:00, at most ¥20 a calendar day.
golden(
  '日/夜 capped at ¥20.00',
  capped(
    {
      form: 'dayNight',
      dayFrom: 420,
      nightFrom: 1320,
      day: { unitMinutes: 60, fen: 300 },
      night: { unitMinutes: 60, fen: 100 },
    },
    2000,
    'calendarDay',
  ),
  [
    ['24 h from 10:00: 36 + 2 cut to 20, then 7 × 1 + 3 × 3 = 16', lasting('24:00:00'), 3600, 3600],
    ['over midnight by night: 1 | 1', ['2026-03-02 23:00:00 → 2026-03-03 01:00:00'], 200, 200],
  ],
)

// The 24 hours begin at the entry, not where the free minutes end. ¥1 for each started 20 minutes, at most ¥10.
golden(
  '每日封顶 ¥10.00, 24 hours, short units',
  capped({ form: 'period', unitMinutes: 20, fen: 100 }, 1000, '24hours'),
  [
    ['24:10:00: a unit begins at 24:00; the one from 23:50 still runs', lasting('24:10:00'), 1100, 1000],
    ['24:10:01: as before; a unit begins at 24:10', lasting('24:10:01'), 1100, 1100],
  ],
)
