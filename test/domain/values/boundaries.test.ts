import { isMainThread } from 'node:worker_threads'
import { describe, expect, it, test } from 'vitest'
import { mayJoin } from '../../../miniprogram/domain/activity/activity'
import { announcementDue } from '../../../miniprogram/domain/standing-pass/papers'
import {
  askRenewal,
  checkStandingPlan,
  endStandingPass,
} from '../../../miniprogram/domain/standing-pass/standing-pass'
import {
  latestLastDay,
  nextConfirmation,
  type TermRules,
} from '../../../miniprogram/domain/standing-pass/term'
import { dayOf } from '../../../miniprogram/domain/values/days'
import {
  endOfRight,
  hasOverstayed,
  invalidityAt,
  type Invalidity,
  type Validity,
} from '../../../miniprogram/domain/values/validity'
import { isTicketGood, walkInRight } from '../../../miniprogram/domain/walk-in/walk-in'
import { refusalOf } from '../builders'
import { inZone, ZONES } from '../zones'

/**
 * The moments at which rights turn (spec 4.5), to the millisecond and in Shanghai, on machines of other zones. What is
 * written is Shanghai's clock.
 */
const shanghai = (clock: string): number => Date.parse(`${clock.replace(' ', 'T')}+08:00`)

/** 2026-05-18 is a Monday. */
const MONTH = { firstDay: '2026-05-01', lastDay: '2026-05-31' }
const NIGHT = { ...MONTH, hours: { from: 22 * 60, until: 6 * 60 } }
const WORKDAYS: Validity = { ...MONTH, weekdays: [1, 2, 3, 4, 5] }
const OFFICE_HOURS: Validity = { ...WORKDAYS, hours: { from: 7 * 60, until: 19 * 60 } }
const FRIDAY_NIGHTS: Validity = { ...NIGHT, weekdays: [5] }
const PAPERS: Validity = { ...MONTH, papersUntil: '2026-05-20' }
const NIGHT_PAPERS: Validity = { ...NIGHT, papersUntil: '2026-05-20' }

type Row = [right: string, clock: string, expected: Invalidity | null, validity: Validity]
const ROWS: Row[] = [
  ['days', '2026-04-30 23:59:59.999', 'notYet', MONTH],
  ['days', '2026-05-01 00:00:00.000', null, MONTH],
  ['days', '2026-05-31 23:59:59.999', null, MONTH],
  ['days', '2026-06-01 00:00:00.000', 'over', MONTH],
  ['hours over midnight', '2026-05-18 21:59:59.999', 'otherHours', NIGHT],
  ['hours over midnight', '2026-05-18 22:00:00.000', null, NIGHT],
  ['hours over midnight', '2026-05-18 23:59:59.999', null, NIGHT],
  ['hours over midnight', '2026-05-19 00:00:00.000', null, NIGHT],
  ['hours over midnight', '2026-05-19 05:59:59.999', null, NIGHT],
  ['hours over midnight', '2026-05-19 06:00:00.000', 'otherHours', NIGHT],
  ['hours over midnight, before the first', '2026-05-01 05:59:59.999', 'notYet', NIGHT],
  ['hours over midnight, the last', '2026-06-01 05:59:59.999', null, NIGHT],
  ['hours over midnight, the last', '2026-06-01 06:00:00.000', 'over', NIGHT],
  ['workdays', '2026-05-17 23:59:59.999', 'otherHours', WORKDAYS],
  ['workdays', '2026-05-18 00:00:00.000', null, WORKDAYS],
  ['workdays', '2026-05-22 23:59:59.999', null, WORKDAYS],
  ['workdays', '2026-05-23 00:00:00.000', 'otherHours', WORKDAYS],
  ['workdays from 7 to 19', '2026-05-18 06:59:59.999', 'otherHours', OFFICE_HOURS],
  ['workdays from 7 to 19', '2026-05-18 07:00:00.000', null, OFFICE_HOURS],
  ['workdays from 7 to 19', '2026-05-22 18:59:59.999', null, OFFICE_HOURS],
  ['workdays from 7 to 19', '2026-05-22 19:00:00.000', 'otherHours', OFFICE_HOURS],
  ['workdays from 7 to 19', '2026-05-23 07:00:00.000', 'otherHours', OFFICE_HOURS],
  ['nights of Friday', '2026-05-22 05:59:59.999', 'otherHours', FRIDAY_NIGHTS],
  ['nights of Friday', '2026-05-22 22:00:00.000', null, FRIDAY_NIGHTS],
  ['nights of Friday', '2026-05-23 05:59:59.999', null, FRIDAY_NIGHTS],
  ['nights of Friday', '2026-05-23 22:00:00.000', 'otherHours', FRIDAY_NIGHTS],
  ['papers', '2026-05-20 23:59:59.999', null, PAPERS],
  ['papers', '2026-05-21 00:00:00.000', 'papersExpired', PAPERS],
  ['papers of a night', '2026-05-21 05:59:59.999', null, NIGHT_PAPERS],
  ['papers of a night', '2026-05-21 22:00:00.000', 'papersExpired', NIGHT_PAPERS],
]

