import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { revoke } from '../../../miniprogram/domain/visit/visit'
import { change } from '../../platform/unit-of-work'
import { loadVisitIn } from '../../stores/visits'
import type { Caller } from '../caller'
import { decisionNotice } from '../notice/visit-notices'
import { releaseIn } from '../visit/hold-calendars'
import { ownRecord } from '../visit/record-scope'
import { saveVisitIn } from '../visit/save-visit'

/**
 * The office, or the desk of the gate's campus, takes a walk-in back (spec 4.3): no unit answers for it. Its places are given
 * back unless it was used, and the visitor is told. NOT_ALLOWED for any other visit: its unit decides.
 */
export function revokeWalkIn(
  caller: Caller,
  { visitId, reason }: Input<'walkIn.revoke'>,
): Promise<Output<'walkIn.revoke'>> {
  const given = reason.trim()
  const { now, today } = caller
  return change(caller, async ({ tx, notify }) => {
    const visit = await ownRecord(caller, await loadVisitIn(tx, visitId))
    if (visit.kind !== 'walkIn') throw new DomainError('NOT_ALLOWED')
    const { name = '' } = caller.office ?? caller.desk ?? {}
    const revoked = revoke(visit, { name, role: 'approver' }, given, now)
    await releaseIn(tx, visit, now)
    const saved = await saveVisitIn(tx, { ...revoked, changedAt: now })
    await notify(decisionNotice(saved, 'revoked', given, today))
    return { visitId, state: saved.state }
  })
}
