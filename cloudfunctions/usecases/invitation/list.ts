import type { Input, Output } from '../../../contract'
import { undoRefusal } from '../../../miniprogram/domain/invitation/claim'
import { listInvitations } from '../../stores/invitations'
import { shownRows } from '../../platform/shown-rows'
import { loadStaffRows } from '../../stores/staff'
import { loadVisits } from '../../stores/visits'
import type { Caller } from '../caller'
import { rowOf } from '../visit/views'
import { asBooked, cardState, restsOnInviter } from './card'

export async function listOwnInvitations(
  caller: Caller,
  { cursor }: Input<'invitation.list'>,
): Promise<Output<'invitation.list'>> {
  const page = await listInvitations(caller.id, cursor)
  const [visits, staff] = await Promise.all([
    loadVisits(page.rows.flatMap(({ visitId }) => visitId ?? [])),
    loadStaffRows(page.rows.filter(restsOnInviter).map(({ hostId }) => hostId)),
  ])
  const units = caller.approver?.unitIds ?? []
  const hosts = new Map(staff.map((host) => [host._id, host]))
  const rows = shownRows(page.rows, (invitation) => {
    const visit = visits.get(invitation.visitId ?? '')
    const card = asBooked(invitation, visit)
    const { _id, kind, vip, hostId, hostName, firstDay, lastDay, madeAt } = card
    const state = cardState(card, caller.approver, hosts.get(hostId), caller.today)
    // Of one that went to another unit, or is another person's by now, nobody's guest is told; nor who left the unit.
    const theirs = visit !== undefined && units.includes(visit.unitId)
    const name = theirs && visit.inviter?.openid === caller.id ? 'clear' : 'masked'
    const row = visit === undefined ? null : rowOf(visit, caller.now, name)
    return {
      ...{ id: _id, kind, state, vip, hostName, firstDay, lastDay, madeAt, visit: row },
      taken: invitation.taken ?? null,
      mayUndo: undoRefusal(invitation, visit ?? null, units) === null,
    }
  })
  return { rows, next: page.next }
}
