import { describe, expect, it, test } from 'vitest'
import {
  activityEvent,
  noApplications,
  standingEvent,
  type CountedPass,
  type TrailStep,
} from '../../../miniprogram/domain/campus/applications'
import {
  countApplication,
  noFigures,
  sumFigures,
  type DayFigures,
} from '../../../miniprogram/domain/campus/figures'
import { holdBegins } from '../../../miniprogram/domain/standing-pass/papers'
import { addDays } from '../../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../builders'

/** What units apply for, and what becomes of it (spec 10). */
const MINUTE = 60_000
const pass = (steps: Record<string, number> = {}, lastDay = addDays(TODAY, 30)): CountedPass => ({
  ...{ lastDay, hours: null },
  history: Object.entries({ asked: NOW, ...steps }).map(([what, at]) => ({ what, at })),
})
const step = (from: string | null, to: string, at: number, action = 'standing.answer'): TrailStep => ({
  ...{ action, from, to, at },
})
const later = NOW + 90 * MINUTE
const [HASH, OTHER] = ['h'.repeat(32), 'i'.repeat(32)]

describe('a standing pass', () => {
  test.each<[string, CountedPass, TrailStep, unknown]>([
    ['a draft is no application', pass(), step(null, 'draft', NOW, 'standing.apply'), null],
    ['sent', pass(), step('draft', 'asked', NOW, 'standing.apply'), { what: 'asked' }],
    ['sent again after it was returned', pass(), step('returned', 'asked', later, 'standing.revise'), null],
    ['approved', pass(), step('asked', 'approved', later), { what: 'approved', took: 90 * MINUTE }],
    [
      'returned, from when it was changed last',
      pass({ changed: NOW + 60 * MINUTE }),
      step('asked', 'returned', later),
      { what: 'returned', took: 30 * MINUTE },
    ],
    ['withdrawn', pass(), step('approved', 'withdrawn', later, 'standing.withdraw'), { what: 'withdrawn' }],
    ['an application taken back', pass(), step('asked', 'withdrawn', later, 'standing.withdraw'), null],
    [
      'ended before its last day: nobody confirmed it',
      pass(),
      step('approved', 'ended', later, 'lookAfterStandingPasses'),
      { what: 'unconfirmed' },
    ],
    [
      'ended after its last day',
      pass({}, addDays(TODAY, -1)),
      step('approved', 'ended', later, 'lookAfterStandingPasses'),
      null,
    ],
    [
      'held for its papers',
      pass({ held: later }),
      step(HASH, OTHER, later, 'lookAfterStandingPasses'),
      { what: 'held' },
    ],
    ['looked at, and nothing to say', pass(), step(HASH, OTHER, later, 'lookAfterStandingPasses'), null],
    [
      'a renewal asked for',
      pass({ renewalAsked: later }),
      step(HASH, OTHER, later, 'standing.renew'),
      { what: 'asked' },
    ],
    [
      'renewed',
      pass({ renewalAsked: NOW + 80 * MINUTE, renewed: later }),
      step(HASH, OTHER, later),
      { what: 'approved', took: 10 * MINUTE },
    ],
    [
      'not renewed',
      pass({ renewalAsked: NOW + 80 * MINUTE, renewalRefused: later }),
      step(HASH, OTHER, later),
      { what: 'returned', took: 10 * MINUTE },
    ],
    ['other papers', pass({ papers: later }), step(HASH, OTHER, later, 'standing.papers'), null],
    [
      'a person brought in line',
      pass({ renewed: later }),
      step(HASH, OTHER, later, 'settleStandingPasses'),
      null,
    ],
  ])('%s', (_, of, trail, event) => expect(standingEvent(of, trail)).toEqual(event))
})

describe('an activity', () => {
  test.each<[string, TrailStep, unknown]>([
    ['applied for', step(null, 'asked', NOW, 'activity.apply'), { what: 'asked' }],
    ['approved', step('asked', 'open', later, 'activity.answer'), { what: 'approved', took: 90 * MINUTE }],
    ['refused', step('asked', 'refused', later, 'activity.answer'), { what: 'returned', took: 90 * MINUTE }],
    ['closed', step('open', 'closed', later, 'activity.close'), null],
    ['called off', step('closed', 'cancelled', later, 'activity.cancel'), { what: 'withdrawn' }],
    ['taken back before it was answered', step('asked', 'cancelled', later, 'activity.cancel'), null],
    ['a message to its guests', step(HASH, OTHER, later, 'activity.tell'), null],
  ])('%s', (_, trail, event) => expect(activityEvent({ askedAt: NOW }, trail)).toEqual(event))
})

it('a unit has them apart from its bookings, and figures of before have none', () => {
  const figures = noFigures()
  countApplication(figures, 'computing', 'standing', { what: 'asked' })
  countApplication(figures, 'computing', 'standing', { what: 'approved', took: 45 * MINUTE })
  countApplication(figures, 'computing', 'standing', { what: 'returned', took: 3 * MINUTE })
  countApplication(figures, 'computing', 'activity', { what: 'withdrawn' })
  const { standing: _, activity: __, ...before } = sumFigures([figures]).units.computing ?? {}
  const earlier = { units: { computing: before }, gates: {}, notices: null } as DayFigures
  const sum = sumFigures([earlier, figures, structuredClone(figures)]).units.computing
  expect(sum).toMatchObject({ decided: 0, returned: 0, purposes: {} })
  expect(sum?.standing).toEqual({
    ...{ ...noApplications(), asked: 2, decided: 4, decisionMs: 96 * MINUTE, returned: 2 },
    decisionRanges: [2, 0, 2, 0, 0, 0, 0],
  })
  expect(sum?.activity).toEqual({ ...noApplications(), withdrawn: 2 })
  expect(sumFigures([earlier]).units.computing?.standing).toEqual(noApplications())
})

test.each<[string, string | null, string[], boolean]>([
  ['nothing runs out', null, ['asked', 'approved'], false],
  ['in date today', TODAY, ['asked', 'approved'], false],
  ['ran out yesterday', addDays(TODAY, -1), ['asked', 'approved'], true],
  ['ran out on a day that nobody looked', addDays(TODAY, -3), ['asked', 'approved'], true],
  ['told before', addDays(TODAY, -3), ['asked', 'approved', 'held'], false],
  ['renewed since, and run out again', addDays(TODAY, -1), ['asked', 'held', 'papers'], true],
  ['told of that too', addDays(TODAY, -2), ['asked', 'held', 'papers', 'held'], false],
])('papers hold a pass: %s', (_, until, whats, begins) => {
  const papers = until === null ? [] : [{ name: '保险', until }]
  expect(holdBegins({ papers, history: whats.map((what) => ({ what })) }, TODAY)).toBe(begins)
})
