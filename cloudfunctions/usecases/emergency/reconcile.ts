import type { Input, Output } from '../../../contract'
import { reconcile } from '../../../miniprogram/domain/emergency/emergency'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { loadReportIn, saveReportIn, type EmergencyReport } from '../../stores/emergency'
import type { Caller, Campuses } from '../caller'

/** The list is gone through afterwards: who was let in on the phone's word, and was that right. */
export async function reconcileEmergency(
  caller: Caller,
  { visitId, matched, note }: Input<'emergency.reconcile'>,
): Promise<Output<'emergency.reconcile'>> {
  const campuses = await caller.scope.campuses()
  return change(caller, async ({ tx }) => {
    const report = await loadReportIn(tx, visitId)
    if (report === null || !isOf(report, campuses)) throw new DomainError('NOT_FOUND')
    const byName = (caller.desk ?? caller.office)?.name ?? ''
    await saveReportIn(tx, reconcile(report, matched, byName, note, caller.now))
    return { visitId }
  })
}

/** A report that opened gates of two campuses is looked after by both desks. */
export const isOf = ({ campusIds }: EmergencyReport, campuses: Campuses): boolean =>
  campusIds.some((campusId) => campuses.includes(campusId))
