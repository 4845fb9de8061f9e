import type { Invariant } from './invariant'

export const nobodyKeptIn = (): Invariant => ({
  rule: 'Nobody is ever trapped: exit is allowed whatever happened to the booking (spec 5.1)',
  crossed({ direction, mustLeave, allowed, reason, visitId, gateId, told }) {
    if (direction === 'out' && mustLeave && !allowed)
      throw new Error(`${visitId} is kept in at ${gateId}: ${reason}, ${told}`)
  },
})
