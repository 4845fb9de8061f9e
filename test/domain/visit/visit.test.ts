import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import {
  approve,
  cancel,
  isLive,
  tabOf,
  MAX_REASON_LENGTH,
  expire,
  allowedActions,
  returnForRevision,
  revise,
  revoke,
  stateNow,
  submitted,
  type Decider,
  type VisitLife,
  type VisitState,
} from '../../../miniprogram/domain/visit/visit'
import { frozen, NOW, refusalOf, TODAY, visitIn } from '../builders'
import { saidBy } from '../../locales/said-by'

const approver: Decider = { name: '覃主任', role: 'approver' }
const visitor: Decider = { name: '韦小宝', role: 'visitor' }
const YESTERDAY = addDays(TODAY, -1)

const STATES = ['pending', 'approved', 'returned', 'cancelled', 'expired', 'revoked', 'finished'] as const

const decisions = {
  approve: (visit: VisitLife) => approve(visit, approver, NOW),
  return: (visit: VisitLife) => returnForRevision(visit, approver, '请补充单位', NOW),
  revoke: (visit: VisitLife) => revoke(visit, approver, '活动取消', NOW),
  cancel: (visit: VisitLife) => cancel(visit, visitor, NOW),
  revise: (visit: VisitLife) => revise(visit, {}, visitor, NOW),
}
type Decision = keyof typeof decisions
const DECISIONS = Object.keys(decisions) as Decision[]

/** The state after a decision, or the code of its refusal. */
const outcome = (decision: Decision, visit: VisitLife): string =>
  refusalOf(() => decisions[decision](frozen(visit)))?.code ?? decisions[decision](visit).state

describe('each decision in each state, while the days last', () => {
  const DECIDED = 'ALREADY_DECIDED'
  test.each<[VisitState, Record<Decision, string>]>([
    [
      'pending',
      { approve: 'approved', return: 'returned', revoke: DECIDED, cancel: 'cancelled', revise: 'pending' },
    ],
    [
      'approved',
      { approve: DECIDED, return: DECIDED, revoke: 'revoked', cancel: 'cancelled', revise: 'pending' },
    ],
    [
      'returned',
      { approve: DECIDED, return: DECIDED, revoke: DECIDED, cancel: 'cancelled', revise: 'pending' },
    ],
    [
      'cancelled',
      {
        approve: DECIDED,
        return: DECIDED,
        revoke: DECIDED,
        cancel: 'NOT_CANCELLABLE',
        revise: 'NOT_REVISABLE',
      },
    ],
    [
      'expired',
      {
        approve: DECIDED,
        return: DECIDED,
        revoke: DECIDED,
        cancel: 'NOT_CANCELLABLE',
        revise: 'NOT_REVISABLE',
      },
    ],
    [
      'revoked',
      {
        approve: DECIDED,
        return: DECIDED,
        revoke: DECIDED,
        cancel: 'NOT_CANCELLABLE',
        revise: 'NOT_REVISABLE',
      },
    ],
    [
      'finished',
      {
        approve: DECIDED,
        return: DECIDED,
        revoke: DECIDED,
        cancel: 'NOT_CANCELLABLE',
        revise: 'NOT_REVISABLE',
      },
    ],
  ])('%s', (state, expected) => {
    for (const decision of DECISIONS)
      expect([decision, outcome(decision, visitIn(state))]).toEqual([decision, expected[decision]])
  })
})

describe('each decision after the last day, whether or not the timer has run', () => {
  const past = { firstDay: YESTERDAY, lastDay: YESTERDAY }
  test.each<[VisitState, Record<Decision, string>]>([
    [
      'pending',
      {
        approve: 'DAYS_PAST',
        return: 'ALREADY_DECIDED',
        revoke: 'ALREADY_DECIDED',
        cancel: 'NOT_CANCELLABLE',
        revise: 'NOT_REVISABLE',
      },
    ],
    [
      'approved',
      {
        approve: 'ALREADY_DECIDED',
        return: 'ALREADY_DECIDED',
        revoke: 'ALREADY_DECIDED',
        cancel: 'NOT_CANCELLABLE',
        revise: 'NOT_REVISABLE',
      },
    ],
    [
      'returned',
      {
        approve: 'ALREADY_DECIDED',
        return: 'ALREADY_DECIDED',
        revoke: 'ALREADY_DECIDED',
        cancel: 'cancelled',
        revise: 'pending',
      },
    ],
  ])('%s', (state, expected) => {
    for (const decision of DECISIONS)
      expect([decision, outcome(decision, visitIn(state, past))]).toEqual([decision, expected[decision]])
  })

  it('says so: a visit of which the days have passed reads as the timer will write it', () => {
    const refusal = refusalOf(() => decisions.revoke(visitIn('approved', past)))
    expect(refusal?.details).toMatchObject({ state: 'finished' })
    expect(saidBy(refusalOf(() => decisions.cancel(visitIn('pending', past))))).toBe(
      '这条预约已过期，不能取消',
    )
  })
})

