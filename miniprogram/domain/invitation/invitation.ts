import type { Day } from '../values/days'
import { DomainError } from '../errors'

/**
 * Invitations (spec 4). An approver invites an important guest: either with everything filled in (`claim`: the guest
 * opens the card and takes the booking over to the own phone), or by a link the guest fills in (`fill`). Either way
 * the unit approves, and a card works once.
 */
export const INVITATION_STATES = ['open', 'used', 'closed'] as const
export type InvitationState = (typeof INVITATION_STATES)[number]

export const INVITATION_KINDS = ['claim', 'fill'] as const
type InvitationKind = (typeof INVITATION_KINDS)[number]

export interface InvitationLife {
  kind: InvitationKind
  state: InvitationState
  lastDay: Day
}

/** The state as it is today: nobody can use a card whose days are over. */
export const invitationToday = ({ state, lastDay }: InvitationLife, today: Day): InvitationState =>
  state === 'open' && lastDay < today ? 'closed' : state

/** The guest's tap on the card. Throws when it was used, withdrawn, or its days are over. */
export function useInvitation<I extends InvitationLife>(invitation: I, today: Day): I {
  if (invitation.state === 'used') throw new DomainError('INVITATION_USED')
  if (invitationToday(invitation, today) === 'closed') throw new DomainError('INVITATION_CLOSED')
  return { ...invitation, state: 'used' }
}

/** The inviter withdraws a card that nobody has used. */
export function closeInvitation<I extends InvitationLife>(invitation: I): I {
  if (invitation.state === 'used') throw new DomainError('INVITATION_USED')
  return { ...invitation, state: 'closed' }
}
