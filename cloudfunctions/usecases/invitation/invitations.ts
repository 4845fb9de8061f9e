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
import { releaseIn } from '../../stores/calendars'
import { loadUnit } from '../../stores/campus'
import {
  loadInvitation,
  loadInvitationIn,
  listInvitations,
  saveInvitationIn,
  type Invitation,
} from '../../stores/invitations'
import { recordId } from '../../stores/requests'
import { loadSettings } from '../../stores/settings'
import { loadStaff, type Staff } from '../../stores/staff'
import { loadVisit, loadVisitIn, saveVisitIn, type Visit } from '../../stores/visits'
import { bookIn, checkedForm, formRules, newVisit } from '../visit/booking'
import { once, type Context } from '../context'
import { onceTelling } from '../once-telling'
import { rowOf } from '../visit/views'

/** Invitations (spec 4): made by an approver, taken by the guest, approved by the unit. */

/** The inviter fills in everything and answers for the guest's identity; the guest takes the booking over later. */
export async function createInvitation(
  context: Context,
  { form, vip }: Input<'invitation.create'>,
): Promise<Output<'invitation.create'>> {
  // Nobody consents to a photo for somebody else.
  const checked = await checkedForm(context, { ...form, photoId: undefined })
  const inviterName = inviterOf(context, checked.host)
  const visitId = recordId(context.openid, context.requestId)
  const inviter = { openid: context.openid, name: inviterName }
  const visit = newVisit(
    context,
    checked,
    visitId,
    { name: inviterName, role: 'approver' },
    { kind: 'invitation', vip, inviter },
  )
  const invitationId = recordId(context.openid, `card:${context.requestId}`)
  return onceTelling(context, async (tx, tell) => {
    const booked = await bookIn(tx, tell, context, visit, null, checked)
    const days = { purpose: visit.purpose, firstDay: visit.firstDay, lastDay: visit.lastDay }
    const card = cardOf(context, checked.host, inviterName, invitationId)
    await saveInvitationIn(tx, { ...card, ...days, kind: 'claim', vip, visitId })
    return { invitationId, visitId, state: booked.state }
  })
}

/** A card that the guest fills in; host, purpose and days are the inviter's. */
export async function linkInvitation(
  context: Context,
  input: Input<'invitation.link'>,
): Promise<Output<'invitation.link'>> {
  const host = await loadStaff(input.hostId)
  if (host === null || !host.active) throw new DomainError('HOST_GONE')
  const inviterName = inviterOf(context, host)
  const { purpose, firstDay, lastDay, vip } = input
  // The guest can't change the days: a field error in them would stop everybody who opens the card.
  const fieldErrors = dayFieldErrors({ firstDay, lastDay }, formRules(context, await loadSettings()))
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  const unit = await loadUnit(host.unitId)
  if (unit === null || !unit.hasGates) throw new DomainError('CAMPUS_WITHOUT_GATES')
  const invitationId = recordId(context.openid, context.requestId)
  return once(context, async (tx) => {
    const card = cardOf(context, host, inviterName, invitationId)
    await saveInvitationIn(tx, { ...card, purpose, firstDay, lastDay, kind: 'fill', vip, visitId: null })
    return { invitationId }
  })
}

export const withdrawInvitation = (
  context: Context,
  { invitationId }: Input<'invitation.close'>,
): Promise<Output<'invitation.close'>> =>
  once(context, async (tx) => {
    const invitation = await loadInvitationIn(tx, invitationId)
    if (invitation === null || invitation.inviter !== context.openid) throw new DomainError('NOT_FOUND')
    const closed = closeInvitation(invitation)
    const visit = invitation.visitId === null ? null : await loadVisitIn(tx, invitation.visitId)
    await saveInvitationIn(tx, closed)
    if (visit !== null && isLive(visit, context.today)) await takeBackIn(tx, context, visit)
    return { invitationId, state: closed.state }
  })

/** The booking made for the guest goes with the card: it would block their ID, phone and plate. */
async function takeBackIn(tx: Transaction, context: Context, visit: Visit): Promise<void> {
  const by = { name: visit.inviter?.name ?? visit.name, role: 'approver' as const }
  const cancelled = cancel(visit, by, context.now, context.today)
  await releaseIn(tx, visit, context.today)
  await saveVisitIn(tx, { ...cancelled, changedAt: context.now })
}

