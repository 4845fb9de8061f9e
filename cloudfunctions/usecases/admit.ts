import type { Input, Output } from '../../contract'
import { blockedOn } from '../../miniprogram/domain/booking-refusals'
import { Refusal } from '../../miniprogram/domain/errors'
import {
  answerAtGate,
  gateSentence,
  reasonSentence,
  refused,
  type GateAnswer,
} from '../../miniprogram/domain/gate-rules'
import { maskName } from '../../miniprogram/domain/masking'
import { formatMoney } from '../../miniprogram/domain/parking/money'
import { closedToVehicles } from '../../miniprogram/domain/traffic-control'
import { answerVehicleAtGate } from '../../miniprogram/domain/vehicle-rules'
import type { Transaction } from '../platform/database'
import { lookupHash } from '../platform/sealing'
import {
  calendarIds,
  loadCalendarIn,
  loadCalendarsIn,
  plateCalendarId,
  type Calendar,
} from '../stores/calendars'
import { loadGate, type Gate } from '../stores/campus'
import { addPassageIn, listPassages, loadPassageIn } from '../stores/passages'
import { recordId } from '../stores/requests'
import { loadSettings, type Settings } from '../stores/settings'
import { currentControls } from '../stores/traffic-controls'
import { loadVisitIn, saveVisitIn, type Visit } from '../stores/visits'
import { once, type Context } from './context'
import { endUnseenIn, enterIn, leaveIn } from './parking'
import { readCode, type ReadCode } from './read-code'
import { passageView } from './views'

type AdmitInput = Input<'gate.admit'>

/** Everything one check at a gate is about. */
interface Check {
  context: Context
  input: AdmitInput
  gate: Gate
  /** The gate is closed to vehicles now. */
  closed: boolean
  settings: Settings
  code: ReadCode
  passageId: string
}

/** What the records say, read inside the transaction that decides. */
interface Known {
  visit: Visit | null
  /** The ID, the phone, or the plate that passes is on the blacklist today. */
  blocked: boolean
  /** Of the plate that passes; null on foot. */
  vehicle: { plate: string; calendar: Calendar } | null
}

/** A guard checks a visitor at an own gate; the answer is recorded, allowed or not (spec 5.1). */
export async function admit(context: Context, input: AdmitInput): Promise<Output<'gate.admit'>> {
  const gate = await ownGate(context, input.gateId)
  const [code, settings, controls] = await Promise.all([
    readCode(context, input),
    loadSettings(),
    currentControls(context.now),
  ])
  const closed = closedToVehicles(controls, gate._id, context.now)
  const check: Check = {
    context,
    input,
    gate,
    closed,
    settings,
    code,
    passageId: passageIdOf(context, input, code),
  }
  return once(context, (tx) => decideIn(tx, check))
}

/** The last checks at an own gate, latest first. */
export async function recentPassages(
  context: Context,
  { gateId, cursor }: Input<'gate.recent'>,
): Promise<Output<'gate.recent'>> {
  const gate = await ownGate(context, gateId)
  const page = await listPassages(gate._id, cursor)
  const rows = page.rows.map((passage) => ({
    ...passageView(passage),
    name: passage.name,
    plate: passage.plate,
  }))
  return { rows, next: page.next }
}

/** A guard marks that what they saw doesn't fit the purpose; the office finds it with the passage (spec 1). */
export async function markMisfit(
  context: Context,
  { gateId, passageId }: Input<'gate.markMisfit'>,
): Promise<Output<'gate.markMisfit'>> {
  const gate = await ownGate(context, gateId)
  return once(context, async (tx) => {
    const passage = await loadPassageIn(tx, passageId)
    if (passage === null || passage.gateId !== gate._id) throw new Refusal('NOT_FOUND')
    await addPassageIn(tx, { ...passage, purposeMisfit: true })
    return { passageId }
  })
}

async function ownGate(context: Context, gateId: string): Promise<Gate> {
  const gate = context.guard?.gateIds.includes(gateId) === true ? await loadGate(gateId) : null
  if (gate === null || !gate.active) throw new Refusal('WRONG_GATE_ACCOUNT')
  return gate
}

/**
 * The same code at the same gate in the same direction makes the same record: a second time it is a replay. An
 * override has a record of its own, beside that of the refusal it overrides.
 */
function passageIdOf(context: Context, input: AdmitInput, code: ReadCode): string {
  return code.visitId !== null && code.step !== null && input.override === undefined
    ? lookupHash('passage', [code.visitId, input.gateId, input.direction, code.step].join(':'))
    : recordId(context.openid, context.requestId)
}

async function decideIn(tx: Transaction, check: Check): Promise<Output<'gate.admit'>> {
  const { context, input, passageId } = check
  const known = await knownIn(tx, check)
  const ruled = await ruleIn(tx, check, known)
  const answer = overridden(ruled, input.override)
  const repeated = answer.reason === 'REPLAYED'
  const fee = repeated ? null : await recordIn(tx, check, known, answer)
  return {
    allowed: answer.allowed,
    reason: answer.reason,
    ...gateSentence(answer, input.direction, known.visit, context.today),
    hint: answer.hint == null ? null : reasonSentence(answer.hint),
    fee,
    visit: known.visit === null ? null : visitorAtGate(known.visit),
    at: context.now,
    passageId: repeated ? null : passageId,
  }
}

