import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../../miniprogram/domain/values/days'
import {
  closeInvitation,
  invitationToday,
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
