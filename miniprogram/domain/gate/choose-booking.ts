import { feeClass } from '../parking/fees'
import { dayOf } from '../values/days'
import { known, knownOr, UNKNOWN } from '../values/known'
import { datesAt, invalidityAt } from '../values/validity'
import { decideAtGate, type Decided } from './decide'
import { isInVehicle, type BookingFacts, type GateContext } from './facts'

/** One of several bookings that somebody, or a vehicle, may come with. */
export interface Candidate {
  visitId: string
  /** What a gate decides by; null: it has ended, and no more is known of it. */
  booking: BookingFacts | null
  /** They came in with it and are inside. A source that can't tell says false. */
  inside: boolean
  /** A booking of somebody else that names them as a companion. */
  asCompanion: boolean
}

/** Where, when and how somebody wants to pass. */
export interface AtGate {
  context: GateContext
  /** A vehicle passes, not only the person. */
  inVehicle: boolean
}

/**
 * Which booking is meant, for every gate (spec 5.1): leaving, the one they came in with; else one that lets them pass here
 * and now. Of several that do, an own one goes before somebody else's that names them as a companion, and then what costs the
 * visitor less. Where none does, the one that is nearest to it, so that the answer says what became of it: it holds now but not
 * here, it holds at another hour, it waits for approval today, it is to come, its entries are used, it ended. Of equals the first,
 * so candidates come with the latest first. Null: there is none.
 */
export function chooseBooking<C extends Candidate>(candidates: readonly C[], at: AtGate): C | null {
  let best: C | null = null
  let bestRank: readonly number[] = []
  for (const candidate of candidates) {
    const rank = rankOf(candidate, at)
    const order = best === null ? -1 : compare(rank, bestRank)
    if (best !== null && (order > 0 || (order === 0 && !isSooner(candidate, best, at)))) continue
    best = candidate
    bestRank = rank
  }
  return best
}

/** One of the plates that were read on one car, and what stands in its calendar. */
export interface PlateSeen<C extends Candidate, P extends string> {
  plate: P
  candidates: readonly C[]
  /** On the blacklist today. */
  blocked: boolean
  /** A vehicle with this plate came in and hasn't left. */
  inside: boolean
}

/**
 * Which plate of a car counts, and by which booking it comes (spec 5.1): entering, one on the blacklist before all; else
 * the one whose booking is meant; leaving, the one that is inside; else the first.
 */
export function choosePlate<C extends Candidate, P extends string>(
  seen: readonly PlateSeen<C, P>[],
  context: GateContext,
): { plate: P; chosen: C | null } {
  const { direction } = context
  const blocked = direction === 'in' ? seen.find((each) => each.blocked) : undefined
  const considered = blocked === undefined ? seen : [blocked]
  const chosen = chooseBooking(
    considered.flatMap(({ candidates }) => candidates),
    { context, inVehicle: true },
  )
  const counts = (considered.find(({ candidates }) => chosen !== null && candidates.includes(chosen)) ??
    considered.find(({ inside }) => inside && direction === 'out') ??
    considered[0]) as PlateSeen<C, P>
  return { plate: counts.plate, chosen }
}

/** Whether somebody passes with it: they came in with it and leave, or it holds now and lets them pass here. */
export const letsPass = (candidate: Candidate, at: AtGate): boolean =>
  cameInWith(candidate, at) ||
  (momentOf(candidate, at) === MOMENTS.holds && answerOf(candidate, at)?.answer.allowed === true)

const cameInWith = ({ inside }: Candidate, { context }: AtGate): boolean =>
  context.direction === 'out' && inside

/** Compared from the left; the smaller, the better. */
function rankOf(candidate: Candidate, at: AtGate): number[] {
  const moment = momentOf(candidate, at)
  const others = candidate.asCompanion ? 1 : 0
  const answer = answerOf(candidate, at)
  const here = answer?.answer.allowed !== true ? 2 : answer.doubt === null ? 0 : 1
  const group = moment === MOMENTS.holds ? others : 2 + others
  return [cameInWith(candidate, at) ? 0 : 1, here, group, moment, here < 2 ? costOf(candidate, at) : 0]
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((each, index) => each !== b[index])
  return differs < 0 ? 0 : (a[differs] as number) - (b[differs] as number)
}

/** What the gate would answer to it alone. What all bookings of somebody share, as the blacklist, chooses none of them. */
function answerOf({ booking }: Candidate, { context, inVehicle: asked }: AtGate): Decided | null {
  if (booking === null) return null
  const inVehicle = isInVehicle(asked, context.gate, booking.hasVehicle)
  const vehicle = inVehicle ? { inside: UNKNOWN, due: UNKNOWN } : null
  return decideAtGate({ ...NOTHING_MORE, booking, vehicle, inVehicle }, context)
}

const NOTHING_MORE = {
  ...{ unread: null, blocked: false, refusedCompanions: UNKNOWN, lastDirection: UNKNOWN, used: UNKNOWN },
  ...{ otherPhone: known(false), byShortCode: false, clockOff: false, outdated: false },
} as const

const MOMENTS = { holds: 0, otherHour: 1, waits: 2, toCome: 3, usedUp: 4, over: 5 } as const

/** How near it is to holding now, wherever it does. */
function momentOf({ booking }: Candidate, { context: { now } }: AtGate): number {
  if (booking === null || (booking.state !== 'approved' && booking.state !== 'pending')) return MOMENTS.over
  const today = dayOf(now)
  const { firstDay, lastDay } = datesAt(booking, now)
  if (lastDay < today) return MOMENTS.over
  if (firstDay > today) return MOMENTS.toCome
  if (booking.state === 'pending') return MOMENTS.waits
  const invalidity = invalidityAt(booking, now, knownOr(booking.entriesMade, 0))
  if (invalidity === null) return MOMENTS.holds
  if (invalidity === 'over') return MOMENTS.over
  return invalidity === 'noEntriesLeft' ? MOMENTS.usedUp : MOMENTS.otherHour
}

/** Coming in, the vehicle's fee, and then one of few entries. */
function costOf({ booking }: Candidate, { context, inVehicle }: AtGate): number {
  if (booking === null || context.direction === 'out') return 0
  const drives = isInVehicle(inVehicle, context.gate, booking.hasVehicle)
  const fee = drives && feeClass(booking.purposeClass) === 'parking' ? 2 : 0
  return fee + (booking.entries === undefined ? 0 : 1)
}

/** Of those to come the first one counts. */
function isSooner(a: Candidate, b: Candidate, { context: { now } }: AtGate): boolean {
  if (a.booking === null || b.booking === null) return false
  const today = dayOf(now)
  const [first, other] = [datesAt(a.booking, now).firstDay, datesAt(b.booking, now).firstDay]
  return first > today && other > today && first < other
}
