import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { occasionFieldErrors } from '../../../miniprogram/domain/visit/visit-form'
import { change } from '../../platform/unit-of-work'
import { loadUnit, type Unit } from '../../stores/campus'
import { saveInvitationIn } from '../../stores/invitations'
import { recordId } from '../../platform/replies'
import { loadSettings } from '../../stores/settings'
import { loadStaff, type Staff } from '../../stores/staff'
import { bookIn, checkedForm, formRules, newBooking } from '../visit/booking'
import type { Caller } from '../caller'
import { changeBooking } from '../visit/fair-use'

/** Invitations (spec 4): made by an approver, taken by the guest, approved by the unit. */

/** The inviter fills in everything and answers for the guest's identity; the guest takes the booking over later. */
export async function createInvitation(
  caller: Caller,
  { form, vip }: Input<'invitation.create'>,
): Promise<Output<'invitation.create'>> {
  // Nobody consents for somebody else.
  const checked = await checkedForm(
    caller,
    { ...form, photoId: undefined, privacy: undefined },
    { vouched: true },
  )
  const inviterName = inviterOf(caller, checked.host)
  const visitId = recordId(caller, caller.requestId)
  const inviter = { openid: caller.id, name: inviterName }
  const visit = newBooking(
    caller,
    checked,
    visitId,
    { name: inviterName, role: 'approver' },
    { kind: 'invitation', vip, inviter },
  )
  const invitationId = recordId(caller, `card:${caller.requestId}`)
  return changeBooking(caller, checked.settings, async ({ tx, notify }) => {
    const booked = await bookIn(tx, notify, caller, visit, null, checked)
    const days = { purpose: visit.purpose, firstDay: visit.firstDay, lastDay: visit.lastDay }
    const card = cardOf(caller, checked, inviterName, invitationId)
    await saveInvitationIn(tx, { ...card, ...days, kind: 'claim', vip, visitId })
    return { invitationId, visitId, state: booked.state }
  })
}

/** A card that the guest fills in; host, purpose and days are the inviter's. */
export async function linkInvitation(
  caller: Caller,
  input: Input<'invitation.link'>,
): Promise<Output<'invitation.link'>> {
  const host = await loadStaff(input.hostId)
  if (host === null || !host.active) throw new DomainError('HOST_GONE')
  const inviterName = inviterOf(caller, host)
  const { purpose, firstDay, lastDay, vip } = input
  // The guest can't change them: a field error in them would stop everybody who opens the card.
  const fieldErrors = occasionFieldErrors(
    { purpose, firstDay, lastDay },
    formRules(caller, await loadSettings()),
  )
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  const unit = await loadUnit(host.unitId)
  if (unit === null || !unit.hasGates) throw new DomainError('CAMPUS_WITHOUT_GATES')
  const invitationId = recordId(caller, caller.requestId)
  return change(caller, async ({ tx }) => {
    const card = cardOf(caller, { host, unit }, inviterName, invitationId)
    await saveInvitationIn(tx, { ...card, purpose, firstDay, lastDay, kind: 'fill', vip, visitId: null })
    return { invitationId }
  })
}

/** Who invites: an approver of the host's unit. */
function inviterOf(caller: Caller, host: Staff): string {
  const own = caller.scope.units().includes(host.unitId)
  if (caller.approver === null || !own) throw new DomainError('INVITE_OWN_UNIT')
  return caller.approver.name
}

const cardOf = (
  caller: Caller,
  { host, unit }: { host: Staff; unit: Pick<Unit, 'name'> },
  inviterName: string,
  _id: string,
) => ({
  _id,
  state: 'open' as const,
  inviter: caller.id,
  inviterName,
  hostId: host._id,
  hostName: host.name,
  unitId: host.unitId,
  unitName: unit.name,
  guest: null,
  madeAt: caller.now,
})
