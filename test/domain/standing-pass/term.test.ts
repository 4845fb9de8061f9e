import { describe, expect, it, test } from 'vitest'
import { announcementDue, papersUntil } from '../../../miniprogram/domain/standing-pass/papers'
import {
  askRenewal,
  endStandingPass,
  type StandingLife,
  type StandingPlan,
} from '../../../miniprogram/domain/standing-pass/standing-pass'
import {
  confirmationDue,
  isTermEnd,
  latestLastDay,
  latestRenewal,
  nextConfirmation,
  renewableFrom,
  type TermRules,
} from '../../../miniprogram/domain/standing-pass/term'
import { addDays, type Day } from '../../../miniprogram/domain/values/days'

/** How long a standing pass may hold, be renewed, and has to be confirmed (spec 4.4): the days at which each turns. */
const byDays: TermRules = { standingLimit: 'days', standingDays: 183, termEnds: ['01-20', '07-10'] }
const byTerm: TermRules = { ...byDays, standingLimit: 'term' }

test.each<[string, Day, TermRules, Day]>([
  ['183 days, both counted', '2026-03-01', byDays, '2026-08-30'],
  ['over a leap day', '2028-02-28', { ...byDays, standingDays: 3 }, '2028-03-01'],
  ['to the end of the term in which it begins', '2026-03-01', byTerm, '2026-07-10'],
  ['on the last day of a term', '2026-07-10', byTerm, '2026-07-10'],
  ['the day after', '2026-07-11', byTerm, '2027-01-20'],
  ['over the end of a year', '2026-12-31', byTerm, '2027-01-20'],
  ['no term is known: in days', '2026-03-01', { ...byTerm, termEnds: [] }, '2026-08-30'],
  ['a day that a year doesn’t have', '2026-02-01', { ...byTerm, termEnds: ['02-29', '07-10'] }, '2026-07-10'],
  ['and that another has', '2028-02-01', { ...byTerm, termEnds: ['02-29', '07-10'] }, '2028-02-29'],
])('a pass lasts until: %s', (_, firstDay, rules, lastDay) => {
  expect(latestLastDay(firstDay, rules)).toBe(lastDay)
})

test.each([
  ['07-10', true],
  ['02-28', true],
  ['02-29', false],
  ['02-30', false],
  ['13-01', false],
  ['7-10', false],
])('%s ends a term each year: %s', (day, ends) => {
  expect(isTermEnd(day)).toBe(ends)
})

describe('a renewal', () => {
  const lastDay = '2026-07-10'
  const pass: StandingLife = { state: 'approved', firstDay: '2026-03-01', lastDay, renewal: null }
  const outcome = (today: Day, wanted: Day, rules = byTerm): string => {
    try {
      return `${askRenewal(pass, wanted, today, rules).renewal?.lastDay ?? ''} asked`
    } catch (thrown) {
      return (thrown as Error).message
    }
  }
  test.each<[Day, Day, string]>([
    [addDays(lastDay, -30), '2026-09-01', 'RENEWAL_NOT_YET'],
    [addDays(lastDay, -29), '2026-09-01', '2026-09-01 asked'],
    [lastDay, '2026-09-01', '2026-09-01 asked'],
    [addDays(lastDay, 1), '2026-09-01', 'STANDING_STATE'],
    [lastDay, lastDay, 'FORM'],
    [lastDay, '2027-01-20', '2027-01-20 asked'],
    [lastDay, '2027-01-21', 'FORM'],
  ])('asked on %s until %s: %s', (today, wanted, expected) => {
    expect(outcome(today, wanted)).toBe(expected)
  })

  it('is for a term more, counted from the end', () => {
    expect(renewableFrom(lastDay)).toBe('2026-06-11')
    expect(latestRenewal(lastDay, byDays)).toBe('2027-01-09')
    expect(latestRenewal(lastDay, byTerm)).toBe('2027-01-20')
  })
})

