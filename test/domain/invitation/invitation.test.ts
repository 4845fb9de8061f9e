import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../../miniprogram/domain/values/days'
import {
  closeInvitation,
  invitationToday,
  selfApproval,
  useInvitation,
  type InvitationLife,
} from '../../../miniprogram/domain/invitation/invitation'
import { frozen, refusalOf, TODAY } from '../builders'

const card = (changes: Partial<InvitationLife> = {}): InvitationLife =>
  frozen({ kind: 'fill', state: 'open', lastDay: TODAY, ...changes })

describe('a card', () => {
  it('is used once, until the end of its last day', () => {
    expect(useInvitation(card(), TODAY).state).toBe('used')
    expect(refusalOf(() => useInvitation(card({ state: 'used' }), TODAY))?.code).toBe('INVITATION_USED')
  })

  test.each<[string, InvitationLife]>([
    ['withdrawn', card({ state: 'closed' })],
    ['whose days are over', card({ lastDay: addDays(TODAY, -1) })],
  ])('%s is of no use', (_, invitation) => {
    expect(invitationToday(invitation, TODAY)).toBe('closed')
    expect(refusalOf(() => useInvitation(invitation, TODAY))?.code).toBe('INVITATION_CLOSED')
  })

  it('that was used stays used when its days are over', () => {
    expect(invitationToday(card({ state: 'used', lastDay: addDays(TODAY, -1) }), TODAY)).toBe('used')
  })

  it('is withdrawn while nobody has used it, as often as one likes', () => {
    expect(closeInvitation(card()).state).toBe('closed')
    expect(closeInvitation(card({ state: 'closed' })).state).toBe('closed')
    expect(refusalOf(() => closeInvitation(card({ state: 'used' })))?.code).toBe('INVITATION_USED')
  })
})

describe('approving an invitation', () => {
  const [me, other] = ['me', 'other']
  test.each<[string, string | null, number, boolean, boolean | 'SELF_APPROVAL']>([
    ['a booking without inviter', null, 1, false, false],
    ['of somebody else', other, 1, false, false],
    ['of one’s own while there is another approver', me, 1, false, 'SELF_APPROVAL'],
    ['of one’s own, allowed by the office: marked', me, 1, true, true],
    ['of one’s own where nobody else is: marked', me, 0, false, true],
  ])('%s', (_, inviter, others, allowed, outcome) => {
    if (outcome === 'SELF_APPROVAL')
      expect(refusalOf(() => selfApproval(inviter, me, others, allowed))?.code).toBe(outcome)
    else expect(selfApproval(inviter, me, others, allowed)).toBe(outcome)
  })
})
