import { invitationToday, type InvitationState } from '../../../miniprogram/domain/invitation/invitation'
import type { Day } from '../../../miniprogram/domain/values/days'
import type { ApproverAccount } from '../../stores/accounts'
import type { Invitation } from '../../stores/invitations'
import { loadStaff, type Staff } from '../../stores/staff'
import type { Visit } from '../../stores/visits'
import { loadAccounts } from '../account/load-accounts'

/**
 * What an open card says: one that was filled in goes with its booking, which the inviter may have changed since. Once that
 * has ended there is nothing to take over.
 */
export function asBooked(card: Invitation, visit: Visit | null | undefined): Invitation {
  if (card.kind !== 'claim' || card.state !== 'open') return card
  if (!visit || visit.list === 'ended') return { ...card, state: 'closed' }
  const { hostId, hostName, unitName, purpose, firstDay, lastDay, vip } = visit
  return { ...card, hostId, hostName, unitName, purpose, firstDay, lastDay, vip }
}

/** One that the guest fills in rests on its inviter for as long as it is open. */
export const restsOnInviter = ({ kind, state }: Invitation): boolean => kind === 'fill' && state === 'open'

/**
 * The state of a card for whoever looks at it, opener or inviter. One that the guest fills in is of no use once its inviter
 * may not invite to the host any more: no approver by now, or the host has moved to another unit (spec 4.1).
 */
export function cardState(
  card: Invitation,
  approver: ApproverAccount | null,
  host: Staff | null | undefined,
  today: Day,
): InvitationState {
  const may = approver?.frozen === null && host?.active === true && approver.unitIds.includes(host.unitId)
  return restsOnInviter(card) && !may ? 'closed' : invitationToday(card, today)
}

/** The same for somebody who opens it. */
export async function stateOfCard(card: Invitation, today: Day): Promise<InvitationState> {
  if (!restsOnInviter(card)) return invitationToday(card, today)
  const [{ approver }, host] = await Promise.all([
    loadAccounts(card.inviter, ['approver'], today),
    loadStaff(card.hostId),
  ])
  return cardState(card, approver, host, today)
}
