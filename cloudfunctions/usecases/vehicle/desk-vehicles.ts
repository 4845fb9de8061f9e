import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import { askCheck, markPaid, resolve } from '../../../miniprogram/domain/vehicle/stay'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { shownRows } from '../../platform/shown-rows'
import { loadCalendar, loadCalendarIn, plateCalendarId } from '../../stores/calendars'
import { loadUnits } from '../../stores/campus'
import { loadSettings, type Settings } from '../../stores/settings'
import { listStays, loadStay, loadStayIn, saveStayIn, type Stay } from '../../stores/stays'
import { loadVisits } from '../../stores/visits'
import type { Caller, Campuses } from '../caller'
import { checkAnsweredNotice } from '../notice/notices'
import { dueOf, feeOf, saveVehicleIn } from '../parking/parking'

/** Vehicles on campus and the desk's four cases (spec 5.3). */

/** One plate is rarely shared by more; all are told in the transaction that answers them. */
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
    return { stayId, state: asked.state }
  })

export async function listVehicles(
  caller: Caller,
  { campusId, list, cursor }: Input<'vehicle.list'>,
): Promise<Output<'vehicle.list'>> {
  if (!(await caller.scope.campuses()).includes(campusId)) throw new DomainError('NOT_FOUND')
  const [page, settings] = await Promise.all([listStays(campusId, list, cursor), loadSettings()])
  return { rows: await viewsOf(caller, page.rows, settings), next: page.next }
}

export async function findVehicle(
  caller: Caller,
  { plate }: Input<'vehicle.find'>,
): Promise<Output<'vehicle.find'>> {
  const [campuses, calendar] = await Promise.all([
    caller.scope.campuses(),
    loadCalendar(plateCalendarId(normalisePlate(plate))),
  ])
  const known = [...(calendar.inside === null ? [] : [calendar.inside]), ...calendar.dues]
  const own = known.find(({ campusId }) => campuses.includes(campusId))
  const stay = own === undefined ? null : await loadStay(own.stayId)
  const [view = null] = stay === null ? [] : await viewsOf(caller, [stay], await loadSettings())
  return { stay: view }
}

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

type StayView = Output<'vehicle.list'>['rows'][number]

/** Vehicles as the desk sees them, with whom they came for and the telephone of that unit. */
async function viewsOf(caller: Caller, stays: readonly Stay[], settings: Settings): Promise<StayView[]> {
  const visits = await loadVisits(stays.flatMap(({ visitId }) => visitId || []))
  const units = await loadUnits([...visits.values()].flatMap(({ unitId }) => unitId || []))
  const phones = new Map(units.map(({ _id, phone }) => [_id, phone]))
  return shownRows(stays, (stay) => {
    const visit = visits.get(stay.visitId)
    const visitor =
      visit === undefined
        ? null
        : {
            name: maskName(visit.name),
            unitName: visit.unitName,
            unitPhone: phones.get(visit.unitId) ?? null,
            hostName: visit.hostName,
          }
    return { ...viewOf(caller, stay, settings), visitor }
  })
}

function viewOf(caller: Caller, stay: Stay, settings: Settings): Omit<StayView, 'visitor'> {
  return {
    id: stay._id,
    state: stay.state,
    plate: stay.plate,
    campusName: stay.campusName,
    gateIn: stay.gateIn,
    gateOut: stay.gateOut,
    enteredAt: stay.enteredAt,
    exitAt: stay.exitAt,
    feeFen: stay.state === 'inside' ? feeOf(stay, caller.now, settings) : stay.feeFen,
    caseOpen: stay.caseOpen,
    history: stay.history,
  }
}
