import { endOfDay } from '../../miniprogram/domain/days'
import { parkingFee } from '../../miniprogram/domain/parking/fee'
import { SHIPPED_TARIFF, tariffAt } from '../../miniprogram/domain/parking/tariff'
import { enterCampus, leaveCampus, leftUnseen } from '../../miniprogram/domain/vehicle-stay'
import type { Transaction } from '../platform/database'
import { saveCalendarIn, type Calendar } from '../stores/calendars'
import type { Gate } from '../stores/campus'
import { keepIdentityFactIn } from '../stores/gate-facts'
import type { Settings } from '../stores/settings'
import { loadStayIn, saveStayIn, type Stay } from '../stores/stays'
import type { Visit } from '../stores/visits'

/** A vehicle comes and goes (spec 5.2, 5.3): its stay, and what its calendar holds against the next booking. */

export interface AtGate {
  gate: Gate
  /** Who let it pass. */
  byName: string
  now: number
}

/** Opens a stay with the id of the passage, and marks the plate's calendar: the vehicle is inside. */
export async function enterIn(
  tx: Transaction,
  calendar: Calendar,
  stayId: string,
  plate: string,
  visit: Visit | null,
  settings: Settings,
  { gate, byName, now }: AtGate,
): Promise<void> {
  const { campusId, campusName } = gate
  await saveStayIn(tx, {
    _id: stayId,
    plate,
    campusId,
    campusName,
    gateIn: gate.name,
    gateOut: null,
    visitId: visit?._id ?? '',
    purposeClass: visit?.purposeClass ?? 'private',
    officialUntil: visit === null || settings.officialStaysFree ? null : endOfDay(visit.lastDay),
    askedBy: [],
    ...enterCampus(byName, now),
  })
  const inside = { stayId, campusId, campusName, since: now, visitId: visit?._id ?? '' }
  await saveVehicleIn(tx, { ...calendar, inside }, plate, now)
}

/** A vehicle held as inside is let in again by override: its old stay ends as left unseen. */
export async function endUnseenIn(
  tx: Transaction,
  calendar: Calendar,
  reason: string,
  { byName, now }: AtGate,
): Promise<void> {
  const stay = calendar.inside === null ? null : await loadStayIn(tx, calendar.inside.stayId)
  if (stay !== null) await saveStayIn(tx, leftUnseen(stay, byName, reason, now))
}

/** Ends the stay the calendar knows of, with its fee; null when there was none. The fee stays due until paid. */
export async function leaveIn(
  tx: Transaction,
  calendar: Calendar,
  settings: Settings,
  { gate, byName, now }: AtGate,
): Promise<{ fen: number; stayId: string } | null> {
  const stay = calendar.inside === null ? null : await loadStayIn(tx, calendar.inside.stayId)
  if (stay === null) return null
  const fen = feeOf(stay, now, settings)
  await saveStayIn(tx, { ...leaveCampus(stay, byName, fen, now), gateOut: gate.name })
  const dues = fen > 0 ? [...calendar.dues, dueOf(stay, fen)] : calendar.dues
  await saveVehicleIn(tx, { ...calendar, inside: null, dues }, stay.plate, now)
  return { fen, stayId: stay._id }
}

/** Writes a plate's calendar and tells the gates where its vehicle stands and what it owes. */
export async function saveVehicleIn(
  tx: Transaction,
  calendar: Calendar,
  plate: string,
  now: number,
): Promise<void> {
  await saveCalendarIn(tx, calendar)
  await keepIdentityFactIn(tx, calendar, plate, now)
}

/** What a stay would cost if it ended now: a pure function of entry, exit, class and the tariff at entry. */
export function feeOf(stay: Stay, exitAt: number, settings: Settings): number {
  const tariff = tariffAt(settings.tariffs, stay.enteredAt) ?? SHIPPED_TARIFF
  const { purposeClass, officialUntil, enteredAt } = stay
  return parkingFee({
    entryAt: enteredAt,
    exitAt: Math.max(exitAt, enteredAt),
    purposeClass,
    officialUntil,
    tariff,
  }).fen
}

export const dueOf = (stay: Stay, fen: number) => ({
  stayId: stay._id,
  campusId: stay.campusId,
  campusName: stay.campusName,
  fen,
})
