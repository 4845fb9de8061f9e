import { FREE_ROWS, golden, lasting } from './golden'

// ¥2 for each started hour. Threshold counts the whole stay, deducted the stay less 30 minutes.
golden('时段单价 ¥2.00/小时', { form: 'period', unitMinutes: 60, fen: 200 }, [
  ...FREE_ROWS,
  ['30:01: one hour started; one second of the first counted hour', lasting('0:30:01'), 200, 200],
  ['1:00:00: exactly one unit; 30 min', lasting('1:00:00'), 200, 200],
  ['1:00:01: two; 30:01 is one', lasting('1:00:01'), 400, 200],
  ['1:30:00: two; exactly one', lasting('1:30:00'), 400, 200],
  ['1:30:01: two; 60:01 is two', lasting('1:30:01'), 400, 400],
  ['over midnight, 1 h: the unit runs on', ['2026-03-02 23:30:00 → 2026-03-03 00:30:00'], 200, 200],
  ['over midnight, 1:00:01', ['2026-03-02 23:30:00 → 2026-03-03 00:30:01'], 400, 200],
  ['24 h: 24; 23.5 h are 24', lasting('24:00:00'), 4800, 4800],
  ['24:00:01: 25; 23:30:01 are 24', lasting('24:00:01'), 5000, 4800],
  ['24:30:01: 25; 24:00:01 are 25', lasting('24:30:01'), 5000, 5000],
  [
    'two entries a day of 45 min: each one unit; each 15 min, one unit',
    ['2026-03-02 09:00:00 → +0:45:00', '2026-03-02 15:00:00 → +0:45:00'],
    400,
    400,
  ],
  [
    'a new tariff during 3 h: the old one; 2.5 h are 3',
    ['2026-05-31 23:00:00 → 2026-06-01 02:00:00'],
    600,
    600,
  ],
  ['a leap day inside: 26 h; 25.5 h', ['2024-02-28 23:00:00 → 2024-03-01 01:00:00'], 5200, 5200],
  ['no leap day that year: 2 h; 1.5 h', ['2025-02-28 23:00:00 → 2025-03-01 01:00:00'], 400, 400],
  ['clocks change elsewhere, not here: 3 h; 2.5 h', ['2026-03-29 01:00:00 → 2026-03-29 04:00:00'], 600, 600],
])
