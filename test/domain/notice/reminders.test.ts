import { describe, expect, it, test } from 'vitest'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import { reminderAt, reminderDue, SHIPPED_REMINDERS } from '../../../miniprogram/domain/notice/reminders'
import type { VisitState } from '../../../miniprogram/domain/visit/visit'
import { TODAY } from '../builders'

const HOUR = 3_600_000
const midnight = startOfDay(TODAY)
const YESTERDAY = addDays(TODAY, -1)

describe('approvers are reminded of a visit that is near', () => {
  test.each<[string, Partial<typeof SHIPPED_REMINDERS>, number]>([
    ['two hours before visits begin, where that is by day', { opensAt: 9 * 60 }, 7],
    ['the evening before an early one', {}, 18 - 24],
    ['from the earliest minute on by day', { opensAt: 9 * 60, earliest: 7 * 60 }, 7],
    ['a minute too early is the evening before', { opensAt: 9 * 60, earliest: 7 * 60 + 1 }, 18 - 24],
    ['at another hour of the evening', { eveningBefore: 20 * 60 }, 20 - 24],
  ])('%s', (_, changes, hour) => {
    expect(reminderAt(TODAY, { ...SHIPPED_REMINDERS, ...changes })).toBe(midnight + hour * HOUR)
  })
})

describe('a reminder is due', () => {
  const evening = midnight - 6 * HOUR
  const visit = {
    state: 'pending' as VisitState,
    firstDay: TODAY,
    lastDay: TODAY,
    submittedAt: evening - 30 * HOUR,
    remindedAt: null as number | null,
  }
  const due = (now: number, changes: Partial<typeof visit> = {}, today = YESTERDAY) =>
    reminderDue({ ...visit, ...changes }, now, today, SHIPPED_REMINDERS)

  it('from its moment on, not before', () => {
    expect(due(evening - 1)).toBe(false)
    expect(due(evening)).toBe(true)
    expect(due(midnight + HOUR, {}, TODAY)).toBe(true)
  })
  it('once', () => expect(due(evening + HOUR, { remindedAt: evening })).toBe(false))
  test.each([
    ['made since, not at once: it is news enough', 18.5, null, 18.9, YESTERDAY, false],
    ['made since, half an hour later', 18.5, null, 19, YESTERDAY, true],
    ['not twice at once', 18.5, 19, 19.1, YESTERDAY, false],
    ['two hours later again', 18.5, 19, 21, YESTERDAY, true],
    ['not at night', 18.5, 21, 23, YESTERDAY, false],
    ['nor before people are up', 18.5, 21, 30.9, TODAY, false],
    ['but in the morning', 18.5, 21, 31, TODAY, true],
    ['made on the day itself', 34, null, 34.4, TODAY, false],
    ['made on the day itself, half an hour later', 34, null, 34.5, TODAY, true],
    ['and every two hours of the day', 34, 34.5, 36.5, TODAY, true],
    ['sent again since the last time: half an hour from there', 36, 35, 36.4, TODAY, false],
    ['sent again since the last time, half an hour later', 36, 35, 36.5, TODAY, true],
  ])('%s', (_, submitted, reminded, now, today, expected) => {
    const at = (hours: number) => midnight - 24 * HOUR + hours * HOUR
    const changes = { submittedAt: at(submitted), remindedAt: reminded === null ? null : at(reminded) }
    expect(due(at(now), changes, today)).toBe(expected)
  })
  test.each<VisitState>(['approved', 'returned', 'cancelled', 'expired', 'revoked', 'finished'])(
    'not of one that is %s',
    (state) => expect(due(evening, { state })).toBe(false),
  )
})
