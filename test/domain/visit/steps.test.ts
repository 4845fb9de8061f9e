import { describe, expect, it, test } from 'vitest'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import { add, askAddition } from '../../../miniprogram/domain/visit/addition'
import { confirmHost } from '../../../miniprogram/domain/visit/host-confirmation'
import { askCancel } from '../../../miniprogram/domain/visit/release-request'
import {
  allowedActions,
  approve,
  cancel,
  endWaiting,
  expire,
  isLive,
  isStanding,
  isUsedUp,
  isWaiting,
  moveWithHost,
  reported,
  returnForRevision,
  revise,
  revoke,
  stateAt,
  stateNow,
  type Decider,
  type VisitLife,
  type VisitState,
} from '../../../miniprogram/domain/visit/visit'
import { formOf, frozen, NOW, refusalOf, TODAY, visitIn } from '../builders'

/** What each step writes down, and the bookings that don't live alone: of activities, gates and standing passes. */
const approver: Decider = { name: '覃主任', role: 'approver' }
const visitor: Decider = { name: '韦小宝', role: 'visitor' }
const SYSTEM = { byName: '', byRole: 'system' }
const YESTERDAY = addDays(TODAY, -1)
const pending = frozen(visitIn('pending'))
const approved = frozen(visitIn('approved'))
const last = ({ history }: VisitLife) => history[history.length - 1]

test.each<[string, VisitLife, object]>([
  [
    'approved',
    approve(pending, approver, NOW),
    { byName: '覃主任', byRole: 'approver', from: 'pending', to: 'approved', reason: null },
  ],
  [
    'returned',
    returnForRevision(pending, approver, ' 请补充单位 ', NOW),
    { byName: '覃主任', byRole: 'approver', from: 'pending', to: 'returned', reason: '请补充单位' },
  ],
  [
    'revoked',
    revoke(approved, approver, '活动取消', NOW),
    { byName: '覃主任', byRole: 'approver', from: 'approved', to: 'revoked', reason: '活动取消' },
  ],
  [
    'cancelled',
    cancel(approved, visitor, NOW),
    { byName: '韦小宝', byRole: 'visitor', from: 'approved', to: 'cancelled', reason: null },
  ],
  [
    'cancelled',
    endWaiting(pending, ' 活动不办了 ', NOW),
    { ...SYSTEM, from: 'pending', to: 'cancelled', reason: '活动不办了' },
  ],
  [
    'revised',
    revise(approved, {}, visitor, NOW),
    { byName: '韦小宝', byRole: 'visitor', from: 'approved', to: 'pending', reason: null },
  ],
  [
    'moved',
    moveWithHost(
      { ...pending, unitId: 'law', unitName: '法学院' },
      { unitId: 'news', unitName: '新闻学院' },
      NOW,
    ),
    { ...SYSTEM, from: 'pending', to: 'pending', reason: null },
  ],
  [
    'expired',
    expire({ ...pending, lastDay: YESTERDAY }, NOW) ?? pending,
    { ...SYSTEM, from: 'pending', to: 'expired', reason: null },
  ],
  [
    'finished',
    expire({ ...approved, lastDay: YESTERDAY }, NOW) ?? approved,
    { ...SYSTEM, from: 'approved', to: 'finished', reason: null },
  ],
])('%s: who did it, when, and from what to what', (action, visit, entry) => {
  expect(last(visit)).toMatchObject({ at: NOW, action, ...entry })
  expect(last(visit)?.to).toBe(visit.state)
})

it('an emergency pass begins approved, reported by the desk', () => {
  expect(reported('指挥中心', NOW)).toMatchObject({
    ...{ at: NOW, action: 'reported', byName: '指挥中心', byRole: 'system' },
    ...{ from: null, to: 'approved', reason: null },
  })
})

it('a visit moves along with its host only while it is pending', () => {
  const to = { unitId: 'news', unitName: '新闻学院' }
  const at = { unitId: 'law', unitName: '法学院' }
  expect(moveWithHost({ ...pending, ...at }, to, NOW)).toMatchObject({ state: 'pending', ...to })
  expect(refusalOf(() => moveWithHost({ ...approved, ...at }, to, NOW))?.code).toBe('ALREADY_DECIDED')
  expect(refusalOf(() => endWaiting(approved, '活动不办了', NOW))?.code).toBe('ALREADY_DECIDED')
})

