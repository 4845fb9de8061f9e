import { describe, expect, test } from 'vitest'
import { selfApproval } from '../../../miniprogram/domain/visit/four-eyes'
import { refusalOf } from '../builders'

describe('approving what somebody made', () => {
  const [me, other, third] = ['me', 'other', 'third']
  test.each<[string, string[], string[], boolean, boolean | 'SELF_APPROVAL']>([
    ['a booking made by nobody', [], [me, other], false, false],
    ['of somebody else', [other], [me, other], false, false],
    ['of one’s own while there is another approver', [me], [me, other], false, 'SELF_APPROVAL'],
    ['of one’s own, allowed by the office: marked', [me], [me, other], true, true],
    ['of one’s own where nobody else is: marked', [me], [me], false, true],
    [
      'made by one, held by the other later: a third decides',
      [me, other],
      [me, other, third],
      false,
      'SELF_APPROVAL',
    ],
    ['made by one, held by the other, with no third: marked', [me, other], [me, other], false, true],
    ['that a guest holds by now', [me, 'guest'], [me, other], false, 'SELF_APPROVAL'],
  ])('%s', (_, makers, approvers, allowed, outcome) => {
    if (outcome === 'SELF_APPROVAL')
      expect(refusalOf(() => selfApproval(makers, me, approvers, allowed))?.code).toBe(outcome)
    else expect(selfApproval(makers, me, approvers, allowed)).toBe(outcome)
  })
})