/** What a rule would say that reads hour and day of the week off the machine's own clock. */
function byTheMachine({ firstDay, lastDay, hours, weekdays, papersUntil }: Validity, now: number): boolean {
  const date = new Date(now)
  const minute = date.getHours() * 60 + date.getMinutes()
  const overMidnight = hours !== undefined && hours.until <= hours.from
  if (overMidnight && minute < hours.until) date.setDate(date.getDate() - 1)
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  if (day < firstDay || day > lastDay || (papersUntil !== undefined && day > papersUntil)) return false
  if (weekdays !== undefined && !weekdays.some((each) => each === date.getDay())) return false
  if (hours === undefined) return true
  return overMidnight
    ? minute >= hours.from || minute < hours.until
    : minute >= hours.from && minute < hours.until
}

const RULES: TermRules = { standingLimit: 'term', standingDays: 183, termEnds: ['01-20', '07-10'] }
const PASS = {
  ...{ state: 'approved' as const, firstDay: '2026-03-01', lastDay: '2026-07-10', renewal: null },
  hours: null,
}
const PLAN = {
  ...{ why: '食堂劳务', lastDay: '2027-01-20', weekdays: [], hours: null, gateIds: [] },
  fee: 'free' as const,
}

/** Each rule at its last moment, and a millisecond later: what it says at both. */
const TURNS: [rule: string, last: string, at: (now: number) => unknown, before: unknown, after: unknown][] = [
  [
    'a renewal is asked for until the last day is over',
    '2026-07-10 23:59:59.999',
    (now) => refusalOf(() => askRenewal(PASS, '2026-09-01', dayOf(now), RULES))?.code ?? 'asked',
    'asked',
    'STANDING_STATE',
  ],
  [
    'and not before 30 days of it are left',
    '2026-06-10 23:59:59.999',
    (now) => refusalOf(() => askRenewal(PASS, '2026-09-01', dayOf(now), RULES))?.code ?? 'asked',
    'RENEWAL_NOT_YET',
    'asked',
  ],
  [
    'a pass ends by itself',
    '2026-07-10 23:59:59.999',
    (now) => endStandingPass(PASS, dayOf(now), null)?.why ?? 'goes on',
    'goes on',
    'over',
  ],
  [
    'without the word of its unit two weeks after the term',
    '2026-07-24 23:59:59.999',
    (now) => endStandingPass({ ...PASS, lastDay: '2026-12-31' }, dayOf(now), '2026-07-24')?.why ?? 'goes on',
    'goes on',
    'unconfirmed',
  ],
  [
    'who begins on the last day of a term has a pass for that day alone',
    '2026-07-10 23:59:59.999',
    (now) => latestLastDay(dayOf(now), RULES),
    '2026-07-10',
    '2027-01-20',
  ],
  [
    'a pass may begin today',
    '2026-07-11 23:59:59.999',
    (now) =>
      checkStandingPlan({ ...PLAN, firstDay: '2026-07-11' }, dayOf(now), RULES, []).map(({ code }) => code),
    [],
    ['FIRST_DAY_PAST'],
  ],
  [
    'a word given before the days for it doesn’t count for this end of a term',
    '2026-06-09 23:59:59.999',
    (now) => nextConfirmation(dayOf(now), '2027-06-30', RULES.termEnds)?.until,
    '2026-07-24',
    '2027-02-03',
  ],
  [
    'papers are announced on the day on which they have 7 days left',
    '2026-05-12 23:59:59.999',
    (now) => announcementDue([{ name: '健康证', until: '2026-05-20' }], dayOf(now)),
    30,
    7,
  ],
  [
    'guests join an activity until its last day is over',
    '2026-05-23 23:59:59.999',
    (now) => mayJoin({ state: 'open', lastDay: '2026-05-23', hours: null }, now),
    true,
    false,
  ],
  [
    'guests join an activity until the hours of its last day end',
    '2026-05-23 11:59:59.999',
    (now) => mayJoin({ state: 'open', lastDay: '2026-05-23', hours: { from: 540, until: 720 } }, now),
    true,
    false,
  ],
  [
    'guests join a night until it ends',
    '2026-05-24 01:59:59.999',
    (now) => mayJoin({ state: 'open', lastDay: '2026-05-23', hours: { from: 1320, until: 120 } }, now),
    true,
    false,
  ],
]