describe('the state at an earlier moment', () => {
  const life = approve(pending, approver, NOW)
  const whole = frozen(revoke(life, approver, '活动取消', NOW + 1000))
  test.each([
    ['before it was sent', NOW - 3_600_000, 'pending'],
    ['just before the approval', NOW - 1, 'pending'],
    ['with the approval', NOW, 'approved'],
    ['just before it was revoked', NOW + 999, 'approved'],
    ['with that', NOW + 1000, 'revoked'],
    ['long after', NOW + 3_600_000, 'revoked'],
  ])('%s', (_, at, state) => expect(stateAt(whole, at)).toBe(state))
})

describe('who waits for a place', () => {
  const waiting = frozen(visitIn('pending', { places: null, unitId: 'computing' }))
  it('is decided by nobody, and may cancel', () => {
    expect(isWaiting(waiting)).toBe(true)
    for (const attempt of [
      () => approve(waiting, approver, NOW),
      () => returnForRevision(waiting, approver, '请补充单位', NOW),
    ])
      expect(refusalOf(attempt)?.code).toBe('ACTIVITY_FULL')
    expect(refusalOf(() => revise(waiting, {}, visitor, NOW))).toMatchObject({
      code: 'NOT_REVISABLE',
      details: { state: 'pending' },
    })
    expect(allowedActions(waiting, NOW)).toEqual({
      ...{ approve: false, return: false, revoke: false, cancel: true, askCancel: false, revise: false },
    })
  })

  test.each<[string, Partial<VisitLife>]>([
    ['with a place', { places: ['slot'] }],
    ['that needs none', {}],
    ['that is approved', { places: null, state: 'approved' }],
  ])('not one %s', (_, changes) => expect(isWaiting(visitIn('pending', changes))).toBe(false))
})

describe('who stands on a standing pass', () => {
  const standing = frozen(visitIn('approved', { standingPassId: 'pass', unitId: 'computing' }))
  it('neither cancels nor changes it alone, and may ask that it be cancelled', () => {
    expect([isStanding(standing), isStanding(approved)]).toEqual([true, false])
    expect(refusalOf(() => cancel(standing, visitor, NOW))?.code).toBe('NOT_CANCELLABLE')
    expect(refusalOf(() => revise(standing, {}, visitor, NOW))?.code).toBe('NOT_REVISABLE')
    expect(allowedActions(standing, NOW)).toEqual({
      ...{ approve: false, return: false, revoke: true, cancel: false, askCancel: true, revise: false },
    })
  })
})

describe('asking an approver to call it off', () => {
  const may = (changes: Partial<VisitLife>, rules = { cancelApproved: true }) =>
    allowedActions(visitIn('approved', { unitId: 'computing', ...changes }), NOW, rules).askCancel
  test.each<[string, boolean, boolean]>([
    ['who has come in', may({ firstEntryAt: NOW }), true],
    ['who may cancel themself', may({}), false],
    ['where only approvers cancel', may({}, { cancelApproved: false }), true],
    ['who has no unit', may({ firstEntryAt: NOW, unitId: '' }), false],
    ['whose booking is pending', may({ state: 'pending', firstEntryAt: NOW }), false],
  ])('by somebody %s: %s', (_, asked, expected) => expect(asked).toBe(expected))
})

describe('a right for some entries', () => {
  const used = visitIn('approved', {
    ...{ right: { entries: 2 }, entriesMade: 2, lastDirection: 'out', insideCampusId: null },
  })
  test.each<[string, Partial<VisitLife>, VisitState | null]>([
    ['all used, everybody out', {}, 'finished'],
    ['one more by a guard’s own reason', { entriesMade: 3 }, 'finished'],
    ['one left', { entriesMade: 1 }, null],
    ['none made, as far as is known', { entriesMade: undefined }, null],
    ['somebody inside', { lastDirection: 'in', insideCampusId: 'yucai' }, null],
    ['somebody inside still', { insideCampusId: 'yucai' }, null],
    ['no exit known', { lastDirection: null }, null],
    ['nothing counts its entries', { right: { hours: { from: 0, until: 1440 } } }, null],
    ['revoked meanwhile', { state: 'revoked' }, null],
  ])('%s: %s', (_, changes, state) => {
    const visit = { ...used, ...changes }
    expect(isUsedUp(visit)).toBe(state === 'finished')
    const ended = expire(visit, NOW)
    expect(ended?.state ?? null).toBe(state)
    if (ended !== null) expect(isLive(ended, NOW)).toBe(false)
  })
})

