import { expect, it, test } from 'vitest'
import { addDays } from '../../../miniprogram/domain/values/days'
import { announcement, fairUseRefusal, withAnnounced } from '../../../miniprogram/domain/visit/fair-use'
import { NOW, TODAY } from '../builders'

const rules = { maxLiveBookings: 3, maxBookingsADay: 10 }
const YESTERDAY = addDays(TODAY, -1)
const liveOf = (count: number, lastDay = TODAY) =>
  Array.from({ length: count }, (_, at) => ({ visitId: `v${at}`, lastDay }))

test.each([
  [0, 0, TODAY, null],
  [2, 9, TODAY, null],
  [3, 0, TODAY, 'TOO_MANY_LIVE'],
  [0, 10, TODAY, 'TOO_MANY_BOOKINGS'],
  [3, 10, TODAY, 'TOO_MANY_BOOKINGS'],
  [0, 10, YESTERDAY, null],
])('%i live and %i sent on %s: %s', (live, sent, day, code) =>
  expect(fairUseRefusal({ live: liveOf(live), sent, day }, 'new', NOW, rules)?.code ?? null).toBe(code),
)

it('a booking sent again isn’t one more; one whose days are over isn’t live', () => {
  expect(fairUseRefusal({ live: liveOf(3), sent: 0, day: TODAY }, 'v1', NOW, rules)).toBeNull()
  expect(fairUseRefusal({ live: liveOf(9, YESTERDAY), sent: 0, day: TODAY }, 'new', NOW, rules)).toBeNull()
})

const MINUTE = 60_000
test.each([
  [0, 'none'],
  [10 * MINUTE - 1, 'none'],
  [10 * MINUTE, 'repeat'],
  [24 * 60 * MINUTE - 1, 'repeat'],
  [24 * 60 * MINUTE, 'first'],
])('%i ms after the last notice: %s', (later, how) => {
  const before = withAnnounced([], 'unit', NOW)
  expect(announcement(before, 'unit', NOW + later)).toBe(how)
  expect(announcement(before, 'another', NOW + later)).toBe('first')
})

it('says how many are allowed', () => {
  const refusal = (live: number, sent: number) =>
    fairUseRefusal({ live: liveOf(live), sent, day: TODAY }, 'new', NOW, rules)?.details
  expect([refusal(3, 0), refusal(0, 10)]).toEqual([{ max: 3 }, { max: 10 }])
})

it('remembers a day long who was told last, each once', () => {
  const first = withAnnounced([], 'unit', NOW)
  const second = withAnnounced(first, 'another', NOW + MINUTE)
  expect(second).toEqual([
    { to: 'unit', at: NOW },
    { to: 'another', at: NOW + MINUTE },
  ])
  expect(withAnnounced(second, 'unit', NOW + 2 * MINUTE)).toEqual([
    { to: 'another', at: NOW + MINUTE },
    { to: 'unit', at: NOW + 2 * MINUTE },
  ])
  const aDayLater = NOW + 24 * 60 * MINUTE
  expect(withAnnounced(second, 'third', aDayLater).map(({ to }) => to)).toEqual(['another', 'third'])
})
