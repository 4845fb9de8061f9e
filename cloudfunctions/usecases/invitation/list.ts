import type { Input, Output } from '../../../contract'
import { undoRefusal } from '../../../miniprogram/domain/invitation/claim'
import { invitationToday } from '../../../miniprogram/domain/invitation/invitation'
import { listInvitations } from '../../stores/invitations'
import { shownRows } from '../../platform/shown-rows'
import { loadVisits } from '../../stores/visits'
import type { Caller } from '../caller'
import { rowOf } from '../visit/views'
import { asBooked } from './card'

export async function listOwnInvitations(
  caller: Caller,
  { cursor }: Input<'invitation.list'>,
): Promise<Output<'invitation.list'>> {
  const page = await listInvitations(caller.id, cursor)
  const visits = await loadVisits(page.rows.flatMap(({ visitId }) => visitId ?? []))
  const rows = shownRows(page.rows, (invitation) => {
    const visit = visits.get(invitation.visitId ?? '')
    const { _id, kind, vip, hostName, firstDay, lastDay, madeAt } = asBooked(invitation, visit)
    const state = invitationToday(asBooked(invitation, visit), caller.today)
    // Of one that went to another unit, or is another person's by now, nobody's guest is told.
    const name = visit?.inviter?.openid === caller.id ? 'clear' : 'masked'
    const row = visit === undefined ? null : rowOf(visit, caller.now, name)
    return {
      ...{ id: _id, kind, state, vip, hostName, firstDay, lastDay, madeAt, visit: row },
      taken: invitation.taken ?? null,
      mayUndo: undoRefusal(invitation, visit ?? null) === null,
    }
  })
  return { rows, next: page.next }
}
