import type { Input, Output } from '../../contract'
import { blockedOn } from '../../miniprogram/domain/booking-refusals'
import { Refusal } from '../../miniprogram/domain/errors'
import { answerAtGate, gateSentence, refused, type GateAnswer } from '../../miniprogram/domain/gate-rules'
import { maskName } from '../../miniprogram/domain/masking'
import { checkPassCode, normaliseShortCode } from '../../miniprogram/domain/pass'
import type { Transaction } from '../platform/database'
import { passPublicKey, verifySignature } from '../platform/pass-signing'
import { lookupHash } from '../platform/sealing'
import { calendarIds, loadCalendarsIn } from '../stores/calendars'
import { loadGate, type Gate } from '../stores/campus'
import { addPassageIn, listPassages, loadPassageIn, type Passage } from '../stores/passages'
import { recordId } from '../stores/requests'
import { visitOfShortCode } from '../stores/short-codes'
import { loadVisitIn, saveVisitIn, type Visit } from '../stores/visits'
import { once, type Context } from './context'
import { passageView } from './views'

/** What a scanned or typed code says before the visit is looked at. */
type ReadCode =
  | { way: Passage['way']; visitId: string; step: number | null }
  | { way: Passage['way']; visitId: null; reason: 'BAD_SIGNATURE' | 'STALE_CODE' | 'NOT_FOUND' }

/** A guard checks a visitor at an own gate; the answer is recorded, allowed or not (spec 5.1). */
export async function admit(context: Context, input: Input<'gate.admit'>): Promise<Output<'gate.admit'>> {
  const gate = await ownGate(context, input.gateId)
  const code = await readCode(input.code, context.now)
  return once(context, async (tx) => {
    const visit = code.visitId === null ? null : await loadVisitIn(tx, code.visitId)
    const passageId = idOf(context, input, code)
    const answer = await answerIn(tx, context, input.direction, gate, code, visit, passageId)
    const repeated = answer.reason === 'REPLAYED'
    if (!repeated)
      await recordIn(tx, context, { passageId, code, gate, visit, answer, direction: input.direction })
    return {
      allowed: answer.allowed,
      reason: answer.reason,
      ...gateSentence(answer, input.direction, visit, context.today),
      visit: visit === null ? null : visitorAtGate(visit),
      at: context.now,
      passageId: repeated ? null : passageId,
    }
  })
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

async function ownGate(context: Context, gateId: string): Promise<Gate> {
  const gate = context.guard?.gateIds.includes(gateId) === true ? await loadGate(gateId) : null
  if (gate === null || !gate.active) throw new Refusal('WRONG_GATE_ACCOUNT')
  return gate
}

async function readCode(code: string, now: number): Promise<ReadCode> {
  const short = normaliseShortCode(code)
  if (short !== null) {
    const visitId = await visitOfShortCode(short)
    return visitId === null
      ? { way: 'shortCode', visitId, reason: 'NOT_FOUND' }
      : { way: 'shortCode', visitId, step: null }
  }
  const check = checkPassCode(code, now, passPublicKey, verifySignature)
  return check.valid
    ? { way: 'qr', visitId: check.statement.visitId, step: check.step }
    : { way: 'qr', visitId: null, reason: check.reason }
}

/** The same code at the same gate in the same direction makes the same record: a second time it is a replay. */
function idOf(context: Context, input: Input<'gate.admit'>, code: ReadCode): string {
  return code.visitId !== null && code.step !== null
    ? lookupHash('passage', [code.visitId, input.gateId, input.direction, code.step].join(':'))
    : recordId(context.openid, context.requestId)
}

async function answerIn(
  tx: Transaction,
  context: Context,
  direction: Passage['direction'],
  gate: Gate,
  code: ReadCode,
  visit: Visit | null,
  passageId: string,
): Promise<GateAnswer> {
  if (code.visitId === null) return refused(code.reason)
  if (visit === null) return refused('NOT_FOUND')
  const calendars = await loadCalendarsIn(tx, calendarIds(visit))
  const blocked = calendars.some((calendar) => blockedOn(calendar.blocks, context.today))
  const answer = answerAtGate({ ...visit, blocked }, gate, direction, context.today)
  if (answer.allowed && (await loadPassageIn(tx, passageId)) !== null) return refused('REPLAYED')
  return answer
}

interface Recorded {
  passageId: string
  code: ReadCode
  gate: Gate
  visit: Visit | null
  answer: GateAnswer
  direction: Passage['direction']
}

/**
 * Writes the passage and, for a known visit, the visit: a revocation at the same moment collides with the passage
 * instead of slipping past it, and the first entry is what ends the visitor's right to cancel.
 */
async function recordIn(tx: Transaction, context: Context, recorded: Recorded): Promise<void> {
  const { passageId, code, gate, visit, answer, direction } = recorded
  await addPassageIn(tx, {
    _id: passageId,
    visitId: visit?._id ?? '',
    gateId: gate._id,
    gateName: gate.name,
    direction,
    way: code.way,
    at: context.now,
    allowed: answer.allowed,
    reason: answer.reason,
    guard: context.openid,
    name: visit === null ? '' : maskName(visit.name),
    plate: visit?.plate ?? null,
  })
  if (visit === null || !answer.allowed) return
  const entered = direction === 'in' && visit.firstEntryAt === null
  await saveVisitIn(tx, {
    ...visit,
    firstEntryAt: entered ? context.now : visit.firstEntryAt,
    lastPassageAt: context.now,
  })
}

const visitorAtGate = (visit: Visit) => ({
  id: visit._id,
  name: maskName(visit.name),
  plate: visit.plate,
  unitName: visit.unitName,
  firstDay: visit.firstDay,
  lastDay: visit.lastDay,
  headCount: 1 + visit.companions.length,
})
