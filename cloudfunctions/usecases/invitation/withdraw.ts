import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { closeInvitation } from '../../../miniprogram/domain/invitation/invitation'
import { cancel, isLive } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { loadInvitationIn, saveInvitationIn } from '../../stores/invitations'
import { loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { saveVisitIn } from '../visit/save-visit'
import { releaseIn } from '../visit/hold-calendars'

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
    if (visit !== null && isLive(visit, caller.now)) await takeBackIn(tx, caller, visit)
    return { invitationId, state: closed.state }
  })

/** The booking made for the guest goes with the card: it would block their ID, phone and plate. */
export async function takeBackIn(tx: Transaction, caller: Caller, visit: Visit): Promise<void> {
  const by = { name: visit.inviter?.name ?? visit.name, role: 'approver' as const }
  const cancelled = cancel(visit, by, caller.now)
  await releaseIn(tx, visit, caller.now)
  await saveVisitIn(tx, { ...cancelled, changedAt: caller.now })
}
