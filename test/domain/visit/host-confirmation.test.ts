import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../../miniprogram/domain/values/days'
import { confirmHost, type HostConfirmation } from '../../../miniprogram/domain/visit/host-confirmation'
import type { VisitState } from '../../../miniprogram/domain/visit/visit'
import { frozen, NOW, refusalOf, TODAY } from '../builders'

const visit = (state: VisitState, hostConfirmation: HostConfirmation = 'none', lastDay = TODAY) =>
  frozen({ state, hostConfirmation, lastDay })

describe('the host’s word', () => {
  test.each<VisitState>(['pending', 'approved'])('is taken while the booking is %s', (state) => {
    expect(confirmHost(visit(state), 'confirmed', NOW)).toMatchObject({
      state,
      hostConfirmation: 'confirmed',
    })
  })

  it('can be changed', () => {
    expect(confirmHost(visit('pending', 'confirmed'), 'denied', NOW).hostConfirmation).toBe('denied')
  })

  test.each<VisitState>(['returned', 'cancelled', 'expired', 'revoked', 'finished'])(
    'comes too late when the booking is %s',
    (state) => {
      expect(refusalOf(() => confirmHost(visit(state), 'denied', NOW))?.code).toBe('HOST_CONFIRMATION_LATE')
    },
  )

  test.each<VisitState>(['pending', 'approved'])(
    'comes too late once the days of a %s one are over',
    (state) => {
      const over = visit(state, 'none', addDays(TODAY, -1))
      expect(refusalOf(() => confirmHost(over, 'confirmed', NOW))?.code).toBe('HOST_CONFIRMATION_LATE')
    },
  )
})
