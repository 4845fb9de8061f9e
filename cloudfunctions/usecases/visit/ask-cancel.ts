import type { Input, Output } from '../../../contract'
import { answerRelease, askCancel } from '../../../miniprogram/domain/visit/release-request'
import type { Decider } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { cancelRequestId, loadReleaseIn, saveReleaseIn } from '../../stores/release-requests'
import { loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { cancelAskedNotice } from '../notice/release-notices'
import { openRequest } from './open-request'

/**
 * After the first entry a visitor can't cancel an approved booking themself, but ask its unit to (spec 3): a request in
 * the unit's queue, answered as one by another visitor is (release-visit.ts). Asking again while it is open changes
 * nothing.
 */
export function askVisitCancel(
  caller: Caller,
  input: Input<'visit.askCancel'>,
): Promise<Output<'visit.askCancel'>> {
  const _id = cancelRequestId(input.visitId)
  return change(caller, async ({ tx, notify }) => {
    const visit = caller.scope.visit(await loadVisitIn(tx, input.visitId))
    const reason = askCancel(visit, input.reason, caller.now)
    const earlier = await loadReleaseIn(tx, _id)
    if (earlier?.state === 'open') return { visitId: visit._id, state: earlier.state }
    const { firstDay, lastDay } = visit
    await saveReleaseIn(tx, openRequest(caller, visit, { _id, field: 'cancel', firstDay, lastDay, reason }))
    await notify(cancelAskedNotice(visit, caller.now, caller.today))
    return { visitId: visit._id, state: 'open' as const }
  })
}

/** Whoever revokes a booking has answered its visitor's request to cancel it. */
export async function settleCancelIn(
  tx: Transaction,
  { _id }: Visit,
  by: Decider,
  now: number,
): Promise<void> {
  const cancelRequest = await loadReleaseIn(tx, cancelRequestId(_id))
  if (cancelRequest?.state === 'open')
    await saveReleaseIn(tx, answerRelease(cancelRequest, by.name, true, now))
}