describe('after the first entry', () => {
  const inside = visitIn('approved', { firstEntryAt: NOW - 1000 })
  it('the visitor can neither cancel nor change it', () => {
    expect(outcome('cancel', inside)).toBe('ALREADY_ENTERED')
    expect(outcome('revise', inside)).toBe('ALREADY_ENTERED')
  })
  it('an approver can still revoke it', () => expect(outcome('revoke', inside)).toBe('revoked'))
  it.each<[string, ReturnType<typeof visitIn>, boolean, boolean]>([
    ['inside, approved', inside, true, true],
    ['not entered, approved', visitIn('approved'), true, false],
    ['not entered, where only approvers cancel', visitIn('approved'), false, true],
    ['pending', visitIn('pending'), false, false],
    ['over', { ...inside, firstDay: addDays(TODAY, -1), lastDay: addDays(TODAY, -1) }, true, false],
  ])('%s: the unit can be asked to cancel it? (%s)', (_, visit, cancelApproved, asked) =>
    expect(allowedActions(visit, NOW, { cancelApproved }).askCancel).toBe(asked),
  )
})

describe('where the office keeps cancelling of approved bookings to the approvers', () => {
  const rules = { cancelApproved: false }
  test.each<[VisitState, string]>([
    ['pending', 'cancelled'],
    ['returned', 'cancelled'],
    ['approved', 'CANCEL_BY_APPROVER'],
  ])('the visitor of a %s one: %s', (state, expected) => {
    const visit = visitIn(state)
    const tried = () => cancel(visit, visitor, NOW, rules).state
    const refusal = refusalOf(tried)
    expect(refusal === null ? tried() : refusal.code).toBe(expected)
    expect(allowedActions(visit, NOW, rules).cancel).toBe(refusal === null)
  })
})

describe('two deciders', () => {
  it('the second is told who decided what and when', () => {
    const decided = approve(visitIn('pending'), approver, NOW)
    const refusal = refusalOf(() =>
      returnForRevision(decided, { name: '李科长', role: 'approver' }, '重复', NOW + 5),
    )
    expect(refusal?.code).toBe('ALREADY_DECIDED')
    expect(refusal?.details).toEqual({ state: 'approved', byName: '覃主任', at: NOW })
    expect(saidBy(refusal)).toBe('这条预约已由覃主任处理：已通过')
  })

  it('what the visitor or the system did is told without a name', () => {
    const cancelled = cancel(visitIn('pending'), visitor, NOW)
    const refusal = refusalOf(() => approve(cancelled, approver, NOW + 1))
    expect(refusal?.details).toEqual({ state: 'cancelled', byName: '', at: NOW })
    expect(saidBy(refusal)).toBe('这条预约已由访客取消')
  })

  it('an approval stays undecided to those who come before it: approve, revoke, then no more', () => {
    const revoked = decisions.revoke(decisions.approve(visitIn('pending')))
    for (const decision of DECISIONS) expect(refusalOf(() => decisions[decision](revoked))).not.toBeNull()
  })
})

describe('a reason', () => {
  const given = (reason: string) => [
    refusalOf(() => returnForRevision(visitIn('pending'), approver, reason, NOW))?.code ?? 'ok',
    refusalOf(() => revoke(visitIn('approved'), approver, reason, NOW))?.code ?? 'ok',
  ]
  test.each([
    ['', 'REASON_REQUIRED'],
    [' \n　', 'REASON_REQUIRED'],
    ['改', 'ok'],
    ['改'.repeat(MAX_REASON_LENGTH), 'ok'],
    ['𠮷'.repeat(MAX_REASON_LENGTH), 'ok'],
    ['改'.repeat(MAX_REASON_LENGTH + 1), 'REASON_TOO_LONG'],
  ])('%j: %s', (reason, expected) => expect(given(reason)).toEqual([expected, expected]))

  it('is kept in the history without blanks around it', () => {
    const returned = returnForRevision(visitIn('pending'), approver, '  请改日期 ', NOW)
    expect(returned.history.at(-1)).toEqual({
      at: NOW,
      action: 'returned',
      byName: '覃主任',
      byRole: 'approver',
      from: 'pending',
      to: 'returned',
      reason: '请改日期',
    })
  })
})