describe('the word of the unit', () => {
  const terms = byDays.termEnds
  test.each<[string, Day, Day, Day | null]>([
    ['approved in spring', '2026-03-01', '2026-12-31', '2026-07-24'],
    ['approved just before the days for it', '2026-06-09', '2026-12-31', '2026-07-24'],
    ['approved within them: it counts', '2026-06-10', '2026-12-31', null],
    ['and for a longer one the next term', '2026-06-10', '2027-06-30', '2027-02-03'],
    ['the pass ends before', '2026-03-01', '2026-07-24', null],
    ['the pass ends a day later', '2026-03-01', '2026-07-25', '2026-07-24'],
  ])('%s', (_, confirmedOn, lastDay, until) => {
    expect(nextConfirmation(confirmedOn, lastDay, terms)?.until ?? null).toBe(until)
  })

  const told = { on: '2026-06-10', until: '2026-07-24' }
  test.each<[string, typeof told | null, string[], Day, Day, typeof told | null]>([
    ['the days for it haven’t begun', null, ['07-10'], '2026-03-01', '2026-06-09', null],
    ['they begin: it is announced', null, ['07-10'], '2026-03-01', '2026-06-10', told],
    ['what was announced stands', told, ['07-10'], '2026-03-01', '2026-07-25', told],
    ['a term made shorter brings nothing forward', told, ['06-30'], '2026-03-01', '2026-07-16', told],
    [
      'a longer one puts it off',
      told,
      ['07-20'],
      '2026-03-01',
      '2026-07-16',
      { ...told, until: '2026-08-03' },
    ],
    ['one in autumn puts it off until then', told, ['10-10'], '2026-03-01', '2026-07-16', null],
    ['no term is left', told, [], '2026-03-01', '2026-07-16', null],
    ['confirmed on the day it was told', told, ['07-10'], '2026-06-10', '2026-07-25', null],
    [
      'announced late',
      null,
      ['07-10'],
      '2026-03-01',
      '2026-07-20',
      { on: '2026-07-20', until: '2026-08-03' },
    ],
    [
      'of another term',
      told,
      ['12-20'],
      '2026-07-01',
      '2026-11-20',
      { on: '2026-11-20', until: '2027-01-03' },
    ],
    ['the pass ends within two weeks', null, ['07-10'], '2026-03-01', '2027-06-16', null],
  ])('is due: %s', (_, announced, termEnds, approvedOn, today, due) => {
    const pass = { approvedOn, lastDay: '2027-06-30', announced }
    expect(confirmationDue(pass, null, termEnds, today)).toEqual(due)
    expect(confirmationDue({ ...pass, approvedOn: '2026-01-02' }, approvedOn, termEnds, today)).toEqual(due)
  })

  it('nothing is due of what nobody approved', () => {
    const pass = { approvedOn: null, lastDay: '2027-06-30', announced: null }
    expect(confirmationDue(pass, '2026-03-01', ['07-10'], '2026-07-01')).toBeNull()
  })

  it('no term is known: nothing has to be confirmed', () => {
    expect(nextConfirmation('2026-03-01', '2027-03-01', [])).toBeNull()
  })

  const pass: StandingLife & Pick<StandingPlan, 'hours'> = {
    state: 'approved',
    firstDay: '2026-03-01',
    lastDay: '2026-08-30',
    renewal: null,
    hours: null,
  }
  test.each<[Day, Day | null, string | null]>([
    ['2026-07-24', '2026-07-24', null],
    ['2026-07-25', '2026-07-24', 'unconfirmed'],
    ['2026-08-30', null, null],
    ['2026-08-31', null, 'over'],
  ])('on %s, to be confirmed until %s: %s', (today, until, why) => {
    expect(endStandingPass(pass, today, until)?.why ?? null).toBe(why)
  })

  test.each<[StandingPlan['hours'], Day, string | null]>([
    [{ from: 480, until: 1080 }, '2026-08-31', 'over'],
    [{ from: 1320, until: 360 }, '2026-08-31', null],
    [{ from: 1320, until: 360 }, '2026-09-01', 'over'],
  ])('with the hours %j on %s: %s', (hours, today, why) => {
    expect(endStandingPass({ ...pass, hours }, today, null)?.why ?? null).toBe(why)
  })
})

describe('papers', () => {
  const papers = (...days: Day[]) => days.map((until) => ({ name: '证', until }))
  it('are in date as long as the first of them', () => {
    expect(papersUntil(papers('2026-09-01', '2026-08-01'))).toBe('2026-08-01')
    expect(papersUntil([])).toBeNull()
  })
  test.each<[Day, 0 | 7 | 30 | null]>([
    ['2026-07-01', null],
    ['2026-07-02', 30],
    ['2026-07-24', 30],
    ['2026-07-25', 7],
    ['2026-08-01', 7],
    ['2026-08-02', 0],
  ])('that end on 1 August, on %s: %s', (today, ahead) => {
    expect(announcementDue(papers('2026-08-01'), today)).toBe(ahead)
  })
})
