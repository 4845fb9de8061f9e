import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../../miniprogram/domain/values/days'
import { giveHostWord, type HostWord } from '../../../miniprogram/domain/visit/host-confirmation'
import type { VisitState } from '../../../miniprogram/domain/visit/visit'
import { frozen, refusalOf, TODAY } from '../builders'

const visit = (state: VisitState, hostWord: HostWord = 'none', lastDay = TODAY) =>
  frozen({ state, hostWord, lastDay })

describe('the host’s word', () => {
  test.each<VisitState>(['pending', 'approved'])('is taken while the booking is %s', (state) => {
    expect(giveHostWord(visit(state), 'confirmed', TODAY)).toMatchObject({ state, hostWord: 'confirmed' })
  })

  it('can be changed', () => {
    expect(giveHostWord(visit('pending', 'confirmed'), 'denied', TODAY).hostWord).toBe('denied')
  })

  test.each<VisitState>(['returned', 'cancelled', 'expired', 'revoked', 'finished'])(
    'comes too late when the booking is %s',
    (state) => {
      expect(refusalOf(() => giveHostWord(visit(state), 'denied', TODAY))?.code).toBe('HOST_WORD_LATE')
    },
  )

  test.each<VisitState>(['pending', 'approved'])(
    'comes too late once the days of a %s one are over',
    (state) => {
      const over = visit(state, 'none', addDays(TODAY, -1))
      expect(refusalOf(() => giveHostWord(over, 'confirmed', TODAY))?.code).toBe('HOST_WORD_LATE')
    },
  )
})
