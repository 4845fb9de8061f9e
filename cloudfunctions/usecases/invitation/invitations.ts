import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import {
  closeInvitation,
  invitationToday,
  useInvitation,
} from '../../../miniprogram/domain/invitation/invitation'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { cancel, isLive } from '../../../miniprogram/domain/visit/visit'
import { dayFieldErrors, type VisitForm } from '../../../miniprogram/domain/visit/visit-form'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { loadUnit } from '../../stores/campus'
import {
  loadInvitation,
  loadInvitationIn,
  listInvitations,
  saveInvitationIn,
  type Invitation,
} from '../../stores/invitations'
import { recordId } from '../../platform/replies'
import { shownRows } from '../../platform/shown-rows'
import { loadSettings } from '../../stores/settings'
import { loadStaff, type Staff } from '../../stores/staff'
import { loadVisit, loadVisitIn, loadVisits, type Visit } from '../../stores/visits'
import { bookIn, checkedForm, formRules, newBooking } from '../visit/booking'
import type { Caller } from '../caller'
import { rowOf } from '../visit/views'
import { saveVisitIn } from '../visit/save-visit'
import { releaseIn } from '../visit/hold-calendars'

/** Invitations (spec 4): made by an approver, taken by the guest, approved by the unit. */

/** The inviter fills in everything and answers for the guest's identity; the guest takes the booking over later. */
export async function createInvitation(
  caller: Caller,
  { form, vip }: Input<'invitation.create'>,
): Promise<Output<'invitation.create'>> {
  // Nobody consents to a photo for somebody else.
  const checked = await checkedForm(caller, { ...form, photoId: undefined })
  const inviterName = inviterOf(caller, checked.host)
  const visitId = recordId(caller.id, caller.requestId)
  const inviter = { openid: caller.id, name: inviterName }
  const visit = newBooking(
    caller,
    checked,
    visitId,
    { name: inviterName, role: 'approver' },
    { kind: 'invitation', vip, inviter },
  )
  const invitationId = recordId(caller.id, `card:${caller.requestId}`)
  return change(caller, async ({ tx, notify }) => {
    const booked = await bookIn(tx, notify, caller, visit, null, checked)
    const days = { purpose: visit.purpose, firstDay: visit.firstDay, lastDay: visit.lastDay }
    const card = cardOf(caller, checked.host, inviterName, invitationId)
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
  // The guest can't change the days: a field error in them would stop everybody who opens the card.
  const fieldErrors = dayFieldErrors({ firstDay, lastDay }, formRules(caller, await loadSettings()))
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  const unit = await loadUnit(host.unitId)
  if (unit === null || !unit.hasGates) throw new DomainError('CAMPUS_WITHOUT_GATES')
  const invitationId = recordId(caller.id, caller.requestId)
  return change(caller, async ({ tx }) => {
    const card = cardOf(caller, host, inviterName, invitationId)
    await saveInvitationIn(tx, { ...card, purpose, firstDay, lastDay, kind: 'fill', vip, visitId: null })
    return { invitationId }
  })
}

export const withdrawInvitation = (
  caller: Caller,
  { invitationId }: Input<'invitation.close'>,
): Promise<Output<'invitation.close'>> =>
  change(caller, async ({ tx }) => {
    const invitation = await loadInvitationIn(tx, invitationId)
    if (invitation === null || invitation.inviter !== caller.id) throw new DomainError('NOT_FOUND')
    const closed = closeInvitation(invitation)
    const visit = invitation.visitId === null ? null : await loadVisitIn(tx, invitation.visitId)
    await saveInvitationIn(tx, closed)
    if (visit !== null && isLive(visit, caller.today)) await takeBackIn(tx, caller, visit)
    return { invitationId, state: closed.state }
  })

/** The booking made for the guest goes with the card: it would block their ID, phone and plate. */
async function takeBackIn(tx: Transaction, caller: Caller, visit: Visit): Promise<void> {
  const by = { name: visit.inviter?.name ?? visit.name, role: 'approver' as const }
  const cancelled = cancel(visit, by, caller.now, caller.today)
  await releaseIn(tx, visit, caller.today)
  await saveVisitIn(tx, { ...cancelled, changedAt: caller.now })
}

export async function listOwnInvitations(
  caller: Caller,
  { cursor }: Input<'invitation.list'>,
): Promise<Output<'invitation.list'>> {
  const page = await listInvitations(caller.id, cursor)
  const visits = await loadVisits(page.rows.flatMap(({ visitId }) => visitId ?? []))
  const rows = shownRows(page.rows, (invitation) => {
    const visit = visits.get(invitation.visitId ?? '')
    const { _id, kind, vip, hostName, firstDay, lastDay, madeAt } = invitation
    const state = invitationToday(invitation, caller.today)
    const row = visit === undefined ? null : rowOf(visit, caller.today, 'masked')
    return { id: _id, kind, state, vip, hostName, firstDay, lastDay, madeAt, visit: row }
  })
  return { rows, next: page.next }
}

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
  return change(caller, async ({ tx, notify }) => {
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

/** Who invites: an approver of the host's unit. */
function inviterOf(caller: Caller, host: Staff): string {
  const own = caller.scope.units().includes(host.unitId)
  if (caller.approver === null || !own) throw new DomainError('INVITE_OWN_UNIT')
  return caller.approver.name
}

const cardOf = (caller: Caller, host: Staff, inviterName: string, _id: string) => ({
  _id,
  state: 'open' as const,
  inviter: caller.id,
  inviterName,
  hostId: host._id,
  hostName: host.name,
  unitId: host.unitId,
  unitName: host.unitName,
  guest: null,
  madeAt: caller.now,
})
