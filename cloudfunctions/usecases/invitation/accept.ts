import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { claimTriesLeft } from '../../../miniprogram/domain/invitation/claim'
import { useInvitation } from '../../../miniprogram/domain/invitation/invitation'
import { loadInvitation, loadInvitationIn, saveInvitationIn } from '../../stores/invitations'
import { purposeOf } from '../../../miniprogram/domain/visit/purposes'
import { loadSettings } from '../../stores/settings'
import { recordId } from '../../platform/replies'
import { loadVisit } from '../../stores/visits'
import { bookIn, checkedForm, newBooking } from '../visit/booking'
import type { Caller } from '../caller'
import { changeBooking } from '../visit/fair-use'
import { partsOfPurpose } from '../visit/new-visit'
import { asBooked, stateOfCard } from './card'

/** What anybody sees on opening the card: nothing of the guest (spec 4.1). */
export async function openInvitation(
  caller: Caller,
  { invitationId }: Input<'invitation.open'>,
): Promise<Output<'invitation.open'>> {
  const [found, { purposes }] = await Promise.all([loadInvitation(invitationId), loadSettings()])
  if (found === null) throw new DomainError('INVITATION_CLOSED')
  const booked = found.kind === 'claim' && found.visitId !== null ? await loadVisit(found.visitId) : null
  const invitation = asBooked(found, booked)
  const { kind, inviterName, hostId, hostName, unitName, purpose, firstDay, lastDay, vip } = invitation
  return {
    kind,
    state: await stateOfCard(invitation, caller.today),
    inviterName,
    host: { hostId, name: hostName, unitName },
    purpose,
    ...partsOfPurpose(purposeOf(purposes, purpose)),
    firstDay,
    lastDay,
    vip,
    triesLeft: kind === 'claim' ? claimTriesLeft(invitation, caller.id) : null,
    visitId: invitation.guest === caller.id ? invitation.visitId : null,
  }
}

/** The guest fills the card in; one filled in for them is claimed (claim.ts). */
export async function acceptInvitation(
  caller: Caller,
  { invitationId, form }: Input<'invitation.accept'>,
): Promise<Output<'invitation.accept'>> {
  const card = await loadInvitation(invitationId)
  if (card === null) throw new DomainError('INVITATION_CLOSED')
  if (card.kind !== 'fill') throw new DomainError('BAD_REQUEST')
  // First the card: of one whose days are over, the form could only be told that its days are wrong.
  useInvitation(card, caller.today)
  if ((await stateOfCard(card, caller.today)) === 'closed') throw new DomainError('INVITATION_CLOSED')
  const { hostId, purpose, lastDay } = card
  // Of days that have begun, what is left.
  const firstDay = card.firstDay < caller.today ? caller.today : card.firstDay
  const checked = await checkedForm(
    caller,
    { ...form, hostId, purpose, firstDay, lastDay },
    { ownPurpose: () => Promise.resolve(purpose) },
  )
  const inviter = { openid: card.inviter, name: card.inviterName }
  const visitId = recordId(caller, caller.requestId)
  const by = { name: checked.form.name, role: 'visitor' as const }
  const visit = newBooking(caller, checked, visitId, by, { kind: 'invitation', vip: card.vip, inviter })
  return changeBooking(caller, checked.settings, async ({ tx, notify }) => {
    const invitation = await loadInvitationIn(tx, card._id)
    if (invitation === null) throw new DomainError('INVITATION_CLOSED')
    await saveInvitationIn(tx, {
      ...useInvitation(invitation, caller.today),
      guest: caller.id,
      visitId,
    })
    return bookIn(tx, notify, caller, visit, null, checked)
  })
}
