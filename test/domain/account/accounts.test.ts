import { describe, expect, it, test } from 'vitest'
import {
  accountReason,
  checkDeputyDays,
  freeze,
  MAX_ACCOUNT_REASON,
  remove,
  isActiveOn,
  unfreeze,
  type ApproverLife,
} from '../../../miniprogram/domain/account/accounts'
import { addDays } from '../../../miniprogram/domain/values/days'
import { frozen, NOW, refusalOf, TODAY } from '../builders'

const OFFICE = '秦立新'
const working = (): ApproverLife =>
  frozen({ frozen: null, removed: false, active: true, history: [] as ApproverLife['history'] })
const frozenAccount = () => frozen(freeze(working(), OFFICE, '调岗', NOW))
const removedAccount = () => frozen(remove(working(), OFFICE, '离职', NOW))

describe('an approver account is frozen with reason and date', () => {
  it('keeps who, when and why, and doesn’t decide any more', () => {
    expect(frozenAccount()).toEqual({
      frozen: { reason: '调岗', since: NOW },
      removed: false,
      active: false,
      history: [{ at: NOW, action: 'frozen', byName: OFFICE, reason: '调岗' }],
    })
  })

  it('unfrozen, works as before, the story kept', () => {
    const again = unfreeze(frozenAccount(), OFFICE, NOW + 1)
    expect(again).toMatchObject({ frozen: null, active: true })
    expect(again.history.map(({ action }) => action)).toEqual(['frozen', 'unfrozen'])
  })

  it('removed, also while frozen, for good', () => {
    expect(remove(frozenAccount(), OFFICE, '离职', NOW)).toMatchObject({ removed: true, active: false })
    expect(removedAccount().history).toMatchObject([{ action: 'removed', reason: '离职' }])
  })
})

test.each<[string, () => unknown, string]>([
  ['freezing a frozen one', () => freeze(frozenAccount(), OFFICE, '又一次', NOW), 'ACCOUNT_CHANGED'],
  ['unfreezing one that works', () => unfreeze(working(), OFFICE, NOW), 'ACCOUNT_CHANGED'],
  ['freezing a removed one', () => freeze(removedAccount(), OFFICE, '补', NOW), 'ACCOUNT_CHANGED'],
  ['unfreezing a removed one', () => unfreeze(removedAccount(), OFFICE, NOW), 'ACCOUNT_CHANGED'],
  ['removing twice', () => remove(removedAccount(), OFFICE, '再次', NOW), 'ACCOUNT_CHANGED'],
  ['freezing without a reason', () => freeze(working(), OFFICE, ' ', NOW), 'ACCOUNT_REASON_REQUIRED'],
  ['removing without a reason', () => remove(working(), OFFICE, '', NOW), 'ACCOUNT_REASON_REQUIRED'],
  [
    'a reason nobody reads to its end',
    () => accountReason('长'.repeat(MAX_ACCOUNT_REASON + 1)),
    'REASON_TOO_LONG',
  ],
])('%s is refused: %s', (_, attempt, code) => expect(refusalOf(attempt)?.code).toBe(code))

it('a reason stands without the blanks around it, up to 100 characters', () => {
  expect(accountReason(' 调岗 ')).toBe('调岗')
  expect(accountReason('长'.repeat(MAX_ACCOUNT_REASON))).toHaveLength(MAX_ACCOUNT_REASON)
})

describe('a deputy stands in on named days', () => {
  test.each([
    [TODAY, TODAY, 'ok'],
    [addDays(TODAY, -3), TODAY, 'ok'],
    [TODAY, addDays(TODAY, 59), 'ok'],
    [TODAY, addDays(TODAY, 60), 'DEPUTY_DAYS'],
    [TODAY, addDays(TODAY, -1), 'DEPUTY_DAYS'],
    [addDays(TODAY, -5), addDays(TODAY, -1), 'DEPUTY_DAYS'],
    ['2026-02-30', '2026-06-30', 'DEPUTY_DAYS'],
  ])('%s to %s: %s', (firstDay, lastDay, code) => {
    expect(refusalOf(() => checkDeputyDays({ firstDay, lastDay }, TODAY))?.code ?? 'ok').toBe(code)
  })

  it('on the first and the last of them, not the day before or after', () => {
    const days = { firstDay: TODAY, lastDay: addDays(TODAY, 2) }
    const stands = [-1, 0, 2, 3].map((offset) => isActiveOn(days, addDays(TODAY, offset)))
    expect(stands).toEqual([false, true, true, false])
  })
})
