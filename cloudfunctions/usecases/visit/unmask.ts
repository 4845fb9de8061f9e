import type { Input, Output } from '../../../contract'
import { FIELDS_IN_FULL, pickFields } from '../../../miniprogram/domain/visit/form-fields'
import { change } from '../../platform/unit-of-work'
import { loadVisit, loadVisitIn, noteShownIn } from '../../stores/visits'
import type { Caller } from '../caller'
import { unsealForm } from './sealed-form'

/**
 * Shows an approver of the unit who the visitor is, in full (spec 9). First that it was shown is recorded; the reply that
 * is kept has nothing of it.
 */
export async function unmaskVisit(
  caller: Caller,
  { visitId }: Input<'approval.unmask'>,
): Promise<Output<'approval.unmask'>> {
  await change(caller, async ({ tx }) => {
    const visit = caller.scope.visit(await loadVisitIn(tx, visitId))
    await noteShownIn(tx, visit, { at: caller.now, name: caller.approver?.name ?? '' })
    return { visitId }
  })
  // By whom it may be seen is asked again: of a repeated call only the reply is kept.
  return pickFields(unsealForm(caller.scope.visit(await loadVisit(visitId))), FIELDS_IN_FULL)
}
