import type { Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { isCompared } from '../../../miniprogram/domain/gate/decision'
import { type GateAnswer } from '../../../miniprogram/domain/gate/rules'
import { gateSentence, reasonSentence } from '../../../miniprogram/locales/zh/gate'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { formatMoney } from '../../../miniprogram/domain/values/money'
import { applyPassage } from '../../../miniprogram/domain/gate/presence'
import { closedToVehicles } from '../../../miniprogram/domain/vehicle/traffic-control'
import type { Transaction } from '../../platform/database'
import type { Gate } from '../../stores/campus'
import { addPassageIn, DECIDED_HERE, loadPassageIn, passageOfStep } from '../../stores/passages'
import { recordId, requestKey } from '../../stores/requests'
import { loadSettings, type Settings } from '../../stores/settings'
import { currentControls } from '../../stores/traffic-controls'
import { saveVisitIn, type StoredCompanion, type Visit } from '../../stores/visits'
import { onceUnder } from '../context'
import { vehiclePassesIn } from '../parking/parking'
import { keyOwner, ownGate, type GateCall } from './actor'
import { readCode, type Presented, type ReadCode } from './read-code'
import { knownIn, ruleAt, type Known } from './rule'

/** What one check answers; a guard reads it out, a device acts on it. */
export type Checked = Output<'gate.check'>

/** Everything one check at a gate is about. */
interface Check {
  call: GateCall
  presented: Presented
  gate: Gate
  /** The gate is closed to vehicles now. */
  closed: boolean
  settings: Settings
  code: ReadCode
}

/**
 * Decides and records one check at a gate of the actor's, allowed or not (spec 5.1): the same rules for a guard's phone
 * and for a device. The same event id gets the same answer.
 */
export async function checkAtGate(call: GateCall, presented: Presented): Promise<Checked> {
  const { actor, action, eventId, now } = call
  const gate = await ownGate(actor, presented.gateId)
  const [read, settings, controls] = await Promise.all([
    readCode(presented, call),
    loadSettings(),
    currentControls(now),
  ])
  const code = sureOf(read, presented, settings)
  const closed = closedToVehicles(controls, gate._id, now)
  const check: Check = { call, presented, gate, closed, settings, code }
  return onceUnder(requestKey(keyOwner(actor), eventId), { action, now }, (tx) => decideIn(tx, check))
}

/** What the hardware isn't sure enough of was not read: somebody has to look (config `gateConfidence`). */
function sureOf(read: ReadCode, { confidence = 1 }: Presented, { gateConfidence }: Settings): ReadCode {
  const least = read.way === 'face' ? gateConfidence.face : gateConfidence.plate
  return confidence >= least ? read : { way: read.way, visitId: null, reason: 'LOW_CONFIDENCE', plate: null }
}

async function decideIn(tx: Transaction, check: Check): Promise<Checked> {
  const { call, presented, gate, closed, code } = check
  const known = await knownIn(tx, code, presented, call.today)
  const gateContext = {
    gate: { ...gate, closed },
    direction: presented.direction,
    opens: call.actor.opens,
    today: call.today,
  }
  const ruled = ruleAt(gateContext, code, known, presented.inVehicle === true)
  const answer = overridden(await replayedIn(tx, check, ruled), presented.override)
  const passageId = passageIdOf(check, answer)
  const fee = await recordIn(tx, check, known, answer, passageId)
  return {
    allowed: answer.allowed,
    reason: answer.reason,
    ...gateSentence(answer, presented.direction, known.visit, call.today),
    hint: answer.hint == null ? null : reasonSentence(answer.hint),
    fee,
    visit:
      known.visit === null
        ? null
        : visitorAtGate(known.visit, known.companion, isCompared(answer.allowed, answer.reason)),
    at: call.now,
    passageId,
  }
}

/**
 * One step of a pass lets in once and out once, at whichever gate: the passage it opened has an id made of them, so
 * that two gates at the same moment collide in the database and the second finds it used.
 */
async function replayedIn(tx: Transaction, check: Check, answer: GateAnswer): Promise<GateAnswer> {
  const used = usedId(check)
  if (!answer.allowed || used === null || (await loadPassageIn(tx, used)) === null) return answer
  return { allowed: false, reason: 'REPLAYED', onFootOnly: false }
}

const usedId = ({ code, presented }: Check): string | null =>
  code.visitId !== null && code.step !== null
    ? passageOfStep(code.visitId, code.step, presented.direction)
    : null

/** Refusals and overrides have a record of their own, each; only who passes by a step uses it up. */
function passageIdOf(check: Check, { allowed, reason }: GateAnswer): string {
  const { actor, eventId } = check.call
  const own = recordId(keyOwner(actor), eventId)
  return allowed && reason !== 'OVERRIDE' ? (usedId(check) ?? own) : own
}

/** A guard may let pass what the rules refuse, with a reason; never somebody on the blacklist (spec 5.1, 5.4). */
function overridden(answer: GateAnswer, override: string | undefined): GateAnswer {
  if (override === undefined || answer.allowed) return answer
  if (override.trim() === '') throw new DomainError('OVERRIDE_REASON_REQUIRED')
  if (answer.reason === 'BLACKLIST') throw new DomainError('OVERRIDE_REFUSED')
  return { allowed: true, reason: 'OVERRIDE', onFootOnly: false, hint: answer.reason }
}

/**
 * Writes the passage and, when somebody passes, what it changes: the visit (a revocation at the same moment collides
 * with it instead of slipping past; the first entry ends the right to cancel) and the vehicle's stay. Answers the fee.
 */
async function recordIn(
  tx: Transaction,
  check: Check,
  { visit, companion, vehicle }: Known,
  answer: GateAnswer,
  passageId: string,
): Promise<Checked['fee']> {
  const { call, presented, gate, code, settings } = check
  const { direction } = presented
  const { kind, id, name } = call.actor
  await addPassageIn(tx, {
    _id: passageId,
    visitId: visit?._id ?? '',
    gateId: gate._id,
    gateName: gate.name,
    campusId: gate.campusId,
    direction,
    way: code.way,
    at: call.now,
    allowed: answer.allowed,
    reason: answer.reason,
    override: answer.reason === 'OVERRIDE' ? (presented.override ?? '').trim().slice(0, 200) : null,
    purposeMismatch: false,
    by: { kind, id, name },
    ...DECIDED_HERE,
    name: visit === null ? '' : maskName((companion ?? visit).name),
    plate: vehicle?.plate ?? visit?.plate ?? null,
  })
  if (!answer.allowed) return null
  const { name: gateName, campusId } = gate
  // Of the visit it is known whether anybody may still be inside: a companion who leaves doesn't take the others along.
  const moves = companion === null || direction === 'in'
  if (visit !== null)
    await saveVisitIn(tx, moves ? applyPassage(visit, { direction, campusId, at: call.now }) : visit)
  if (vehicle === null) return null

  const movement = { at: call.now, direction, passageId, gateName, byName: name }
  const reason = (presented.override ?? '').trim()
  const pass = { plate: vehicle.plate, visit, gate, movement, toldAt: call.now, reason }
  const left = await vehiclePassesIn(tx, vehicle.calendar, pass, settings)
  return left === null ? null : { fen: left.fen, text: formatMoney(left.fen), stayId: left.stayId }
}

const visitorAtGate = (visit: Visit, companion: StoredCompanion | null, compared: boolean) => ({
  id: visit._id,
  name: maskName((companion ?? visit).name),
  plate: visit.plate,
  unitName: visit.unitName,
  firstDay: visit.firstDay,
  lastDay: visit.lastDay,
  headCount: 1 + visit.companions.length,
  vip: visit.vip,
  photo: compared && companion === null && visit.face?.file != null,
})