describe('a right of hours over midnight ends with its last span', () => {
  const night = visitIn('approved', { right: { hours: { from: 22 * 60, until: 6 * 60 } } })
  const tomorrow = startOfDay(addDays(TODAY, 1))
  test.each([
    ['at midnight', tomorrow, null],
    ['a moment before six', tomorrow + 6 * 3_600_000 - 1, null],
    ['at six', tomorrow + 6 * 3_600_000, 'finished'],
  ])('%s: %s', (_, now, state) => expect(expire(night, now)?.state ?? null).toBe(state))

  const waiting = { ...night, state: 'pending' as const, hostConfirmation: 'none' as const }
  const inside = { ...night, unitId: 'computing', plate: null, firstEntryAt: NOW }
  const more = { lastDay: addDays(TODAY, 2), plate: null }
  const DECISIONS: Record<string, (now: number) => unknown> = {
    approve: (now) => approve(waiting, approver, now),
    return: (now) => returnForRevision(waiting, approver, '写明事由', now),
    revoke: (now) => revoke(night, approver, '活动取消', now),
    cancel: (now) => cancel(night, visitor, now),
    revise: (now) => revise(waiting, {}, visitor, now),
    'ask to cancel': (now) => askCancel(inside, '', now),
    'ask for more days': (now) => askAddition(inside, formOf({}), more, now),
    'add days': (now) => add(inside, more, approver, now),
    'the host’s word': (now) => confirmHost(waiting, 'confirmed', now),
  }
  const outcome = (decide: (now: number) => unknown, now: number) =>
    refusalOf(() => decide(now))?.code ?? 'ok'

  test.each(Object.entries(DECISIONS))('as long as it lasts, as before midnight: %s', (_, decide) => {
    const moments = [NOW, tomorrow, tomorrow + 6 * 3_600_000 - 1]
    expect(moments.map((now) => outcome(decide, now))).toEqual(['ok', 'ok', 'ok'])
    expect(outcome(decide, tomorrow + 6 * 3_600_000)).not.toBe('ok')
  })

  test.each([
    ['at midnight', tomorrow, 'approved'],
    ['a moment before six', tomorrow + 6 * 3_600_000 - 1, 'approved'],
    ['at six', tomorrow + 6 * 3_600_000, 'finished'],
  ])('%s it is %s, and may be decided about as long as it lasts', (_, now, state) => {
    expect(stateNow(night, now)).toBe(state)
    expect(isLive(night, now)).toBe(state === 'approved')
    const may = (at: number) => [waiting, night, inside].map((visit) => allowedActions(visit, at))
    if (state === 'approved') expect(may(now)).toEqual(may(NOW))
    else expect(may(now).flatMap((each) => Object.values(each))).not.toContain(true)
  })

  it('and one of the whole day at midnight', () => {
    const whole = visitIn('approved', { right: {} })
    for (const visit of [whole, approved]) {
      expect(expire(visit, tomorrow - 1)).toBeNull()
      expect(expire(visit, tomorrow)?.state).toBe('finished')
    }
  })
})

it('who comes second is told who decided and when, unless there was nobody', () => {
  const decided = revoke(approved, approver, '活动取消', NOW)
  const refusal = refusalOf(() => approve(decided, approver, NOW + 1))
  expect(refusal).toMatchObject({ details: { state: 'revoked', byName: '覃主任', at: NOW } })
  const untold = refusalOf(() => approve(visitIn('revoked', { history: [] }), approver, NOW))
  expect(untold).toMatchObject({ details: { state: 'revoked', byName: '', at: 0 } })
})
