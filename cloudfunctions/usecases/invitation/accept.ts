import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { invitationToday, useInvitation } from '../../../miniprogram/domain/invitation/invitation'
import { maskName } from '../../../miniprogram/domain/values/masking'
import type { VisitForm } from '../../../miniprogram/domain/visit/visit-form'
import { change } from '../../platform/unit-of-work'
import { loadInvitation, loadInvitationIn, saveInvitationIn, type Invitation } from '../../stores/invitations'
import { recordId } from '../../platform/replies'
import { loadVisit, loadVisitIn } from '../../stores/visits'
import { bookIn, checkedForm, newBooking } from '../visit/booking'
import type { Caller } from '../caller'
import { changeBooking } from '../visit/fair-use'
import { saveVisitIn } from '../visit/save-visit'

/** What the guest sees on opening the card. */
export async function openInvitation(
  caller: Caller,
  { invitationId }: Input<'invitation.open'>,
): Promise<Output<'invitation.open'>> {
  const invitation = await loadInvitation(invitationId)
  if (invitation === null) throw new DomainError('INVITATION_CLOSED')
  const visit = invitation.visitId === null ? null : await loadVisit(invitation.visitId)
  const { kind, inviterName, hostId, hostName, unitName, purpose, firstDay, lastDay, vip } = invitation
  return {
    kind,
    state: invitationToday(invitation, caller.today),
    inviterName,
    host: { hostId, name: hostName, unitName },
    purpose,
    firstDay,
    lastDay,
    vip,
    guestName: kind === 'claim' && visit !== null ? maskName(visit.name) : null,
    visitId: invitation.guest === caller.id ? invitation.visitId : null,
  }
}

/** The guest takes the card: fills it in, or takes the prepared booking over to the own phone. */
export async function acceptInvitation(
  caller: Caller,
  { invitationId, form }: Input<'invitation.accept'>,
): Promise<Output<'invitation.accept'>> {
  const invitation = await loadInvitation(invitationId)
  if (invitation === null) throw new DomainError('INVITATION_CLOSED')
  return invitation.kind === 'claim' ? claim(caller, invitationId) : fillIn(caller, invitation, form)
}

const claim = (caller: Caller, invitationId: string): Promise<Output<'invitation.accept'>> =>
  change(caller, async ({ tx }) => {
    const invitation = await loadInvitationIn(tx, invitationId)
    const visit = invitation === null ? null : await loadVisitIn(tx, invitation.visitId ?? '')
    if (invitation === null || visit === null || visit.list === 'ended')
      throw new DomainError('INVITATION_CLOSED')
    await saveInvitationIn(tx, { ...useInvitation(invitation, caller.today), guest: caller.id })
    const taken = await saveVisitIn(tx, {
      ...visit,
      owner: caller.id,
      makers: [...new Set([...visit.makers, caller.id])],
    })
    return {
      visitId: taken._id,
      state: taken.state,
      // It was sent to them when the card was made.
      approvers: 0,
    }
  })

async function fillIn(
  caller: Caller,
  card: Invitation,
  form: VisitForm | null,
): Promise<Output<'invitation.accept'>> {
  if (form === null) throw new DomainError('BAD_REQUEST')
  // First the card: of one whose days are over, the form could only be told that its days are wrong.
  useInvitation(card, caller.today)
  const { hostId, purpose, lastDay } = card
  // Of days that have begun, what is left.
  const firstDay = card.firstDay < caller.today ? caller.today : card.firstDay
  const checked = await checkedForm(caller, { ...form, hostId, purpose, firstDay, lastDay })
  const inviter = { openid: card.inviter, name: card.inviterName }
  const visitId = recordId(caller.id, caller.requestId)
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
