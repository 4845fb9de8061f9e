import { expect, test } from 'vitest'
import { latestDue } from '../../cloudfunctions/timer/schedule'

const NIGHTLY = { everyMinutes: 10, atMinute: 1, fromHour: 0, untilHour: 6 }
const HOURLY = { everyMinutes: 60, atMinute: 20, fromHour: 0, untilHour: 24 }

const shanghai = (time: string): number => Date.parse(`2025-03-${time}:00+08:00`)

test.each([
  ['in its minute', NIGHTLY, '02T00:01', '02T00:01'],
  ['between two', NIGHTLY, '02T03:19', '02T03:11'],
  ['the last of the night', NIGHTLY, '02T05:59', '02T05:51'],
  ['by day', NIGHTLY, '02T17:30', '02T05:51'],
  ['before the first of the night', NIGHTLY, '02T00:00', '01T05:51'],
  ['on the hour', HOURLY, '02T00:19', '01T23:20'],
  ['after it', HOURLY, '02T00:20', '02T00:20'],
])('due %s', (_, schedule, now, due) => {
  expect(latestDue(schedule, shanghai(now) + 59_999)).toBe(shanghai(due))
})
