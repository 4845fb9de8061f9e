import { overrideReason } from '../../../miniprogram/domain/gate/override'
import { stoodThen } from '../../../miniprogram/domain/account/former-gates'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { decideAtGate } from '../../../miniprogram/domain/gate/decide'
import { onceOf } from '../../../miniprogram/domain/gate/memory'
import type { BookingFacts, GateContext, GateFacts } from '../../../miniprogram/domain/gate/facts'
import { mayOverride, type GateReason } from '../../../miniprogram/domain/gate/reasons'
import { UNKNOWN } from '../../../miniprogram/domain/values/known'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import { closedToVehicles } from '../../../miniprogram/domain/vehicle/traffic-control'
import { stateAt } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { loadCalendarIn, plateCalendarId } from '../../stores/calendars'
import type { Gate } from '../../stores/campus'
import { addPassageIn, type Conflict } from '../../stores/passages'
import { contentOf } from '../../platform/canonical'
import { recordId } from '../../platform/replies'
import type { ItemOfWork } from '../../platform/unit-of-work'
import { vehiclePassesIn } from '../parking/parking'
import type { Visit } from '../../stores/visits'
import { laneOf, type GateCall } from './actor'
import { earlierCheckIn } from './earlier-check'
import { savePassedIn } from './passed'
import type { ReadCode } from './read-code'
import { readPlatesIn } from './read-plates'
import { factsOfRecords, recordsIn, type Records } from './record-facts'
import {
  offlineMark,
  type LatePassage,
  type OfflinePassage,
  type Upload,
  type UploadedPassage,
} from './late-passage'
import { turnBackIn } from './turn-back'
import { recordLatePassageWords } from '../../../miniprogram/locales/zh/record-late-passage'

/**
 * Records one passage that was decided without a network, once. Its reply stands under the id of the check itself, so
 * that a check which was under way for long and arrives after its upload is not recorded beside it. Where the id was used
 * for another event, or the gate did otherwise than the server had answered, it stands under a key of its own: what is told
 * happened, and is never lost.
 */
export async function recordLatePassageIn(
  { tx, earlier, keep }: ItemOfWork,
  upload: Upload,
  latePassage: LatePassage,
  gate: Gate,
): Promise<UploadedPassage> {
  const { call } = upload
  const { eventId, allowed, direction } = latePassage.event
  const content = contentOfPassage(latePassage.event)
  const first = await earlier(eventId)
  if (first === null) {
    const recorded = await recordIn(tx, upload, latePassage, gate, eventId)
    await keep(eventId, content, recorded)
    return recorded
  }
  if (first.action === call.by.action && first.content === content) return first.reply as UploadedPassage
  const check = await earlierCheckIn(tx, first, call.actor, latePassage, gate)
  // Only the reply was lost: it stands as the server decided it. Who was let out is outside, whatever the gate said then.
  if (check !== null && (check.allowed === allowed || (!allowed && direction === 'out')))
    return { eventId, passageId: check.passageId, conflict: null, refusal: null }
  const key = `${eventId}:${content}`
  const answered = await earlier(key)
  if (answered !== null) return answered.reply as UploadedPassage
  // Refused by the server and let pass by the guard it is one more passage; the other way round there was none.
  const letIn = check?.passage?.allowed === true ? check.passage : null
  const conflict = endedOf(upload, latePassage) ?? 'TAKEN_BACK'
  const turnedBack = letIn === null ? null : await turnBackIn(tx, upload, latePassage, gate, letIn, conflict)
  const uploaded = turnedBack ?? (await recordIn(tx, upload, latePassage, gate, key))
  await keep(key, content, uploaded)
  return uploaded
}

/** Told by who stands there no more. */
const endedOf = ({ call }: Upload, { event, at }: LatePassage): 'ACCOUNT_ENDED' | null =>
  standing(call, event, at) === 'then' ? 'ACCOUNT_ENDED' : null

/** What makes it this passage; how far its clock was off may be known better the second time. */
export const contentOfPassage = ({ offset: _, eventId: __, ...passage }: OfflinePassage): string =>
  contentOf('passage', passage)

/** @param key under which its reply is kept */
async function recordIn(
  tx: Transaction,
  upload: Upload,
  latePassage: LatePassage,
  gate: Gate,
  key: string,
): Promise<UploadedPassage> {
  const { event, at } = latePassage
  const { direction, inVehicle = false } = event
  const context = contextOf(upload, latePassage, gate)
  const code = await codeIn(tx, latePassage, context)
  const records = await recordsIn(tx, code, { gate, direction, inVehicle }, dayOf(at))
  const conflict = event.allowed
    ? (conflictOf(upload, latePassage, context, code, records) ?? endedOf(upload, latePassage))
    : null
  const passes = isPassed(upload.call, event)
  const { opens, used } = records
  const own = recordId(upload.call.by, `offline:${key}`)
  const passageId = opens !== null && passes && !used ? opens : own
  await addPassageIn(tx, passageOf(upload, latePassage, gate, records, conflict, passageId))
  if (passes) await passIn(tx, upload, latePassage, gate, records, passageId)
  return { eventId: event.eventId, passageId, conflict, refusal: null }
}

/**
 * Whether the actor stands at the gate, or stood there when it happened; null: neither. A device is no account that ends: it
 * was moved, and the gate where it stood is found for it.
 */