async function knownIn(tx: Transaction, { context, input, code }: Check): Promise<Known> {
  const visit = code.visitId === null ? null : await loadVisitIn(tx, code.visitId)
  const calendars = visit === null ? [] : await loadCalendarsIn(tx, calendarIds(visit))
  const plate = input.riding === true ? (code.plate ?? visit?.plate ?? null) : code.plate
  const vehicle =
    plate === null ? null : { plate, calendar: await loadCalendarIn(tx, plateCalendarId(plate)) }
  const concerned = vehicle === null ? calendars : [...calendars, vehicle.calendar]
  const blocked = concerned.some((calendar) => blockedOn(calendar.blocks, context.today))
  return { visit, blocked, vehicle }
}

/** What the rules say, before a guard's override. */
async function ruleIn(tx: Transaction, check: Check, known: Known): Promise<GateAnswer> {
  const { context, input, gate, closed, code, passageId } = check
  const visit = known.visit === null ? null : { ...known.visit, blocked: known.blocked }
  const riding = known.vehicle !== null || input.riding === true
  if (code.visitId === null && code.reason !== 'NOT_FOUND') return refused(code.reason)
  if (known.blocked && input.direction === 'in') return refused('BLACKLISTED')
  // A known plate goes out without a booking; who can't be told apart from anybody isn't let out unseen.
  if (visit === null && !(known.vehicle !== null && input.direction === 'out')) return refused('NOT_FOUND')

  // A pass given by phone names its gates (spec 5.6); leaving is free everywhere.
  if (visit?.gateIds && input.direction === 'in' && !visit.gateIds.includes(gate._id))
    return refused('WRONG_GATE')
  const answer = riding
    ? answerVehicleAtGate(
        { visit, inside: known.vehicle?.calendar.inside ?? null, dues: known.vehicle?.calendar.dues ?? [] },
        { ...gate, closed },
        input.direction,
        context.today,
      )
    : visit === null
      ? refused('NOT_FOUND')
      : answerAtGate(visit, gate, input.direction, context.today)
  if (answer.allowed && (await loadPassageIn(tx, passageId))?.allowed === true) return refused('REPLAYED')
  return riding || visit === null ? answer : { ...answer, hint: presenceHint(visit, input.direction) }
}

/** For people no more than a hint: somebody may have left unseen (spec 5.1). */
const presenceHint = (visit: Visit, direction: AdmitInput['direction']): GateAnswer['hint'] =>
  direction === 'in'
    ? visit.lastDirection === 'in'
      ? 'ALREADY_INSIDE'
      : null
    : visit.lastDirection === 'in'
      ? null
      : 'NOT_INSIDE'

/** A guard may let pass what the rules refuse, with a reason; never somebody on the blacklist (spec 5.1, 5.4). */
function overridden(answer: GateAnswer, override: string | undefined): GateAnswer {
  if (override === undefined || answer.allowed) return answer
  if (override.trim() === '') throw new Refusal('OVERRIDE_REASON_REQUIRED')
  if (answer.reason === 'BLACKLISTED') throw new Refusal('OVERRIDE_REFUSED')
  return { allowed: true, reason: 'OVERRIDE', onFootOnly: false, hint: answer.reason }
}

/**
 * Writes the passage and, when somebody passes, what it changes: the visit (a revocation at the same moment collides
 * with it instead of slipping past; the first entry ends the right to cancel) and the vehicle's stay. Answers the fee.
 */
async function recordIn(
  tx: Transaction,
  check: Check,
  { visit, vehicle }: Known,
  answer: GateAnswer,
): Promise<Output<'gate.admit'>['fee']> {
  const { context, input, gate, code, passageId, settings } = check
  const { direction } = input
  await addPassageIn(tx, {
    _id: passageId,
    visitId: visit?._id ?? '',
    gateId: gate._id,
    gateName: gate.name,
    campusId: gate.campusId,
    direction,
    way: code.way,
    at: context.now,
    allowed: answer.allowed,
    reason: answer.reason,
    override: answer.reason === 'OVERRIDE' ? (input.override ?? '').trim().slice(0, 200) : null,
    purposeMisfit: false,
    guard: context.openid,
    name: visit === null ? '' : maskName(visit.name),
    plate: vehicle?.plate ?? visit?.plate ?? null,
  })
  if (!answer.allowed) return null
  if (visit !== null) await saveVisitIn(tx, passed(visit, direction, gate, context.now))
  if (vehicle === null) return null

  const at = { gate, byName: context.guard?.name ?? '', now: context.now }
  if (direction === 'out') {
    const left = await leaveIn(tx, vehicle.calendar, settings, at)
    return left === null ? null : { fen: left.fen, text: formatMoney(left.fen), stayId: left.stayId }
  }
  const reason = (input.override ?? '').trim()
  await endUnseenIn(tx, vehicle.calendar, reason, at)
  await enterIn(tx, vehicle.calendar, passageId, vehicle.plate, visit, settings, at)
  return null
}

const passed = (visit: Visit, direction: AdmitInput['direction'], gate: Gate, now: number): Visit => ({
  ...visit,
  firstEntryAt: direction === 'in' ? (visit.firstEntryAt ?? now) : visit.firstEntryAt,
  lastPassageAt: now,
  lastDirection: direction,
  insideCampusId: direction === 'in' ? gate.campusId : null,
})

const visitorAtGate = (visit: Visit) => ({
  id: visit._id,
  name: maskName(visit.name),
  plate: visit.plate,
  unitName: visit.unitName,
  firstDay: visit.firstDay,
  lastDay: visit.lastDay,
  headCount: 1 + visit.companions.length,
})
