import { DomainError } from '../errors'
import { stateNow, type VisitLife } from './visit'

/** The host's word (spec 3): 确有预约 / 不认识. The approver sees it; it decides nothing by itself. */
export const HOST_CONFIRMATIONS = ['none', 'confirmed', 'denied'] as const
export type HostConfirmation = (typeof HOST_CONFIRMATIONS)[number]

/** A host may answer, and change the answer, while the booking waits or holds. */
export function confirmHost<
  V extends Pick<VisitLife, 'state' | 'lastDay' | 'right'> & { hostConfirmation: HostConfirmation },
>(visit: V, word: Exclude<HostConfirmation, 'none'>, now: number): V {
  const state = stateNow(visit, now)
  if (state !== 'pending' && state !== 'approved') throw new DomainError('HOST_CONFIRMATION_LATE')
  return { ...visit, hostConfirmation: word }
}