export function standing(
  { actor, now }: GateCall,
  { gateId }: OfflinePassage,
  at: number,
): 'now' | 'then' | null {
  if (actor.gateIds.includes(gateId) || actor.kind === 'device') return 'now'
  return stoodThen(actor.former ?? [], gateId, at, now) ? 'then' : null
}

/**
 * Whether somebody is elsewhere by it. Nobody leaves by a lane that only goes in: who is inside stays on the list for an
 * emergency, and on the booking's head count, until a gate that sees people out tells so.
 */
export function isPassed(
  { actor }: GateCall,
  { allowed, direction, gateId, override }: OfflinePassage,
): boolean {
  const { opens, overridden } = laneOf(actor, gateId, override)
  return allowed && (direction === 'in' || opens !== 'in' || overridden)
}

/** What was read then. */
function codeOf({ way, visitId, step, plate: typed }: OfflinePassage): ReadCode {
  const plate = typed === null ? null : normalisePlate(typed)
  return visitId === null
    ? { way, visitId, reason: 'NOT_FOUND', plate }
    : { way, visitId, step: onceOf(way, step), plate }
}

/**
 * The same, with what only the records say of a car (docs/decisions/0015): by which booking it came in, and one that the list
 * at the gate didn't have.
 */
async function codeIn(tx: Transaction, { event, at }: LatePassage, context: GateContext): Promise<ReadCode> {
  const code = codeOf(event)
  const { direction, way, allowed } = event
  const isKnown = direction === 'in' && code.visitId !== null
  if (way !== 'plate' || code.plate === null || isKnown || !allowed) return code
  const { code: found } = await readPlatesIn(tx, [code.plate], context)
  const { inside } = await loadCalendarIn(tx, plateCalendarId(code.plate))
  if (found.visitId === null) return code
  // By what it came in with since, it didn't leave then.
  if (inside?.visitId === found.visitId) return inside.since <= at ? found : code
  return code.visitId === null ? found : code
}

/** Where and when it happened. */
function contextOf({ call, controls }: Upload, { event, at }: LatePassage, gate: Gate): GateContext {
  const { opens, attended } = laneOf(call.actor, gate._id, event.override)
  const closed = closedToVehicles(controls, gate._id, at)
  return { gateId: gate._id, gate, closed, direction: event.direction, opens, attended, now: at }
}

/**
 * What the server would have said at that time, by what it knows now; null when it would have let pass, or a guard
 * might (spec 5.1), or the attendant of a device that the office trusts with it. Who let a group in without a network wasn't told that one of them must stay outside: that is said
 * whatever the guard's reason was.
 */
function conflictOf(
  { call }: Upload,
  { event, at }: LatePassage,
  context: GateContext,
  code: ReadCode,
  records: Records,
): GateReason | null {
  if (!call.actor.reads.includes(event.way)) return 'GUARD_ONLY'
  const today = dayOf(at)
  const { overridden } = laneOf(call.actor, context.gateId, event.override)
  const facts = asOf(factsOfRecords(records, code, today), records, at)
  const { answer } = decideAtGate(facts, context)
  if (answer.allowed) return null
  if (!overridden || !mayOverride(answer.reason)) return answer.reason
  return answer.refusedCompanions === undefined ? null : 'COMPANION_REFUSED'
}

/**
 * The booking as it stood then; how many of it were inside is known while nothing later is. Where the vehicle was and what
 * it owed then its movements tell, in their own order.
 */
const asOf = ({ booking, vehicle, ...facts }: GateFacts, { visit }: Records, at: number): GateFacts => ({
  ...facts,
  booking: booking === null || visit === null ? null : { ...booking, ...standingAt(booking, visit, at) },
  vehicle: vehicle === null ? null : { inside: UNKNOWN, due: UNKNOWN },
})

const standingAt = (
  { headsInside }: BookingFacts,
  visit: Visit,
  at: number,
): Pick<BookingFacts, 'state' | 'headsInside'> => ({
  state: stateAt(visit, at),
  headsInside: (visit.lastPassageAt ?? 0) <= at ? headsInside : UNKNOWN,
})

function passageOf(
  { call }: Upload,
  latePassage: LatePassage,
  gate: Gate,
  { visit, vehicle }: Records,
  conflict: Conflict | null,
  _id: string,
): Parameters<typeof addPassageIn>[1] {
  const { event, at } = latePassage
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
    override: event.override === null ? null : overrideReason(event.override),
    purposeMismatch: false,
    by: { kind, id, name },
    offline: offlineMark(call, latePassage),
    conflict,
    name: visit === null ? '' : maskName(visit.name),
    plate: vehicle?.plate ?? visit?.plate ?? null,
  }
}

async function passIn(
  tx: Transaction,
  { call, settings }: Upload,
  { event, at }: LatePassage,
  gate: Gate,
  { visit, vehicle }: Records,
  passageId: string,
): Promise<void> {
  const { direction } = event
  const { name: gateName, campusId } = gate
  const group = call.actor.kind === 'guard'
  if (vehicle !== null) {
    const movement = { at, direction, passageId, gateName, byName: call.actor.name }
    const reason = event.override?.trim() || recordLatePassageWords.reason
    const pass = { plate: vehicle.plate, visit, gate, movement, toldAt: call.now, reason }
    await vehiclePassesIn(tx, vehicle.calendar, pass, settings)
  }
  if (visit !== null) await savePassedIn(tx, visit, { direction, campusId, at }, { group }, call.now)
}
