import { describe, expect, test } from 'vitest'
import { nextAfter, parseCron } from '../../../../local/cloud/timers/cron'

const next = (expression: string, after: string) => {
  const moment = nextAfter(parseCron(expression), Date.parse(after))
  return moment === null ? null : new Date(moment).toISOString()
}

describe('the next time, in UTC+8', () => {
  const cases: [string, string, string | null][] = [
    ['*/5 * * * * * *', '2030-01-01T00:00:01Z', '2030-01-01T00:00:05.000Z'],
    ['*/5 * * * * * *', '2030-01-01T00:00:05Z', '2030-01-01T00:00:10.000Z'],
    ['0 */5 * * * * *', '2030-01-01T00:59:59.900Z', '2030-01-01T01:00:00.000Z'],
    ['0 30 9 * * * *', '2030-01-01T01:29:59Z', '2030-01-01T01:30:00.000Z'],
    ['0 30 9 * * * *', '2030-01-01T01:30:00Z', '2030-01-02T01:30:00.000Z'],
    ['0 0 0 1 * * *', '2030-01-31T15:59:59Z', '2030-01-31T16:00:00.000Z'],
    ['0 0 10 * * MON-FRI *', '2030-01-04T02:00:00Z', '2030-01-07T02:00:00.000Z'],
    ['0 0 0 29 2 * *', '2030-01-01T00:00:00Z', '2032-02-28T16:00:00.000Z'],
    ['0 0 12 15 * SUN *', '2030-01-01T00:00:00Z', '2030-01-06T04:00:00.000Z'],
    ['15,45 10-12/2 8 * JAN,MAR * *', '2030-01-01T00:10:15Z', '2030-01-01T00:10:45.000Z'],
    ['0 0 0 1 1 * 2029', '2030-01-01T00:00:00Z', null],
  ]
  test.each(cases)('%s after %s', (expression, after, wanted) => expect(next(expression, after)).toBe(wanted))
})

test.each([
  '* * * * *',
  '60 * * * * * *',
  '* * 24 * * * *',
  '* * * 0 * * *',
  'a * * * * * *',
  '5-1 * * * * * *',
  '*/0 * * * * * *',
])('refuses %s', (expression) => expect(() => parseCron(expression)).toThrow(RangeError))
