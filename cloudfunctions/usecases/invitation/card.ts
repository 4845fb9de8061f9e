import { invitationToday, type InvitationState } from '../../../miniprogram/domain/invitation/invitation'
import type { Day } from '../../../miniprogram/domain/values/days'
import type { Invitation } from '../../stores/invitations'
import { loadStaff } from '../../stores/staff'
import type { Visit } from '../../stores/visits'
import { loadAccounts } from '../account/load-accounts'

/** What an open card says: one that was filled in goes with its booking, which the inviter may have changed since. */
export function asBooked(card: Invitation, visit: Visit | null | undefined): Invitation {
  if (card.kind !== 'claim' || card.state !== 'open' || !visit) return card
  const { hostId, hostName, unitName, purpose, firstDay, lastDay, vip } = visit
  return { ...card, hostId, hostName, unitName, purpose, firstDay, lastDay, vip }
}

/**
 * The state of a card for who opens it. One that the guest fills in is of no use once its inviter may not invite to the host
 * any more: no approver by now, or the host has moved to another unit (spec 4.1).
 */
export async function stateOfCard(card: Invitation, today: Day): Promise<InvitationState> {
  const state = invitationToday(card, today)
  if (state !== 'open' || card.kind === 'claim') return state
  const [{ approver }, host] = await Promise.all([
    loadAccounts(card.inviter, ['approver'], today),
    loadStaff(card.hostId),
  ])
  const may = approver?.frozen === null && host?.active === true && approver.unitIds.includes(host.unitId)
  return may ? state : 'closed'
}
