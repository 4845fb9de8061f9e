import type { Input, Output } from '../../../contract'
import { FIELDS_IN_FULL, pickFields } from '../../../miniprogram/domain/visit/form-fields'
import { stateNow } from '../../../miniprogram/domain/visit/visit'
import { change } from '../../platform/unit-of-work'
import { listGates } from '../../stores/campus'
import { passagesOf } from '../../stores/passages'
import { loadVisit, loadVisitIn, noteShownIn } from '../../stores/visits'
import type { Caller } from '../caller'
import { recordRow } from './list-records'
import { formSeenByApprover } from './masked-form'
import { ownRecord } from './record-scope'
import { historyFor } from './changed-fields'
import { unsealForm } from './sealed-form'
import { gatesOf, passageView } from './views'

/** One booking with everything that happened to it, for the office and the desk of its campus; numbers are masked (spec 9). */
export async function readRecord(
  caller: Caller,
  { visitId }: Input<'record.get'>,
): Promise<Output<'record.get'>> {
  const [found, passages, gates] = await Promise.all([loadVisit(visitId), passagesOf(visitId), listGates()])
  const visit = await ownRecord(caller, found)
  return {
    visit: recordRow(caller, visit),
    purposeClass: visit.purposeClass,
    ...formSeenByApprover(unsealForm(visit)),
    gates: gatesOf(visit, gates),
    hostConfirmation: visit.hostConfirmation,
    history: historyFor(visit, null),
    passages: passages.map(passageView),
    allowedActions: { revoke: visit.kind === 'walkIn' && stateNow(visit, caller.now) === 'approved' },
    shownTo: visit.shownTo ?? [],
  }
}

/** Shows who it is in full. First that it was shown is recorded; the reply that is kept has nothing of it (spec 9). */
export async function unmaskRecord(
  caller: Caller,
  { visitId }: Input<'record.unmask'>,
): Promise<Output<'record.unmask'>> {
  await change(caller, async ({ tx }) => {
    const visit = await ownRecord(caller, await loadVisitIn(tx, visitId))
    const { name = '' } = caller.office ?? caller.desk ?? {}
    await noteShownIn(tx, visit, { at: caller.now, name })
    return { visitId }
  })
  // By whom it may be seen is asked again: of a repeated call only the reply is kept.
  return pickFields(unsealForm(await ownRecord(caller, await loadVisit(visitId))), FIELDS_IN_FULL)
}