describe('the passing of days', () => {
  test.each<[VisitState, VisitState | null]>([
    ['pending', 'expired'],
    ['approved', 'finished'],
    ['returned', null],
    ['cancelled', null],
    ['expired', null],
    ['revoked', null],
    ['finished', null],
  ])('ends %s as %s when the last day is over, and not a day sooner', (state, expected) => {
    expect(expire(visitIn(state), NOW)).toBeNull()
    const ended = expire(visitIn(state, { firstDay: YESTERDAY, lastDay: YESTERDAY }), NOW)
    expect(ended?.state ?? null).toBe(expected)
    if (ended !== null) {
      expect(ended.history.at(-1)).toMatchObject({ byRole: 'system', from: state, to: expected })
      expect(expire(ended, NOW)).toBeNull()
    }
  })

  test.each(STATES)('%s holds ID, phone and plate only while pending or approved', (state) => {
    const holds = state === 'pending' || state === 'approved'
    expect(isLive(visitIn(state), NOW)).toBe(holds)
    expect(isLive(visitIn(state, { lastDay: YESTERDAY }), NOW)).toBe(false)
  })
})

describe('lists', () => {
  test.each<[VisitState, string]>([
    ['pending', 'pending'],
    ['approved', 'approved'],
    ['returned', 'returned'],
    ['cancelled', 'ended'],
    ['expired', 'ended'],
    ['revoked', 'ended'],
    ['finished', 'ended'],
  ])('%s stands under %s', (state, list) => expect(tabOf(state)).toBe(list))
})

const state = fc.constantFrom(...STATES)
const anyVisit = fc
  .record({
    state,
    ahead: fc.integer({ min: -3, max: 3 }),
    long: fc.integer({ min: 0, max: 3 }),
    entered: fc.boolean(),
  })
  .map(({ state, ahead, long, entered }) => {
    const firstDay = addDays(TODAY, ahead)
    return visitIn(state, {
      firstDay,
      lastDay: addDays(firstDay, long),
      firstEntryAt: entered ? NOW - 1 : null,
    })
  })

it('what is called allowedActions succeeds, what is not is refused', () => {
  fc.assert(
    fc.property(anyVisit, fc.constantFrom(...DECISIONS), (visit, decision) => {
      expect(refusalOf(() => decisions[decision](visit)) === null).toBe(allowedActions(visit, NOW)[decision])
    }),
    { numRuns: 500 },
  )
})

it('no decision changes the visit it is given, and each adds exactly one entry to what was there', () => {
  fc.assert(
    fc.property(anyVisit, fc.constantFrom(...DECISIONS), (visit, decision) => {
      const before = frozen(visit)
      if (refusalOf(() => decisions[decision](before)) !== null) return
      const after = decisions[decision](before)
      expect(after.history.slice(0, -1)).toEqual(before.history)
      expect(after.history.at(-1)).toMatchObject({ at: NOW, from: before.state, to: after.state })
    }),
  )
})

/** Spec 3, and what a change after approval adds: back to pending. */
const ALLOWED: Record<VisitState, VisitState[]> = {
  pending: ['approved', 'returned', 'cancelled', 'expired', 'pending'],
  approved: ['revoked', 'cancelled', 'finished', 'pending'],
  returned: ['pending', 'cancelled'],
  cancelled: [],
  expired: [],
  revoked: [],
  finished: [],
}

it('any life is a chain: it opens with the submission, each step begins where the last ended, ends stay ends', () => {
  const move = fc.record({
    decision: fc.constantFrom(...DECISIONS, 'tick' as const),
    days: fc.nat({ max: 1 }),
  })
  fc.assert(
    fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
      let today = TODAY
      let visit = visitIn('pending', { lastDay: addDays(TODAY, 2), history: [submitted(visitor, NOW)] })
      for (const { decision, days } of moves) {
        today = addDays(today, days)
        const at = { ...decisions, approve: (v: VisitLife) => approve(v, approver, startOfDay(today)) }
        const decide = {
          ...at,
          revoke: (v: VisitLife) => revoke(v, approver, '活动取消', startOfDay(today)),
          cancel: (v: VisitLife) => cancel(v, visitor, startOfDay(today)),
          revise: (v: VisitLife) => revise(v, { lastDay: addDays(today, 1) }, visitor, startOfDay(today)),
          tick: (v: VisitLife) => expire(v, startOfDay(today)) ?? v,
        }[decision]
        if (refusalOf(() => decide(visit)) === null) visit = decide(visit)
        expect(stateNow(visit, startOfDay(visit.lastDay))).toBe(visit.state)
      }
      expect(visit.history[0]).toMatchObject({ action: 'submitted', from: null, to: 'pending' })
      visit.history.slice(1).forEach((entry, index) => {
        expect(entry.from).toBe(visit.history[index]?.to)
        expect(ALLOWED[entry.from as VisitState]).toContain(entry.to)
      })
      expect(visit.history.at(-1)?.to).toBe(visit.state)
    }),
  )
})

it('a change sent again keeps what was not changed', () => {
  const visit = { ...visitIn('returned'), plate: '桂C12345', note: '旧' }
  expect(revise(visit, { note: '新' }, visitor, NOW)).toMatchObject({
    state: 'pending',
    plate: '桂C12345',
    note: '新',
  })
})
