import { knownOr } from '../values/known'
import { answerVehicleAtGate } from '../vehicle/vehicle-rules'
import type { Direction } from '../visit/purposes'
import type { BookingFacts, GateContext, GateFacts, VehicleFacts } from './facts'
import { answerAtGate, refused, type GateAnswer, type RefusedCompanion, type VisitAtGate } from './rules'

/**
 * Nothing speaks against it, but the gate can't vouch for it either, so the guard decides: the list is too old to know
 * of a revocation, the code is live and its clock wrong, or which gates it is for, how
 * often it was used or which phone holds it isn't known.
 */
export type Doubt = 'clock' | 'snapshotExpired' | 'gatesUnknown' | 'entriesUnknown' | 'holderUnknown'

export interface Decided {
  answer: GateAnswer
  doubt: Doubt | null
}

/**
 * The one decision of every gate (spec 5.1), with and without a network, now or for a passage that is told late. The
 * order of the reasons is that of the lines below and of vehicle-rules.ts. What isn't known refuses nobody.
 */
export function decideAtGate(facts: GateFacts, context: GateContext): Decided {
  const ruled = ruleAt(facts, context)
  const refusedCompanions = context.direction === 'in' ? knownOr(facts.refusedCompanions, []) : []
  const entering = context.direction === 'in' ? onOwnPhone(ruled, facts) : ruled
  const once = onceOnly(withCompanions(entering, refusedCompanions), facts, context.direction)
  const answer = withinHeadCount(once, facts.booking, context)
  return { answer, doubt: answer.allowed ? doubtOf(facts, context.direction) : null }
}

function ruleAt(facts: GateFacts, context: GateContext): GateAnswer {
  const { direction, opens, gateId, gate, now, attended } = context
  const { unread, booking, blocked, vehicle, inVehicle } = facts
  if (opens !== 'both' && opens !== direction) return refused(opens === 'in' ? 'ENTRY_ONLY' : 'EXIT_ONLY')
  if (blocked && direction === 'in') return refused('BLACKLIST')
  if (unread !== null && unread !== 'NOT_FOUND') return refused(unread)
  // A known plate goes out without a booking; who can't be told apart from anybody isn't let out unseen.
  if (booking === null && !(vehicle !== null && direction === 'out')) return refused('NOT_FOUND')

  // Some rights name their gates (spec 4.5, 5.6); leaving is free everywhere.
  const gateIds = booking === null ? null : knownOr(booking.gateIds, null)
  if (direction === 'in' && gateIds !== null && !gateIds.includes(gateId)) return refused('WRONG_GATE')

  const opened = gateIds !== null && gateIds.includes(gateId)
  const visit = booking === null ? null : visitAtGate(booking, blocked, opened)
  if (inVehicle) return vehicleAnswer(visit, vehicle, context)
  if (visit === null) return refused('NOT_FOUND')
  // At a gate for vehicles that the right names (spec 5.6) a guard lets walkers in.
  const pedestrian = gate.pedestrian || (opened && attended)
  const answer = answerAtGate(visit, { ...gate, pedestrian }, direction, now)
  return { ...answer, hint: presenceHint(facts, direction) }
}

function vehicleAnswer(
  visit: VisitAtGate | null,
  vehicle: VehicleFacts | null,
  { gate, closed, direction, now }: GateContext,
): GateAnswer {
  const inside = vehicle !== null && knownOr(vehicle.inside, false) ? {} : null
  const dues = vehicle !== null && knownOr(vehicle.due, false) ? [{}] : []
  const answer = answerVehicleAtGate({ visit, inside, dues }, { ...gate, closed }, direction, now)
  // Of a vehicle whose place isn't known nobody can say that it wasn't inside.
  return vehicle !== null && !vehicle.inside.known ? { ...answer, hint: null } : answer
}

/**
 * A group of whom some are on the blacklist (spec 5.4) isn't let in unseen: somebody has to see that they stay outside,
 * and lets the others in. They are named with every answer, so that no override lets them in unnoticed. Who they are is
 * said, never why (docs/decisions/0009).
 */
function withCompanions(answer: GateAnswer, refusedCompanions: readonly RefusedCompanion[]): GateAnswer {
  if (refusedCompanions.length === 0) return answer
  const held = answer.allowed ? refused('COMPANION_REFUSED') : answer
  return { ...held, refusedCompanions }
}

/** One phone holds a pass; showing it on another ends the first. */
const onOwnPhone = (answer: GateAnswer, { otherPhone }: GateFacts): GateAnswer =>
  answer.allowed && knownOr(otherPhone, false) ? refused('OTHER_PHONE') : answer

/** Where nobody looks, a booking lets in as many as it names: whoever is one more is held up for the guard. */
function withinHeadCount(
  answer: GateAnswer,
  booking: BookingFacts | null,
  { attended, direction }: GateContext,
): GateAnswer {
  if (attended || direction === 'out' || booking === null || !answer.allowed) return answer
  return knownOr(booking.headsInside, 0) >= booking.headCount ? refused('ALREADY_INSIDE') : answer
}

/**
 * One step of a pass lets in once and out once, at whichever gate; so does a short code, which has no next step: a second
 * time it lets nobody in, and who leaves by it is looked at.
 */
function onceOnly(answer: GateAnswer, { used, byShortCode }: GateFacts, direction: Direction): GateAnswer {
  if (!answer.allowed || !knownOr(used, false)) return answer
  if (!byShortCode) return refused('REPLAYED')
  return direction === 'in' ? refused('CODE_USED') : { ...answer, hint: 'CODE_USED' }
}

/** Nobody is trapped: leaving needs no list and no clock. */
function doubtOf({ clockOff, outdated, booking, otherPhone }: GateFacts, direction: Direction): Doubt | null {
  if (direction === 'out') return null
  if (clockOff) return 'clock'
  if (outdated) return 'snapshotExpired'
  if (!otherPhone.known) return 'holderUnknown'
  if (booking === null) return null
  if (!booking.gateIds.known) return 'gatesUnknown'
  return booking.entries !== undefined && !booking.entriesMade.known ? 'entriesUnknown' : null
}

/** For people no more than a hint: somebody may have left unseen (spec 5.1). */
function presenceHint({ lastDirection }: GateFacts, direction: Direction): GateAnswer['hint'] {
  if (!lastDirection.known) return null
  const isInside = lastDirection.value === 'in'
  if (direction === 'in') return isInside ? 'ALREADY_INSIDE' : null
  return isInside ? null : 'NOT_INSIDE'
}

/** A gate that the right names is opened to its vehicle, whatever it comes for (spec 5.6). */
function visitAtGate(booking: BookingFacts, blocked: boolean, opened: boolean): VisitAtGate {
  const { hasVehicle, gateIds: _, entriesMade, headCount: __, headsInside: ___, ...visit } = booking
  const made = entriesMade.known ? { entriesMade: entriesMade.value } : {}
  const asOfficial = opened ? { purposeClass: 'official' as const } : {}
  return { ...visit, ...made, ...asOfficial, plate: hasVehicle ? SOME_PLATE : null, blocked }
}

/** Which plate it is, no rule asks. */
const SOME_PLATE = '*'
