import { detailsOf, DomainError } from '../../../miniprogram/domain/errors'
import { isUnlimited } from '../../../miniprogram/domain/values/validity'
import { mayBeLetGo } from '../../../miniprogram/domain/visit/release-request'
import { allowedActions, stateNow } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { loadUnit } from '../../stores/campus'
import { loadReleaseIn, releaseId } from '../../stores/release-requests'
import { deskPhoneOf, type Settings } from '../../stores/settings'
import { loadStayIn, type Stay } from '../../stores/stays'
import { loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'

/**
 * What a refused booking is told (spec 2, Conflict card). About a campus: the number of its desk. About a booking in the
 * way: all of an own one, days and unit of somebody else's to a visitor who proved the number on the form, else only what
 * matched.
 */
export async function withDetails(
  tx: Transaction,
  refusal: DomainError,
  caller: Caller,
  proved: boolean,
  settings: Settings,
): Promise<DomainError> {
  const duplicate = detailsOf(refusal, 'DUPLICATE')
  if (duplicate?.known === 'proved' && duplicate.visitId !== undefined) {
    const { visitId, ...found } = duplicate
    const inTheWay = await loadVisitIn(tx, visitId)
    const mayStillPass = found.mayStillPass && inTheWay !== null && letsPassAllDay(inTheWay)
    const conflict = { ...found, mayStillPass }
    if (inTheWay !== null && inTheWay.owner === caller.id)
      return new DomainError('DUPLICATE', {
        ...{ ...conflict, visitId },
        ...{ known: 'own', own: standingOf(inTheWay, caller.now) },
      })
    // Named so that it can be asked for: without an approver nobody can.
    const asked =
      inTheWay !== null && mayBeLetGo(inTheWay) ? { visitId, ...(await releaseOf(tx, inTheWay, caller)) } : {}
    if (!proved) return new DomainError('DUPLICATE', { known: 'others', fields: found.fields, ...asked })
    const unitPhone = (await loadUnit(found.unitId))?.phone ?? null
    return new DomainError('DUPLICATE', { ...conflict, ...asked, unitPhone })
  }
  const deskOf = ({ campusId }: { campusId: string }) => ({ deskPhone: deskPhoneOf(settings, campusId) })
  const inside = detailsOf(refusal, 'VEHICLE_INSIDE')
  if (inside !== null) {
    const check = checkOf(await loadStayIn(tx, inside.stayId), caller)
    return new DomainError('VEHICLE_INSIDE', { ...inside, ...check, ...deskOf(inside) })
  }
  const due = detailsOf(refusal, 'FEE_DUE')
  return due === null ? refusal : new DomainError('FEE_DUE', { ...due, ...deskOf(due) })
}

/** What became of it, where the caller has asked its unit to let the booking go: it is read here, a message may not come. */
async function releaseOf(
  tx: Transaction,
  visit: Visit,
  caller: Caller,
): Promise<{ release?: 'open' | 'kept' }> {
  const request = await loadReleaseIn(tx, releaseId(visit._id, caller.id))
  if (request?.unitId !== visit.unitId || request.state === 'released') return {}
  return { release: request.state }
}

/** What became of the caller's saying that the vehicle has left; that the desk found it inside is told to everybody. */
function checkOf(stay: Stay | null, caller: Caller): { check?: 'open' | 'kept' } {
  if (stay === null) return {}
  if (stay.caseOpen) return stay.askedBy.includes(caller.id) ? { check: 'open' } : {}
  return stay.history.at(-1)?.outcome === 'inside' ? { check: 'kept' } : {}
}

/** Whether it is approved, and what narrows its days, stands in the booking alone. */
const letsPassAllDay = ({ state, right = {}, gateIds }: Visit): boolean =>
  state === 'approved' && gateIds === null && isUnlimited(right)

const standingOf = (visit: Visit, now: number) => ({
  state: stateNow(visit, now),
  mayRevise: allowedActions(visit, now).revise,
})
