import type { Input, Output } from '../../../contract'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { Refusal } from '../../../miniprogram/domain/errors'
import type { GateReason } from '../../../miniprogram/domain/gate/rules'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import { passed } from '../../../miniprogram/domain/gate/presence'
import { closedToVehicles } from '../../../miniprogram/domain/vehicle/traffic-control'
import { stateAt } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import type { Gate } from '../../stores/campus'
import { addPassageIn, loadPassageIn, passageOfStep } from '../../stores/passages'
import { earlierReplyIn, keepReplyIn, recordId, requestKey } from '../../stores/requests'
import type { Settings } from '../../stores/settings'
import type { StoredControl } from '../../stores/traffic-controls'
import { saveVisitIn } from '../../stores/visits'
import { vehiclePassesIn } from '../parking/parking'
import { keyOwner, type GateCall } from './actor'
import type { Checked } from './check'
import type { ReadCode } from './read-code'
import { knownIn, ruleAt, type Known } from './rule'

export type OfflinePassage = Input<'gate.deliver'>['events'][number]
export type Delivered = Output<'gate.deliver'>['rows'][number]

/** What all passages of one delivery are judged by. */
export interface Delivery {
  call: Omit<GateCall, 'eventId'>
  settings: Settings
  controls: StoredControl[]
}

/** One passage with its time by the server's clock. */
export interface Told {
  event: OfflinePassage
  /** Epoch milliseconds. */
  at: number
  clockOffset: number
}

/**
 * Records one passage that was decided without a network, once. Its reply stands under the id of the check itself, so
 * that a check which was under way for long and arrives after its delivery is not recorded beside it.
 */
export async function recordToldIn(
  tx: Transaction,
  delivery: Delivery,
  told: Told,
  gate: Gate,
): Promise<Delivered> {
  const { eventId, allowed } = told.event
  const { actor, action, now } = delivery.call
  const owner = keyOwner(actor)
  let key = requestKey(owner, eventId)
  let earlier = await earlierReplyIn(tx, key)
  if (earlier !== null && CHECKS.includes(earlier.action)) {
    const checked = earlier.reply as Checked
    // Only the reply was lost: it stands as the server decided it.
    if (checked.allowed || !allowed)
      return { eventId, passageId: checked.passageId, conflict: null, refusal: null }
    // The server refused and the guard, who didn't hear of it, let pass: one more passage, with a reply of its own.
    key = requestKey(owner, `offline:${eventId}`)
    earlier = await earlierReplyIn(tx, key)
  }
  if (earlier !== null) {
    if (earlier.action !== action) throw new Refusal('BAD_REQUEST')
    return earlier.reply as Delivered
  }
  const delivered = await recordIn(tx, delivery, told, gate)
  await keepReplyIn(tx, key, action, delivered, now)
  return delivered
}

/** Actions whose reply is that of `checkAtGate`. */
const CHECKS: readonly string[] = ['gate.admit', 'verify', 'override']

async function recordIn(tx: Transaction, delivery: Delivery, told: Told, gate: Gate): Promise<Delivered> {
  const { event, at } = told
  const owner = keyOwner(delivery.call.actor)
  const plate = event.plate === null ? null : normalisePlate(event.plate)
  const known = await knownIn(tx, { visitId: event.visitId, plate }, event, dayOf(at))
  const used = stepId(event)
  const replayed = used !== null && (await loadPassageIn(tx, used)) !== null
  const conflict = event.allowed ? conflictOf(delivery, told, gate, known, replayed) : null
  const passageId =
    used !== null && event.allowed && !replayed ? used : recordId(owner, `offline:${event.eventId}`)
  await addPassageIn(tx, passageOf(delivery, told, gate, known, conflict, passageId))
  if (event.allowed) await passIn(tx, delivery, told, gate, known, passageId)
  return { eventId: event.eventId, passageId, conflict, refusal: null }
}

const stepId = ({ visitId, step, direction }: OfflinePassage): string | null =>
  visitId === null || step === null ? null : passageOfStep(visitId, step, direction)

/** What the server would have said at that time, by what it knows now; null when it would have let pass. */
function conflictOf(
  { controls }: Delivery,
  { event, at }: Told,
  gate: Gate,
  known: Known,
  replayed: boolean,
): GateReason | null {
  if (replayed) return 'REPLAYED'
  const { direction, way, visitId, step, override } = event
  const place = {
    gate: { ...gate, closed: closedToVehicles(controls, gate._id, at) },
    direction,
    // It went through, whatever the lane was meant for.
    opens: 'both' as const,
    today: dayOf(at),
  }
  const code: ReadCode =
    visitId === null
      ? { way, visitId, reason: 'NOT_FOUND', plate: null }
      : { way, visitId, step, plate: null }
  const answer = ruleAt(place, code, asOf(known, at), event.riding === true)
  if (answer.allowed) return null
  // A guard may let pass what the rules refuse, never somebody on the blacklist (spec 5.1, 5.4).
  return override === null || answer.reason === 'BLACKLIST' ? answer.reason : null
}

/** The visit as it stood then. Where the vehicle was and what it owed then is told by its movements, not held against it. */
const asOf = ({ visit, vehicle, ...known }: Known, at: number): Known => ({
  ...known,
  visit: visit === null ? null : { ...visit, state: stateAt(visit, at) },
  vehicle:
    vehicle === null ? null : { ...vehicle, calendar: { ...vehicle.calendar, inside: null, dues: [] } },
})

function passageOf(
  { call }: Delivery,
  { event, at, clockOffset }: Told,
  gate: Gate,
  { visit, vehicle }: Known,
  conflict: GateReason | null,
  _id: string,
): Parameters<typeof addPassageIn>[1] {
  const { kind, id, name } = call.actor
  return {
    _id,
    visitId: visit?._id ?? '',
    gateId: gate._id,
    gateName: gate.name,
    campusId: gate.campusId,
    direction: event.direction,
    way: event.way,
    at,
    allowed: event.allowed,
    reason: event.reason,
    override: event.override === null ? null : event.override.trim().slice(0, 200),
    purposeMisfit: false,
    by: { kind, id, name },
    offline: { deliveredAt: call.now, clockAt: event.at, clockOffset },
    conflict,
    name: visit === null ? '' : maskName(visit.name),
    plate: vehicle?.plate ?? visit?.plate ?? null,
  }
}

async function passIn(
  tx: Transaction,
  { call, settings }: Delivery,
  { event, at }: Told,
  gate: Gate,
  { visit, vehicle }: Known,
  passageId: string,
): Promise<void> {
  const { direction } = event
  const { name: gateName, campusId } = gate
  if (visit !== null) await saveVisitIn(tx, passed(visit, { direction, campusId, at }))
  if (vehicle === null) return
  const movement = { at, direction, passageId, gateName, byName: call.actor.name }
  const reason = event.override?.trim() || '补录的通行记录：此前已离校'
  const pass = { plate: vehicle.plate, visit, gate, movement, toldAt: call.now, reason }
  await vehiclePassesIn(tx, vehicle.calendar, pass, settings)
}
