import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { revise, type Decider } from '../../../miniprogram/domain/visit/visit'
import { searchForm } from '../../../miniprogram/domain/values/text'
import { change } from '../../platform/unit-of-work'
import { recordId } from '../../platform/replies'
import { loadVisit, loadVisitIn, type Visit } from '../../stores/visits'
import { bookIn, changesOf, checkedForm, newBooking } from './booking'
import { OWN_BOOKING } from './new-visit'
import type { Caller } from '../caller'
import { moveReleaseRequests } from './release'

/** Books a visit (spec 2): the form, then what refuses it, then one transaction that holds its calendars. */
export async function submitVisit(
  caller: Caller,
  input: Input<'visit.submit'>,
): Promise<Output<'visit.submit'>> {
  const visitId = recordId(caller.id, caller.requestId)
  // The reply to this request may be forgotten by now; the booking it made isn't, and isn't made anew. Such a booking has
  // been there for long, so it is seen from outside the transaction; what the same request does at this moment collides
  // with the reply.
  const [checked, made] = await Promise.all([checkedForm(caller, input.form), loadVisit(visitId)])
  const by: Decider = { name: checked.form.name, role: 'visitor' }
  const visit = newBooking(caller, checked, visitId, by)
  return change(caller, async ({ tx, notify }) => {
    if (made !== null) return { visitId: made._id, state: made.state, approvers: checked.approvers.length }
    return bookIn(tx, notify, caller, visit, null, checked)
  })
}

/** Changes an own booking and sends it again (spec 3); `rev` guards against a change meanwhile. */
export async function reviseVisit(
  caller: Caller,
  input: Input<'visit.revise'>,
): Promise<Output<'visit.revise'>> {
  const checked = await checkedForm(caller, input.form)
  let moved = false
  const reply = await change(caller, async ({ tx, notify }) => {
    const before = caller.scope.visit(await loadVisitIn(tx, input.visitId))
    if (before.rev !== input.rev) throw new DomainError('CHANGED_MEANWHILE')
    const changes = changesOf(caller, checked, before._id)
    const by: Decider = { name: checked.form.name, role: 'visitor' }
    moved = changes.unitId !== before.unitId
    // A unit that didn't invite isn't shown an invitation; nobody vouched for another person (spec 4.1).
    const origin = moved || !isSamePerson(before, changes) ? OWN_BOOKING : {}
    const after = revise(before, { ...changes, ...origin }, by, caller.now, caller.today)
    return bookIn(tx, notify, caller, after, before, checked)
  })
  if (moved) await moveReleaseRequests(caller, input.visitId)
  return reply
}

/** The same document, and the name however it is written. */
const isSamePerson = (
  before: Pick<Visit, 'name' | 'documentHash'>,
  after: Pick<Visit, 'name' | 'documentHash'>,
): boolean => before.documentHash === after.documentHash && searchForm(before.name) === searchForm(after.name)
