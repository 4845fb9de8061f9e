import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { markPaid, resolve } from '../../../miniprogram/domain/vehicle/stay'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { loadCalendarIn, plateCalendarId } from '../../stores/calendars'
import { loadSettings } from '../../stores/settings'
import { loadStayIn, saveStayIn, type Stay } from '../../stores/stays'
import type { Caller, Campuses } from '../caller'
import { dueOf, feeOf, saveVehicleIn } from '../parking/parking'
import { checkAnsweredNotice } from '../notice/vehicle-notices'

/** The desk decides one of the four cases; whoever asked for the check is told, and can submit at once. */
export async function resolveVehicle(
  caller: Caller,
  { stayId, outcome, reason, leftAt }: Input<'vehicle.resolve'>,
): Promise<Output<'vehicle.resolve'>> {
  const [campuses, settings] = await Promise.all([caller.scope.campuses(), loadSettings()])
  return change(caller, async ({ tx, notify }) => {
    const stay = await ownStay(tx, campuses, stayId)
    const exitAt = Math.max(Math.min(leftAt ?? caller.now, caller.now), stay.enteredAt)
    const feeFen = outcome === 'leftUnpaid' ? feeOf(stay, exitAt, settings) : 0
    const decision = { outcome, reason, feeFen, leftAt: exitAt, byName: deskName(caller) }
    const resolved = resolve(stay, decision, caller.now)
    await saveStayIn(tx, { ...resolved, askedBy: [] })
    if (resolved.state !== 'inside') await endInCalendar(tx, resolved, caller.now)
    for (const openid of stay.askedBy)
      await notify(checkAnsweredNotice(resolved, openid, outcome, caller.now))
    return { stayId, state: resolved.state }
  })
}

/** The fee was paid, at the desk or to a guard of the campus: the plate may book again. */
export async function payVehicle(
  caller: Caller,
  { stayId }: Input<'vehicle.paid'>,
): Promise<Output<'vehicle.paid'>> {
  const campuses = await caller.scope.campuses()
  return change(caller, async ({ tx }) => {
    const stay = await ownStay(tx, campuses, stayId)
    const paid = markPaid(stay, deskName(caller), caller.now)
    await saveStayIn(tx, paid)
    const calendar = await loadCalendarIn(tx, plateCalendarId(stay.plate))
    const dues = calendar.dues.filter((due) => due.stayId !== stayId)
    await saveVehicleIn(tx, { ...calendar, dues }, stay.plate, caller.now)
    return { stayId, state: paid.state }
  })
}

/** The vehicle is no longer held as inside; a fee that stays due goes on blocking its bookings. */
async function endInCalendar(tx: Transaction, stay: Stay, now: number): Promise<void> {
  const calendar = await loadCalendarIn(tx, plateCalendarId(stay.plate))
  const inside = calendar.inside?.stayId === stay._id ? null : calendar.inside
  const dues = stay.state === 'due' ? [...calendar.dues, dueOf(stay, stay.feeFen)] : calendar.dues
  await saveVehicleIn(tx, { ...calendar, inside, dues }, stay.plate, now)
}

async function ownStay(tx: Transaction, campuses: Campuses, stayId: string): Promise<Stay> {
  const stay = await loadStayIn(tx, stayId)
  if (stay === null || !campuses.includes(stay.campusId)) throw new DomainError('NOT_FOUND')
  return stay
}

const deskName = (caller: Caller): string => (caller.desk ?? caller.office ?? caller.guard)?.name ?? ''
