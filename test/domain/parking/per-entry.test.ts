import { FREE_ROWS, golden, lasting } from './golden'

// ¥5 once. The length decides only whether the stay is free, so both modes are the same.
golden('按次 ¥5.00', { form: 'entry', fen: 500 }, [
  ...FREE_ROWS,
  ['30:01', lasting('0:30:01'), 500, 500],
  ['over midnight', ['2026-03-02 23:00:00 → 2026-03-03 01:00:00'], 500, 500],
  ['24 h', lasting('24:00:00'), 500, 500],
  ['24:00:01', lasting('24:00:01'), 500, 500],
  ['fifteen days', ['2026-03-02 08:00:00 → 2026-03-16 20:00:00'], 500, 500],
  [
    'two entries a day: twice',
    ['2026-03-02 09:00:00 → +0:45:00', '2026-03-02 15:00:00 → +0:45:00'],
    1000,
    1000,
  ],
  [
    'two entries a day, one of them short: once',
    ['2026-03-02 09:00:00 → +0:30:00', '2026-03-02 15:00:00 → +0:30:01'],
    500,
    500,
  ],
  ['a new tariff during the stay', ['2026-05-31 23:00:00 → 2026-06-01 02:00:00'], 500, 500],
  ['a leap day inside', ['2024-02-28 23:00:00 → 2024-03-01 01:00:00'], 500, 500],
  ['clocks change elsewhere', ['2026-03-29 01:00:00 → 2026-03-29 04:00:00'], 500, 500],
])
