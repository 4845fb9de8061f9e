import { endOfDay } from '../../../miniprogram/domain/values/days'
import { endOfRight } from '../../../miniprogram/domain/values/validity'
import { parkingFee } from '../../../miniprogram/domain/parking/fee'
import { tariffAt, type Tariff } from '../../../miniprogram/domain/parking/tariff'
import { isPickedIn } from '../../../miniprogram/locales/zh/pages/components-reason-sheet'
import { EMERGENCY_SERVICES } from '../../../miniprogram/locales/zh/pages/gate-result'
import { SHIPPED_TARIFF } from '../../../miniprogram/locales/zh/shipped-tariff'
import { checkPlate, type PlateNumber } from '../../../miniprogram/domain/values/plates'
import {
  changedPairings,
  pairingsOf,
  withMovement,
  withoutMovement,
  type Movement,
  type Pairing,
} from '../../../miniprogram/domain/vehicle/movements'
import { enterCampus, isSettled, leaveCampus, leftUnseen } from '../../../miniprogram/domain/vehicle/stay'
import type { Transaction } from '../../platform/database'
import { saveCalendarIn, type Calendar } from '../../stores/calendars'
import type { Gate } from '../../stores/campus'
import type { Settings } from '../../stores/settings'
import { loadStayIn, saveStayIn, type Stay } from '../../stores/stays'
import type { Visit } from '../../stores/visits'
import { keepIdentityFactIn } from '../gate/publish'

/** A vehicle comes and goes (spec 5.2, 5.3): its stay, and what its calendar holds against the next booking. */

/** A vehicle that passes a gate, now or, told late, at an earlier time. */
export interface VehiclePass {
  plate: PlateNumber
  /** The booking it comes with; null when there is none (an override). */
  visit: Visit | null
  gate: Gate
  movement: Movement
  /** When the server learnt of it: at once, or with a late delivery. */
  toldAt: number
  /** Why somebody let it pass; told on the stay that ends so, where it was held as inside. */
  reason: string
}

/**
 * Puts a movement in its place among those of the vehicle and brings the stays up to date that it changes: mostly one is
 * opened or ended; a movement told late may give an earlier stay its true end. Answers the fee of the stay that it ended
 * itself; the fee stays due until paid.
 */
export async function vehiclePassesIn(
  tx: Transaction,
  calendar: Calendar,
  pass: VehiclePass,
  settings: Settings,
): Promise<{ fen: number; stayId: string } | null> {
  // What is no plate (misread, made up) passes and is recorded, but no vehicle is held under it and no gate is told of it.
  if ('fieldError' in checkPlate(pass.plate)) return null
  const movements = withMovement(movementsOf(calendar), pass.movement)
  return moveIn(tx, calendar, movements, pass, settings)
}

/**
 * A vehicle wasn't let in after all by the passage that `pass` was noted for: its stay ends as it began, and costs nothing. One
 * before it that had ended by it stays ended, for the vehicle stood outside. Not for one that has ended (`isEndedIn`).
 */
export async function vehicleTurnedBackIn(
  tx: Transaction,
  calendar: Calendar,
  pass: VehiclePass,
  settings: Settings,
): Promise<void> {
  const { passageId, byName, at } = pass.movement
  const stay = await loadStayIn(tx, passageId)
  if (stay !== null) await saveStayIn(tx, leaveCampus(stay, byName, 0, at))
  const inside = calendar.inside?.stayId === passageId ? null : calendar.inside
  const movements = withoutMovement(movementsOf(calendar), passageId)
  await moveIn(tx, { ...calendar, inside }, movements, pass, settings)
}

/** Whether the vehicle has left again since that entry, or the desk has decided how its stay ended: then it was inside. */
export async function isEndedIn(tx: Transaction, calendar: Calendar, passageId: string): Promise<boolean> {
  const pairing = pairingsOf(calendar.movements).find(({ entry }) => entry.passageId === passageId)
  if (pairing !== undefined && pairing.exit !== null) return true
  const stay = await loadStayIn(tx, passageId)
  return stay !== null && isSettled(stay)
}

/** Brings the stays up to date that other movements change, and writes the calendar. */
async function moveIn(
  tx: Transaction,
  calendar: Calendar,
  movements: Movement[],
  pass: VehiclePass,
  settings: Settings,
): Promise<{ fen: number; stayId: string } | null> {
  const before = movementsOf(calendar)
  let { inside, dues } = calendar
  let left: { fen: number; stayId: string } | null = null
  for (const pairing of changedPairings(before, movements)) {
    const stayId = pairing.entry.passageId
    const opened = stayId === pass.movement.passageId
    const known = opened ? openedStay(pass, settings) : await loadStayIn(tx, stayId)
    if (known === null || isSettled(known)) continue
    const ended = endedBy(known, pairing, pass, settings)
    const stay = (await isPaidIn(tx, before, pairing, pass)) ? { ...ended, ...FREE } : ended
    await saveStayIn(tx, stay)
    dues = dues.filter((due) => due.stayId !== stayId)
    if (stay.state === 'due') dues = [...dues, dueOf(stay, stay.feeFen)]
    if (stay.state === 'inside') inside = insideBy(stay)
    else if (inside?.stayId === stayId) inside = null
    if (pairing.exit?.passageId === pass.movement.passageId) left = { fen: stay.feeFen, stayId }
  }
  await saveVehicleIn(tx, { ...calendar, inside, dues, movements }, pass.plate, pass.toldAt)
  return left
}

