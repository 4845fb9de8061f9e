import type { Input, Output } from '../../../contract'
import { dayOf } from '../../../miniprogram/domain/days'
import { isRefusalCode, Refusal } from '../../../miniprogram/domain/errors'
import type { GateReason } from '../../../miniprogram/domain/gate-rules'
import { maskName } from '../../../miniprogram/domain/masking'
import { normalisePlate } from '../../../miniprogram/domain/plates'
import { passed } from '../../../miniprogram/domain/presence'
import { closedToVehicles } from '../../../miniprogram/domain/traffic-control'
import { stateAt } from '../../../miniprogram/domain/visit'
import type { Transaction } from '../../platform/database'
import { loadGate, type Gate } from '../../stores/campus'
import { addPassageIn, loadPassageIn, passageOfStep } from '../../stores/passages'
import { earlierReplyIn, recordId, requestKey } from '../../stores/requests'
import { loadSettings, type Settings } from '../../stores/settings'
import { currentControls, type StoredControl } from '../../stores/traffic-controls'
import { saveVisitIn } from '../../stores/visits'
import { onceUnder } from '../context'
import { vehiclePassesIn } from '../parking'
import { keyOwner, type GateCall } from './actor'
import type { Checked } from './check'
import type { ReadCode } from './read-code'
import { knownIn, ruleAt, type Known } from './rule'

export type OfflinePassage = Input<'gate.deliver'>['events'][number]
export type Delivered = Output<'gate.deliver'>['rows'][number]

/** Older ones say more about a clock or a device than about who passed. */
const OLDEST_MS = 31 * 24 * 3_600_000
/** Passages of different visitors don't wait for each other. */
const AT_ONCE = 6

/** What all passages of one delivery are judged by. */
interface Delivery {
  call: Omit<GateCall, 'eventId'>
  settings: Settings
  controls: StoredControl[]
}

/** One passage with its time by the server's clock. */
interface Told {
  event: OfflinePassage
  /** Epoch milliseconds. */
  at: number
  clockOffset: number
}

/**
 * Records passages that were decided without a network (spec 5.1), each exactly once by its event id, in whatever order
 * they come. Each changes the visit and the vehicle's stay as of its own time and never undoes what is newer. What the
 * server would have refused is recorded as it happened, with a mark for the office. Answers in the order of `events`.
 */
export async function backfill(
  call: Omit<GateCall, 'eventId'>,
  sentAt: number,
  events: readonly OfflinePassage[],
): Promise<Delivered[]> {
  const told = events.map((event) => toldBy(event, sentAt, call.now))
  const earliest = Math.min(...told.map(({ at }) => at))
  const [settings, controls] = await Promise.all([loadSettings(), currentControls(earliest)])
  const delivery: Delivery = { call, settings, controls }
  const answers = new Map<OfflinePassage, Delivered>()
  const waiting = bySubject(told)
  const work = async (): Promise<void> => {
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop())
      for (const each of group) answers.set(each.event, await recordOne(delivery, each))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return events.map((event) => answers.get(event) as Delivered)
}

/** The time by the server's clock; nothing happened in the future. */
function toldBy(event: OfflinePassage, sentAt: number, now: number): Told {
  const clockOffset = event.offset ?? now - sentAt
  return { event, clockOffset, at: Math.max(0, Math.min(event.at + clockOffset, now)) }
}

/** One visitor's or vehicle's passages together, in the order of their times. */
function bySubject(told: readonly Told[]): Told[][] {
  const groups = new Map<string, Told[]>()
  for (const each of told) {
    const { plate, visitId, eventId } = each.event
    const subject = plate ?? visitId ?? eventId
    groups.set(subject, [...(groups.get(subject) ?? []), each])
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.at - b.at))
}

async function recordOne(delivery: Delivery, told: Told): Promise<Delivered> {
  const { eventId } = told.event
  const { actor, action, now } = delivery.call
  try {
    const gate = await knownGate(delivery, told)
    return await onceUnder(requestKey(keyOwner(actor), `offline:${eventId}`), { action, now }, (tx) =>
      recordIn(tx, delivery, told, gate),
    )
  } catch (error) {
    // A database that is busy may succeed at the next delivery: the whole batch is tried again.
    if (!(error instanceof Refusal) || !isRefusalCode(error.code) || error.code === 'BUSY') throw error
    return {
      eventId,
      passageId: null,
      conflict: null,
      refusal: { code: error.code, message: error.message },
    }
  }
}

/** A gate of the actor's, also one that has been closed since. */
async function knownGate({ call }: Delivery, { event, at }: Told): Promise<Gate> {
  const gate = call.actor.gateIds.includes(event.gateId) ? await loadGate(event.gateId) : null
  if (gate === null) throw new Refusal('WRONG_GATE_ACCOUNT')
  if (at < call.now - OLDEST_MS) throw new Refusal('PASSAGE_TIME')
  return gate
}

async function recordIn(tx: Transaction, delivery: Delivery, told: Told, gate: Gate): Promise<Delivered> {
  const { event, at } = told
  const owner = keyOwner(delivery.call.actor)
  const checked = await checkedOnlineIn(tx, owner, event.eventId)
  // The reply was lost, not the check: it stands as the server decided it.
  if (checked !== null && (checked.allowed || !event.allowed))
    return { eventId: event.eventId, passageId: checked.passageId, conflict: null, refusal: null }

  const plate = event.plate === null ? null : normalisePlate(event.plate)
  const known = await knownIn(tx, { visitId: event.visitId, plate }, {}, dayOf(at))
  const used = stepId(event)
  const replayed = used !== null && (await loadPassageIn(tx, used)) !== null
  const conflict = event.allowed ? conflictOf(delivery, told, gate, known, replayed) : null
  const passageId =
    used !== null && event.allowed && !replayed ? used : recordId(owner, `offline:${event.eventId}`)
  await addPassageIn(tx, passageOf(delivery, told, gate, known, conflict, passageId))
  if (event.allowed) await passIn(tx, delivery, told, gate, known, passageId)
  return { eventId: event.eventId, passageId, conflict, refusal: null }
}

/** The answer the server gave under this event id although it never arrived; null when it wasn't asked. */
async function checkedOnlineIn(tx: Transaction, owner: string, eventId: string): Promise<Checked | null> {
  const earlier = await earlierReplyIn(tx, requestKey(owner, eventId))
  return earlier !== null && CHECKS.includes(earlier.action) ? (earlier.reply as Checked) : null
}

/** Actions whose reply is that of `checkAtGate`. */
const CHECKS: readonly string[] = ['gate.admit', 'verify']

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
  const answer = ruleAt(place, code, asOf(known, at), false)
  if (answer.allowed) return null
  // A guard may let pass what the rules refuse, never somebody on the blacklist (spec 5.1, 5.4).
  return override === null || answer.reason === 'BLACKLIST' ? answer.reason : null
}

/** The visit as it stood then. Where the vehicle was and what it owed then is told by its movements, not held against it. */
const asOf = ({ visit, blocked, vehicle }: Known, at: number): Known => ({
  visit: visit === null ? null : { ...visit, state: stateAt(visit, at) },
  blocked,
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
