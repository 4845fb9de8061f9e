import { dayOf } from '../../../miniprogram/domain/values/days'
import { isLive, moveWithHost } from '../../../miniprogram/domain/visit/visit'
import { changeEach, type Changer } from '../../platform/unit-of-work'
import { loadUnitNames } from '../../stores/campus'
import { calendarIds, loadCalendarsIn } from '../../stores/calendars'
import { loadStaffIn } from '../../stores/staff'
import { listPendingOf, loadVisitIn } from '../../stores/visits'
import { newBookingNotice } from '../notice/visit-notices'
import { moveReleaseRequests } from './answer-release'
import { OWN_BOOKING } from './new-visit'
import { saveVisitIn } from './save-visit'
import { withChanges } from './with-changes'
import { holdIn } from './hold-calendars'

/**
 * Pending bookings of these hosts go along to the unit where the directory has them now, whose approvers are told (spec 2,
 * Host). After the directory itself has changed; done again it changes nothing.
 */
export async function moveBookingsWith(by: Changer, hostIds: readonly string[]): Promise<void> {
  if (hostIds.length === 0) return
  const today = dayOf(by.now)
  const unitName = await loadUnitNames()
  const moved = await changeEach(
    by,
    await listPendingOf(hostIds),
    async ({ tx, notify }, { _id, hostId }) => {
      const visit = await loadVisitIn(tx, _id)
      const host = await loadStaffIn(tx, hostId)
      if (visit === null || host === null || !host.active || visit.hostId !== hostId) return null
      if (visit.unitId === host.unitId || visit.state !== 'pending' || !isLive(visit, by.now)) return null
      // A unit that didn't invite isn't shown an invitation (spec 4.1).
      const after = moveWithHost(
        { ...visit, ...OWN_BOOKING },
        { unitId: host.unitId, unitName: unitName(host.unitId) },
        by.now,
      )
      await holdIn(tx, await loadCalendarsIn(tx, calendarIds(after)), after, by.now)
      const saved = await saveVisitIn(tx, {
        ...withChanges(visit, after),
        ...{ changedAt: by.now, remindedAt: null },
      })
      await notify(newBookingNotice(saved, today))
      return _id
    },
  )
  for (const visitId of moved) if (visitId !== null) await moveReleaseRequests({ ...by, today }, visitId)
}