/** What it costs that comes to light between an entry and an exit whose stay was paid: those hours are paid. */
const FREE = { state: 'left', feeFen: 0 } as const

/**
 * Whether a stay that was paid ended by the exit of this one. An exit that is told only now has ended none.
 *
 * @param before the movements as they were known
 */
async function isPaidIn(
  tx: Transaction,
  before: readonly Movement[],
  { entry, exit }: Pairing,
  { movement }: VehiclePass,
): Promise<boolean> {
  if (exit === null || exit.passageId === movement.passageId) return false
  const entries = before.filter(({ direction, at }) => direction === 'in' && at < exit.at)
  const others = entries.filter(({ passageId }) => passageId !== entry.passageId)
  const stays = await Promise.all(others.map(({ passageId }) => loadStayIn(tx, passageId)))
  return stays.some((stay) => stay?.state === 'paid' && stay.exitAt === exit.at)
}

/** A vehicle that came in before its movements were kept has the entry that is known of it. */
function movementsOf({ movements, inside }: Calendar): Movement[] {
  if (movements.length > 0 || inside === null) return movements
  return [{ at: inside.since, direction: 'in', passageId: inside.stayId, gateName: '', byName: '' }]
}

type OpenStay = Omit<Stay, 'inside' | 'due' | 'askersUntold' | 'namesPlate' | 'sort'>

function openedStay({ plate, visit, gate, movement, reason }: VehiclePass, settings: Settings): OpenStay {
  return {
    _id: movement.passageId,
    plate,
    campusId: gate.campusId,
    campusName: gate.campusName,
    gateIn: gate.name,
    gateOut: null,
    visitId: visit?._id ?? '',
    purposeClass: visit?.purposeClass ?? (isPickedIn(reason, EMERGENCY_SERVICES) ? 'official' : 'private'),
    officialUntil: visit === null || settings.officialStaysFree ? null : officialUntil(visit),
    askedBy: [],
    ...enterCampus(movement.byName, movement.at),
  }
}

/** The end of an official visit's days, and of the hours of the last one that go on after midnight (spec 5.2). */
const officialUntil = ({ right, lastDay }: Visit): number =>
  Math.max(endOfDay(lastDay), endOfRight({ ...right, lastDay }))

/** A visit whose car is inside has other days than when it came in: they are those of the stay, too. */
export async function keepStayDaysIn(tx: Transaction, { inside }: Calendar, visit: Visit): Promise<void> {
  if (inside?.visitId !== visit._id) return
  const stay = await loadStayIn(tx, inside.stayId)
  if (stay !== null && stay.officialUntil !== null)
    await saveStayIn(tx, { ...stay, officialUntil: officialUntil(visit) })
}

function endedBy(
  stay: OpenStay,
  { exit, unseenAt }: Pairing,
  { movement, reason }: VehiclePass,
  settings: Settings,
): OpenStay {
  if (exit !== null)
    return {
      ...leaveCampus(stay, exit.byName, feeOf(stay, exit.at, settings), exit.at),
      gateOut: exit.gateName,
    }
  return unseenAt === null ? stay : { ...leftUnseen(stay, movement.byName, reason, unseenAt), gateOut: null }
}

const insideBy = ({ _id, campusId, campusName, enteredAt, visitId }: OpenStay): Calendar['inside'] => ({
  stayId: _id,
  campusId,
  campusName,
  since: enteredAt,
  visitId,
})

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

/** The tariff of a stay that begins at `entryAt`: what the form says of it is what is asked for on leaving. */
export const tariffOf = ({ tariffs }: Pick<Settings, 'tariffs'>, entryAt: number): Tariff =>
  tariffAt(tariffs, entryAt) ?? SHIPPED_TARIFF

/** What a stay would cost if it ended now: a pure function of entry, exit, class and the tariff at entry. */
export function feeOf(
  stay: Pick<Stay, 'enteredAt' | 'purposeClass' | 'officialUntil'>,
  exitAt: number,
  settings: Settings,
): number {
  const tariff = tariffOf(settings, stay.enteredAt)
  const { purposeClass, officialUntil, enteredAt } = stay
  return parkingFee({
    entryAt: enteredAt,
    exitAt: Math.max(exitAt, enteredAt),
    purposeClass,
    officialUntil,
    tariff,
  }).fen
}

export const dueOf = (stay: Pick<Stay, '_id' | 'campusId' | 'campusName'>, fen: number) => ({
  stayId: stay._id,
  campusId: stay.campusId,
  campusName: stay.campusName,
  fen,
})
