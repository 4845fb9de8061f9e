import type { Input, Output } from '../../../contract'
import type { Decider } from '../../../miniprogram/domain/visit/visit'
import { recordId } from '../../platform/replies'
import { loadVisit } from '../../stores/visits'
import type { Caller } from '../caller'
import { bookIn, checkedForm, newBooking } from './booking'
import { changeBooking } from './fair-use'

/** Books a visit (spec 2): the form, then what refuses it, then one transaction that holds its calendars. */
export async function submitVisit(
  caller: Caller,
  input: Input<'visit.submit'>,
): Promise<Output<'visit.submit'>> {
  const visitId = recordId(caller, caller.requestId)
  // The reply to this request may be forgotten by now; the booking it made isn't, and isn't made anew. Such a booking has
  // been there for long, so it is seen from outside the transaction; what the same request does at this moment collides
  // with the reply.
  const [checked, made] = await Promise.all([checkedForm(caller, input.form), loadVisit(visitId)])
  const by: Decider = { name: checked.form.name, role: 'visitor' }
  const visit = newBooking(caller, checked, visitId, by)
  return changeBooking(caller, checked.settings, async ({ tx, notify }) => {
    if (made !== null) return { visitId: made._id, state: made.state, approvers: checked.approvers.length }
    return bookIn(tx, notify, caller, visit, null, checked)
  })
}
