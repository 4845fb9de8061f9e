import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import { askCheck, markPaid, resolve } from '../../../miniprogram/domain/vehicle/stay'
import type { Transaction } from '../../platform/database'
import { loadCalendar, loadCalendarIn, plateCalendarId } from '../../stores/calendars'
import { loadGate, loadUnit } from '../../stores/campus'
import { loadSettings, type Settings } from '../../stores/settings'
import { listStays, loadStay, loadStayIn, saveStayIn, type Stay } from '../../stores/stays'
import { loadVisit } from '../../stores/visits'
import { once, type Context } from '../context'
import { checkAnsweredNotice } from '../notice/notices'
import { onceTelling } from '../once-telling'
import { dueOf, feeOf, saveVehicleIn } from '../parking/parking'

/** Vehicles on campus and the desk's four cases (spec 5.3). */

/** One plate is rarely shared by more; all are told in the transaction that answers them. */
const MAX_ASKING = 8

/** The visitor says that the vehicle isn't inside; the case stands in the desk's list until it is answered. */
export const askVehicleCheck = (
  context: Context,
  { stayId }: Input<'vehicle.askCheck'>,
): Promise<Output<'vehicle.askCheck'>> =>
  once(context, async (tx) => {
    const stay = await loadStayIn(tx, stayId)
    if (stay === null) throw new DomainError('NOT_FOUND')
    const asked = askCheck(stay, context.now)
    const askedBy = [...new Set([...asked.askedBy, context.openid])].slice(0, MAX_ASKING)
    await saveStayIn(tx, { ...asked, askedBy })
    return { stayId, state: asked.state }
  })

export async function listVehicles(
  context: Context,
  { campusId, list, cursor }: Input<'vehicle.list'>,
): Promise<Output<'vehicle.list'>> {
  if (!mayWorkAt(context, campusId)) throw new DomainError('NOT_FOUND')
  const [page, settings] = await Promise.all([listStays(campusId, list, cursor), loadSettings()])
  const rows = await Promise.all(page.rows.map((stay) => viewOf(context, stay, settings)))
  return { rows, next: page.next }
}

export async function findVehicle(
  context: Context,
  { plate }: Input<'vehicle.find'>,
): Promise<Output<'vehicle.find'>> {
  const calendar = await loadCalendar(plateCalendarId(normalisePlate(plate)))
  const known = [...(calendar.inside === null ? [] : [calendar.inside]), ...calendar.dues]
  const own = known.find(({ campusId }) => mayWorkAt(context, campusId))
  const stay = own === undefined ? null : await loadStay(own.stayId)
  return { stay: stay === null ? null : await viewOf(context, stay, await loadSettings()) }
}

/** The desk decides one of the four cases; whoever asked for the check is told, and can submit at once. */
export async function resolveVehicle(
  context: Context,
  { stayId, outcome, reason, leftAt }: Input<'vehicle.resolve'>,
): Promise<Output<'vehicle.resolve'>> {
  const settings = await loadSettings()
  return onceTelling(context, async (tx, tell) => {
    const stay = await ownStay(tx, context, stayId)
    const exitAt = Math.max(Math.min(leftAt ?? context.now, context.now), stay.enteredAt)
    const feeFen = outcome === 'leftUnpaid' ? feeOf(stay, exitAt, settings) : 0
    const decision = { outcome, reason, feeFen, leftAt: exitAt, byName: deskName(context) }
    const resolved = resolve(stay, decision, context.now)
    await saveStayIn(tx, { ...resolved, askedBy: [] })
    if (resolved.state !== 'inside') await endInCalendar(tx, resolved, context.now)
    for (const openid of stay.askedBy) await tell(checkAnsweredNotice(resolved, openid, outcome, context.now))
    return { stayId, state: resolved.state }
  })
}

/** The fee was paid, at the desk or to a guard of the campus: the plate may book again. */
export async function payVehicle(
  context: Context,
  { stayId }: Input<'vehicle.paid'>,
): Promise<Output<'vehicle.paid'>> {
  const gates = await Promise.all((context.guard?.gateIds ?? []).map(loadGate))
  const guarded = gates.flatMap((gate) => (gate === null ? [] : [gate.campusId]))
  return once(context, async (tx) => {
    const stay = await ownStay(tx, context, stayId, guarded)
    const paid = markPaid(stay, deskName(context), context.now)
    await saveStayIn(tx, paid)
    const calendar = await loadCalendarIn(tx, plateCalendarId(stay.plate))
    const dues = calendar.dues.filter((due) => due.stayId !== stayId)
    await saveVehicleIn(tx, { ...calendar, dues }, stay.plate, context.now)
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

/** `guarded`: campuses where the caller stands at a gate. */
async function ownStay(
  tx: Transaction,
  context: Context,
  stayId: string,
  guarded: readonly string[] = [],
): Promise<Stay> {
  const stay = await loadStayIn(tx, stayId)
  const own = stay !== null && (mayWorkAt(context, stay.campusId) || guarded.includes(stay.campusId))
  if (!own) throw new DomainError('NOT_FOUND')
  return stay
}

const mayWorkAt = (context: Context, campusId: string): boolean =>
  context.office !== null || context.desk?.campusIds.includes(campusId) === true

const deskName = (context: Context): string => (context.desk ?? context.office ?? context.guard)?.name ?? ''

async function viewOf(
  context: Context,
  stay: Stay,
  settings: Settings,
): Promise<Output<'vehicle.list'>['rows'][number]> {
  const visit = stay.visitId === '' ? null : await loadVisit(stay.visitId)
  return {
    id: stay._id,
    state: stay.state,
    plate: stay.plate,
    campusName: stay.campusName,
    gateIn: stay.gateIn,
    gateOut: stay.gateOut,
    enteredAt: stay.enteredAt,
    exitAt: stay.exitAt,
    feeFen: stay.state === 'inside' ? feeOf(stay, context.now, settings) : stay.feeFen,
    caseOpen: stay.caseOpen,
    visitor:
      visit === null
        ? null
        : {
            name: maskName(visit.name),
            unitName: visit.unitName,
            unitPhone: (await loadUnit(visit.unitId))?.phone ?? null,
            hostName: visit.hostName,
          },
    history: stay.history,
  }
}
