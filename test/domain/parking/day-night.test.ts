import { FREE_ROWS, golden, lasting } from './golden'

const hourly = (fen: number): { unitMinutes: number; fen: number } => ({ unitMinutes: 60, fen })

// Day 07:00–22:00 at ¥3 an hour, night 22:00–07:00 at ¥1. Each stretch counts its own started hours.
golden(
  '日/夜',
  { form: 'dayNight', dayFrom: 7 * 60, nightFrom: 22 * 60, day: hourly(300), night: hourly(100) },
  [
    ...FREE_ROWS,
    ['30:01 by day', lasting('0:30:01'), 300, 300],
    ['1:00:01 by day: two; 30:01 is one', lasting('1:00:01'), 600, 300],
    ['30:00 over 22:00 is free', ['2026-03-02 21:45:00 → 2026-03-02 22:15:00'], 0, 0],
    [
      '30:01 over 22:00: 15 min day + 15:01 night = 3 + 1; only 22:15:00–22:15:01 counts = 1',
      ['2026-03-02 21:45:00 → 2026-03-02 22:15:01'],
      400,
      100,
    ],
    ['up to 22:00:00: no night; 21:30–22:00', ['2026-03-02 21:00:00 → 2026-03-02 22:00:00'], 300, 300],
    ['up to 22:00:01: 3 + 1', ['2026-03-02 21:00:00 → 2026-03-02 22:00:01'], 400, 400],
    ['from 22:00:00: night alone', ['2026-03-02 22:00:00 → 2026-03-02 23:00:00'], 100, 100],
    ['06:00–08:00: 1 + 3; 06:30–07:00 1 + 3', ['2026-03-02 06:00:00 → 2026-03-02 08:00:00'], 400, 400],
    ['from 07:00:00: day alone', ['2026-03-02 07:00:00 → 2026-03-02 08:00:00'], 300, 300],
    [
      'over midnight, one night: 2 h; 23:30–01:00 is 2',
      ['2026-03-02 23:00:00 → 2026-03-03 01:00:00'],
      200,
      200,
    ],
    ['over midnight, 2:00:01: 3; 1:30:01 is 2', ['2026-03-02 23:00:00 → 2026-03-03 01:00:01'], 300, 200],
    ['from 00:00:00: 1 h of night; 30 min', ['2026-03-02 00:00:00 → 2026-03-02 01:00:00'], 100, 100],
    [
      '24 h from 10:00: 12 × 3 + 9 × 1 + 3 × 3 = 54; 11.5 h by day are 12 as well',
      lasting('24:00:00'),
      5400,
      5400,
    ],
    ['24:00:01: the fourth hour of the second day', lasting('24:00:01'), 5700, 5700],
    [
      'two entries a day of 45 min',
      ['2026-03-02 09:00:00 → +0:45:00', '2026-03-02 15:00:00 → +0:45:00'],
      600,
      600,
    ],
    [
      'a new tariff during 3 h of night; 2.5 h are 3',
      ['2026-05-31 23:00:00 → 2026-06-01 02:00:00'],
      300,
      300,
    ],
    [
      'a leap day inside: 8 × 1 + 15 × 3 + 3 × 1 = 56; 7.5 h are 8',
      ['2024-02-28 23:00:00 → 2024-03-01 01:00:00'],
      5600,
      5600,
    ],
    ['no leap day that year: 2 h; 1.5 h', ['2025-02-28 23:00:00 → 2025-03-01 01:00:00'], 200, 200],
    ['clocks change elsewhere: 3 h of night; 2.5 h', ['2026-03-29 01:00:00 → 2026-03-29 04:00:00'], 300, 300],
  ],
)

// A unit of 9 h is the whole night: ¥5 a night.
golden(
  '日/夜 with a price per night',
  {
    form: 'dayNight',
    dayFrom: 7 * 60,
    nightFrom: 22 * 60,
    day: hourly(300),
    night: { unitMinutes: 540, fen: 500 },
  },
  [
    ['the whole night', ['2026-03-02 22:00:00 → 2026-03-03 07:00:00'], 500, 500],
    ['an hour of it', ['2026-03-02 23:00:00 → 2026-03-03 00:00:00'], 500, 500],
    ['two nights and the day between: 5 + 45 + 5', ['2026-03-02 22:00:00 → 2026-03-04 07:00:00'], 5500, 5500],
  ],
)

// The "day" itself crosses midnight: 18:00–02:00 at ¥3, the rest at ¥1.
golden(
  '日/夜 where the first stretch crosses midnight',
  { form: 'dayNight', dayFrom: 18 * 60, nightFrom: 2 * 60, day: hourly(300), night: hourly(100) },
  [
    [
      '23:00–03:00: 3 × 3 + 1; 23:30–02:00 is 3 as well',
      ['2026-03-02 23:00:00 → 2026-03-03 03:00:00'],
      1000,
      1000,
    ],
    ['from 00:00:00 to 02:00:01: 2 × 3 + 1', ['2026-03-02 00:00:00 → 2026-03-02 02:00:01'], 700, 700],
  ],
)
