import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { askCheck } from '../../../miniprogram/domain/vehicle/stay'
import { change } from '../../platform/unit-of-work'
import { loadStayIn, saveStayIn } from '../../stores/stays'
import type { Caller } from '../caller'

/** Vehicles on campus and the desk's four cases (spec 5.3). */

/** One plate is rarely shared by more; all are told in the transaction that answers them, whoever comes later by none. */
const MAX_ASKING = 8

/** The visitor says that the vehicle isn't inside; the case stands in the desk's list until it is answered. */
export const askVehicleCheck = (
  caller: Caller,
  { stayId }: Input<'vehicle.askCheck'>,
): Promise<Output<'vehicle.askCheck'>> =>
  change(caller, async ({ tx }) => {
    const stay = await loadStayIn(tx, stayId)
    if (stay === null) throw new DomainError('NOT_FOUND')
    const asked = askCheck(stay, caller.now)
    const askedBy = [...new Set([...asked.askedBy, caller.id])].slice(0, MAX_ASKING)
    await saveStayIn(tx, { ...asked, askedBy })
    return { stayId, state: asked.state, willTell: askedBy.includes(caller.id) }
  })