/** Walked in at 20:17:42 for 4 hours: over midnight, once. */
const walkedIn = () => {
  const began = shanghai('2026-05-23 20:17:42.500')
  const { right, endsAt } = walkInRight(began, 4)
  return { began, endsAt, validity: { firstDay: '2026-05-23', lastDay: '2026-05-23', ...right } }
}

describe.each([...ZONES])('on a machine in %s', (zone, minutesBehind) => {
  test.each(ROWS)('%s, %s: %s', (_, clock, expected, validity) => {
    expect(inZone(zone, () => invalidityAt(validity, shanghai(clock)))).toBe(expected)
  })

  // Mutants are met in threads (npm run mutate), which have no zone of their own.
  it.runIf(isMainThread)('the table tells a rule that goes by the machine’s clock', () => {
    expect(inZone(zone, () => new Date(shanghai('2026-05-23 12:00')).getTimezoneOffset())).toBe(minutesBehind)
    const wrong = inZone(zone, () =>
      ROWS.filter(
        ([, clock, expected, validity]) => byTheMachine(validity, shanghai(clock)) !== (expected === null),
      ),
    )
    expect(new Set(wrong.map(([right]) => right)).size).toBeGreaterThan(6)
  })

  test.each(TURNS)('%s', (_, last, at, before, after) => {
    const moment = shanghai(last)
    expect(inZone(zone, () => [at(moment), at(moment + 1)])).toEqual([before, after])
  })

  test.each<[string, number, number, Invalidity | null]>([
    ['the moment in which it was given', 0, 0, null],
    ['the last millisecond of the last minute', -1, 0, null],
    ['the next minute', 0, 0, 'over'],
    ['the last millisecond, for the second time', -1, 1, 'noEntriesLeft'],
  ])('who walked in comes in: %s', (when, offset, entries, expected) => {
    const answer = inZone(zone, () => {
      const { began, endsAt, validity } = walkedIn()
      const from = when.startsWith('the moment') ? began : endsAt
      return invalidityAt(validity, from + offset, entries)
    })
    expect(answer).toBe(expected)
  })

  it('a walk-in ends to the minute, some hours after it began, also over midnight', () => {
    const { endsAt, validity } = inZone(zone, walkedIn)
    expect(endsAt).toBe(shanghai('2026-05-24 00:17:00.000'))
    expect(inZone(zone, () => endOfRight(validity))).toBe(endsAt)
  })
})

test.each([
  ['longest stay', 0, false],
  ['a millisecond more', 1, true],
])('who stays is an overstayer from then on: %s', (_, more, expected) => {
  const entered = shanghai('2026-05-23 22:30:00.000')
  const right = { lastDay: '2026-05-30', longestStayMinutes: 120 }
  expect(hasOverstayed(right, entered, entered + 7_200_000 + more)).toBe(expected)
})

test.each([
  ['the last millisecond', -1, true],
  ['ten minutes after the code was read', 0, false],
])('a ticket is good until %s', (_, more, good) => {
  const until = shanghai('2026-05-23 12:00:00.000')
  expect(isTicketGood({ spent: false, until }, until + more)).toBe(good)
})