export async function listOwnInvitations(
  context: Context,
  { cursor }: Input<'invitation.list'>,
): Promise<Output<'invitation.list'>> {
  const page = await listInvitations(context.openid, cursor)
  const rows = await Promise.all(
    page.rows.map(async (invitation) => {
      const visit = invitation.visitId === null ? null : await loadVisit(invitation.visitId)
      const { _id, kind, vip, hostName, firstDay, lastDay, madeAt } = invitation
      const state = invitationToday(invitation, context.today)
      const row = visit === null ? null : rowOf(visit, context.today, 'masked')
      return { id: _id, kind, state, vip, hostName, firstDay, lastDay, madeAt, visit: row }
    }),
  )
  return { rows, next: page.next }
}

/** What the guest sees on opening the card. */
export async function openInvitation(
  context: Context,
  { invitationId }: Input<'invitation.open'>,
): Promise<Output<'invitation.open'>> {
  const invitation = await loadInvitation(invitationId)
  if (invitation === null) throw new DomainError('INVITATION_CLOSED')
  const visit = invitation.visitId === null ? null : await loadVisit(invitation.visitId)
  const { kind, inviterName, hostId, hostName, unitName, purpose, firstDay, lastDay, vip } = invitation
  return {
    kind,
    state: invitationToday(invitation, context.today),
    inviterName,
    host: { hostId, name: hostName, unitName },
    purpose,
    firstDay,
    lastDay,
    vip,
    guestName: kind === 'claim' && visit !== null ? maskName(visit.name) : null,
    visitId: invitation.guest === context.openid ? invitation.visitId : null,
  }
}

/** The guest takes the card: fills it in, or takes the prepared booking over to the own phone. */
export async function acceptInvitation(
  context: Context,
  { invitationId, form }: Input<'invitation.accept'>,
): Promise<Output<'invitation.accept'>> {
  const invitation = await loadInvitation(invitationId)
  if (invitation === null) throw new DomainError('INVITATION_CLOSED')
  return invitation.kind === 'claim' ? claim(context, invitationId) : fillIn(context, invitation, form)
}

const claim = (context: Context, invitationId: string): Promise<Output<'invitation.accept'>> =>
  once(context, async (tx) => {
    const invitation = await loadInvitationIn(tx, invitationId)
    const visit = invitation === null ? null : await loadVisitIn(tx, invitation.visitId ?? '')
    if (invitation === null || visit === null || visit.list === 'ended')
      throw new DomainError('INVITATION_CLOSED')
    await saveInvitationIn(tx, { ...useInvitation(invitation, context.today), guest: context.openid })
    const taken = await saveVisitIn(tx, { ...visit, owner: context.openid })
    return {
      visitId: taken._id,
      state: taken.state,
      approvers: taken.notifications[taken.notifications.length - 1]?.names.length ?? 0,
    }
  })

async function fillIn(
  context: Context,
  card: Invitation,
  form: VisitForm | null,
): Promise<Output<'invitation.accept'>> {
  if (form === null) throw new DomainError('BAD_REQUEST')
  // First the card: of one whose days are over, the form could only be told that its days are wrong.
  useInvitation(card, context.today)
  const { hostId, purpose, lastDay } = card
  // Of days that have begun, what is left.
  const firstDay = card.firstDay < context.today ? context.today : card.firstDay
  const checked = await checkedForm(context, { ...form, hostId, purpose, firstDay, lastDay })
  const inviter = { openid: card.inviter, name: card.inviterName }
  const visitId = recordId(context.openid, context.requestId)
  const by = { name: checked.form.name, role: 'visitor' as const }
  const visit = newVisit(context, checked, visitId, by, { kind: 'invitation', vip: card.vip, inviter })
  return onceTelling(context, async (tx, tell) => {
    const invitation = await loadInvitationIn(tx, card._id)
    if (invitation === null) throw new DomainError('INVITATION_CLOSED')
    await saveInvitationIn(tx, {
      ...useInvitation(invitation, context.today),
      guest: context.openid,
      visitId,
    })
    return bookIn(tx, tell, context, visit, null, checked)
  })
}

/** Who invites: an approver of the host's unit. */
function inviterOf(context: Context, host: Staff): string {
  if (context.approver === null || !context.approver.unitIds.includes(host.unitId))
    throw new DomainError('INVITE_OWN_UNIT')
  return context.approver.name
}

const cardOf = (context: Context, host: Staff, inviterName: string, _id: string) => ({
  _id,
  state: 'open' as const,
  inviter: context.openid,
  inviterName,
  hostId: host._id,
  hostName: host.name,
  unitId: host.unitId,
  unitName: host.unitName,
  guest: null,
  madeAt: context.now,
})
