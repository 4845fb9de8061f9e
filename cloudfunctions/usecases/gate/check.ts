import { opensGates } from '../../../miniprogram/domain/face/photo-at-gates'
import type { Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { wayOf } from '../../../miniprogram/domain/gate/credential'
import { decideAtGate } from '../../../miniprogram/domain/gate/decide'
import type { GateContext } from '../../../miniprogram/domain/gate/facts'
import { overrideReason, withOverride } from '../../../miniprogram/domain/gate/override'
import { isCompared } from '../../../miniprogram/domain/gate/reasons'
import { CHECK_REPEATS_MS } from '../../../miniprogram/domain/gate/repeats'
import type { GateAnswer } from '../../../miniprogram/domain/gate/rules'
import { isStanding } from '../../../miniprogram/domain/visit/visit'
import { standingLine } from '../../../miniprogram/locales/zh/standing'
import { gateSentence, reasonSentence } from '../../../miniprogram/locales/zh/gate'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { formatMoney } from '../../../miniprogram/domain/values/money'
import { closedToVehicles } from '../../../miniprogram/domain/vehicle/traffic-control'
import { platesRead } from '../../../miniprogram/domain/gate/readers'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import { ahead } from '../../platform/ahead'
import type { Transaction } from '../../platform/database'
import type { Gate } from '../../stores/campus'
import { plateCalendarId } from '../../stores/calendars'
import { addPassageIn, DECIDED_HERE } from '../../stores/passages'
import { recordId } from '../../platform/replies'
import { change } from '../../platform/unit-of-work'
import { loadSettings, type Settings } from '../../stores/settings'
import { currentControls } from '../../stores/traffic-controls'
import { loadVisit, type StoredCompanion, type Visit } from '../../stores/visits'
import { vehiclePassesIn } from '../parking/parking'
import { laneOf, ownGate, type GateCall } from './actor'
import type { LookUp } from './calendars-ahead'
import { leaveElsewhere, type Leaving } from './leave-elsewhere'
import { headsOnList, savePassedIn } from './passed'
import { readCode, type CheckAsked, type ReadCode } from './read-code'
import { readPlatesIn } from './read-plates'
import { WrongTries } from './wrong-tries'
import { companionOf, factsOfRecords, recordsIn, type Records } from './record-facts'
import { nameOf } from '../visit/views'

/** What one check answers; a guard reads it out, a device acts on it. */
export type Checked = Output<'gate.check'>

/** What one check at a gate is judged by. */
interface Check {
  call: GateCall
  asked: CheckAsked
  gate: Gate
  context: GateContext
  settings: Settings
  /** Whose booking it turned out to be: a guard reads the name in full, the reply that is kept has it masked (spec 9). */
  seen: { visit: Visit | null }
}

/**
 * Decides and records one check at a gate of the actor's, allowed or not (spec 5.1): the same rules for a guard's phone
 * and for a device. The same event id gets the same answer, for as long as a repeat may come.
 */
export async function checkAtGate(call: GateCall, asked: CheckAsked): Promise<Checked> {
  const { actor, by, now } = call
  const gate = ownGate(actor, asked.gateId)
  // What the check is judged by is asked for while the transaction begins.
  const controls = currentControls(now)
  const rules = ahead(Promise.all([gate, loadSettings(), controls]))
  const where = ahead(
    Promise.all([gate, controls]).then(([gate, controls]) => contextOf(call, asked, gate, controls)),
  )
  const read = readCredential(asked, call, where)
  const tries = new WrongTries(call)
  const seen: Check['seen'] = { visit: null }
  const checked = await change({ repliesFor: CHECK_REPEATS_MS, ...by }, async ({ tx }) => {
    const [[gate, settings], context] = await Promise.all([rules, where])
    const check: Check = { call, asked, gate, context, settings, seen }
    if (!isSure(asked, settings)) return decideIn(tx, check, unsure(asked))
    if (read !== null) {
      const code = await read
      await tries.check(code, gate, asked)
      return decideIn(tx, check, code)
    }
    const { code, people } = await readPlatesIn(tx, platesOf(asked), context)
    return decideIn(tx, check, code, people)
  })
  if (asked.direction === 'out' && checked.allowed && checked.visit !== null)
    await leaveElsewhere(call, leavingBy(call, checked.visit.id, checked.at, await gate, await read))
  return actor.kind === 'guard' ? inFull(checked, seen.visit, await read) : checked
}

/** Of a check that comes again only the reply is kept: whose it was is read anew. */
async function inFull(checked: Checked, seen: Visit | null, read: ReadCode | null): Promise<Checked> {
  if (checked.visit === null) return checked
  const visit = seen ?? (await loadVisit(checked.visit.id))
  if (visit === null) return checked
  const companion = read === null ? null : companionOf(visit, read)
  return { ...checked, visit: { ...checked.visit, name: companion?.name ?? nameOf(visit) } }
}

/** The visitor who has left; a companion who leaves alone is on no other booking of the visitor's. */
const leavingBy = (
  { actor }: GateCall,
  visitId: string,
  at: number,
  { campusId }: Gate,
  read: ReadCode | null,
): Leaving[] =>
  read?.companion === undefined ? [{ visitId, at, campusId, group: actor.kind === 'guard' }] : []

const contextOf = (
  { actor, now }: GateCall,
  { direction, override }: CheckAsked,
  gate: Gate,
  controls: Parameters<typeof closedToVehicles>[0],
): GateContext => {
  const { opens, attended } = laneOf(actor, gate._id, override)
  const closed = closedToVehicles(controls, gate._id, now)
  return { gateId: gate._id, gate, closed, direction, opens, attended, now }
}

/**
 * Who may present what (spec 5.1). A short code in a QR code is held up to an unattended reader: the guard at hand can
 * settle it, and nothing is looked up. That a device sends what it can't read is no matter of the visitor's: NOT_ALLOWED.
 * Null for a plate, which is read in the transaction.
 */
function readCredential(
  { credential, direction, inVehicle = false }: CheckAsked,
  call: GateCall,
  where: Promise<GateContext>,
): Promise<ReadCode> | null {
  const way = wayOf(credential)
  if (call.actor.reads.includes(way)) {
    if ('plate' in credential) return null
    const at = ahead(where.then((context) => ({ context, inVehicle })))
    return ahead(readCode(credential, direction, call.now, at))
  }
  if (!('code' in credential) || !call.actor.reads.includes('qr')) throw new DomainError('NOT_ALLOWED')
  return Promise.resolve({ way, visitId: null, reason: 'GUARD_ONLY', plate: null })
}

const platesOf = ({ credential }: CheckAsked): PlateNumber[] =>
  'plate' in credential ? platesRead(credential.plate) : []

/** What the hardware isn't sure enough of was not read: somebody has to look (config `gateConfidence`). */
function isSure({ credential, confidence = 1 }: CheckAsked, { gateConfidence }: Settings): boolean {
  return confidence >= ('face' in credential ? gateConfidence.face : gateConfidence.plate)
}

/** A plate is somebody's though it may be misread; the face that comes nearest is anybody's. */
const unsure = (asked: CheckAsked): ReadCode => ({
  ...{ way: wayOf(asked.credential), visitId: null, reason: 'LOW_CONFIDENCE', plate: null },
  credentialIds: platesOf(asked).map(plateCalendarId),
})

async function decideIn(tx: Transaction, check: Check, code: ReadCode, people?: LookUp): Promise<Checked> {
  const { call, asked, gate, context } = check
  const { direction, inVehicle = false, override } = asked
  const { today } = call
  const overridden = override !== undefined
  const records = await recordsIn(tx, code, { gate, direction, inVehicle, overridden }, today, people)
  check.seen.visit = records.visit
  const decided = decideAtGate(factsOfRecords(records, code, today), context)
  const answer = withOverride(decided.answer, override)
  const passageId = passageIdOf(check, answer, records)
  const { fee, stillInside } = await recordIn(tx, check, code, records, answer, passageId)
  return {
    allowed: answer.allowed,
    reason: answer.reason,
    ...gateSentence(answer, direction, records.visit, today),
    hint: answer.hint == null ? null : reasonSentence(answer.hint),
    fee,
    visit:
      records.visit === null
        ? null
        : {
            ...visitorAtGate(records.visit, records.companion, isCompared(answer.allowed, answer.reason)),
            ...(stillInside === 0 ? {} : { stillInside }),
          },
    at: call.now,
    passageId,
  }
}

/** Refusals and overrides have a record of their own, each; only who passes by a step uses it up. */
function passageIdOf(
  { call }: Check,
  { allowed, reason }: GateAnswer,
  { used, opens }: Pick<Records, 'used' | 'opens'>,
): string {
  const own = recordId(call.by, call.by.requestId)
  return allowed && reason !== 'OVERRIDE' && !used ? (opens ?? own) : own
}

/**
 * Writes the passage and, when somebody passes, what it changes: the visit (a revocation at the same moment collides
 * with it instead of slipping past; the first entry ends the right to cancel) and the vehicle's stay. Answers the fee, and
 * how many of the booking are still inside when somebody of it has left.
 */
async function recordIn(
  tx: Transaction,
  { call, asked, gate, settings }: Check,
  code: ReadCode,
  { visit, companion, vehicle }: Records,
  answer: GateAnswer,
  passageId: string,
): Promise<{ fee: Checked['fee']; stillInside: number }> {
  const { direction } = asked
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
    override: answer.reason === 'OVERRIDE' ? overrideReason(asked.override ?? '') : null,
    purposeMismatch: false,
    by: { kind, id, name },
    ...DECIDED_HERE,
    name: visit === null ? '' : maskName((companion ?? visit).name),
    ...(companion === null ? {} : { companion: true as const }),
    plate: vehicle?.plate ?? visit?.plate ?? null,
  })
  if (!answer.allowed) return { fee: null, stillInside: 0 }
  const { name: gateName, campusId } = gate
  let fee: Checked['fee'] = null
  if (vehicle !== null) {
    const movement = { at: call.now, direction, passageId, gateName, byName: name }
    const reason = (asked.override ?? '').trim()
    const pass = { plate: vehicle.plate, visit, gate, movement, toldAt: call.now, reason }
    const left = await vehiclePassesIn(tx, vehicle.calendar, pass, settings)
    if (left !== null) fee = { fen: left.fen, text: formatMoney(left.fen), stayId: left.stayId }
  }
  if (visit === null) return { fee, stillInside: 0 }

  const by = { group: kind === 'guard', companion: companion !== null }
  const after = await savePassedIn(tx, visit, { direction, campusId, at: call.now }, by, call.now)
  return { fee, stillInside: direction === 'out' ? headsOnList(after) : 0 }
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
  ...(isStanding(visit) ? { standing: standingLine(visit) } : {}),
  photo: compared && companion === null && opensGates(visit.face),
})
