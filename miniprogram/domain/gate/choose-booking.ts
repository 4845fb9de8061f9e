import type { Day } from '../values/days'
import type { Direction } from '../visit/purposes'

/** One of several bookings that somebody, or a vehicle, may come with. */
export interface Candidate {
  visitId: string
  /** `ended`: neither waits nor holds any more, whatever became of it. */
  standing: 'approved' | 'pending' | 'ended'
  /** As the calendar has them now (values/validity.ts, `datesAt`). */
  firstDay: Day
  lastDay: Day
  /** They came in with it and are inside. A source that can't tell says false. */
  inside: boolean
  /** A booking of somebody else that names them as a companion. */
  asCompanion: boolean
  /** It holds on these days, but not at this moment: its hours, weekdays or papers say so. */
  resting?: boolean
}

/**
 * Which booking is meant, for every gate (spec 5.1): leaving, the one they came in with; else the one that is approved
 * for today and holds at this moment; else one that holds at another hour, one that waits for approval today, one to come, and last one that ended, so that the answer says what
 * became of it. Somebody else's booking that names them counts after an own one, but goes before an own one that lets
 * nobody pass. Of equals the first, so candidates come with the latest first. Null: there is none.
 */
export function chooseBooking<C extends Candidate>(
  candidates: readonly C[],
  direction: Direction,
  today: Day,
): C | null {
  let best: C | null = null
  let bestRank = Infinity
  for (const candidate of candidates) {
    const rank = rankOf(candidate, direction, today)
    if (best !== null && (rank > bestRank || (rank === bestRank && !isSooner(candidate, best, today))))
      continue
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
  direction: Direction,
  today: Day,
): { plate: P; chosen: C | null } {
  const blocked = direction === 'in' ? seen.find((each) => each.blocked) : undefined
  const considered = blocked === undefined ? seen : [blocked]
  const chosen = chooseBooking(
    considered.flatMap(({ candidates }) => candidates),
    direction,
    today,
  )
  const counts = (considered.find(({ candidates }) => chosen !== null && candidates.includes(chosen)) ??
    considered.find(({ inside }) => inside && direction === 'out') ??
    considered[0]) as PlateSeen<C, P>
  return { plate: counts.plate, chosen }
}

/** Whether somebody passes with it: they came in with it and leave, or it is approved for today and holds now. */
export const letsPass = (candidate: Candidate, direction: Direction, today: Day): boolean =>
  cameInWith(candidate, direction) ||
  (candidate.standing === 'approved' && isOn(candidate, today) && candidate.resting !== true)

const cameInWith = ({ inside }: Candidate, direction: Direction): boolean => direction === 'out' && inside
const isOn = ({ firstDay, lastDay }: Candidate, today: Day): boolean => firstDay <= today && today <= lastDay

/** The smaller, the better. */
function rankOf(candidate: Candidate, direction: Direction, today: Day): number {
  const others = candidate.asCompanion ? 1 : 0
  if (letsPass(candidate, direction, today)) return others * 2 + (cameInWith(candidate, direction) ? 0 : 1)
  return rankOfWaiting(candidate, today) + others * RANKS_OF_WAITING
}

const RANKS_OF_WAITING = 4

/** Of those that let nobody pass: at another hour of today, waiting for today, to come, over. */
function rankOfWaiting(candidate: Candidate, today: Day): number {
  const { standing, lastDay } = candidate
  if (standing === 'ended' || lastDay < today) return 7
  if (!isOn(candidate, today)) return 6
  return standing === 'approved' ? 4 : 5
}

/** Of those to come the first one counts. */
const isSooner = (a: Candidate, b: Candidate, today: Day): boolean =>
  a.firstDay > today && b.firstDay > today && a.firstDay < b.firstDay
