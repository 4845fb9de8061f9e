import type { Day } from '../values/days'
import {
  findConflict,
  type CalendarEntry,
  type Days,
  type DuplicateRule,
  type IdentityKind,
  type Wanted,
} from './duplicates'
import { DomainError } from '../errors'

/** A blacklist entry in force for one ID, phone or plate (spec 5.4). `until` null: for good. */
export interface Block {
  blacklistId: string
  from: Day
  until: Day | null
}

/** The vehicle stands on a campus: it entered and hasn't left (spec 5.3). */
export interface VehicleInside {
  stayId: string
  campusId: string
  campusName: string
  since: number
  /** The booking it came with; empty when there was none. */
  visitId: string
}

/** A parking fee that was not paid on leaving (spec 5.3, case 4). Money in 分. */
export interface FeeDue {
  stayId: string
  campusId: string
  campusName: string
  fen: number
}

/** All that is known about one ID, phone or plate when a booking is decided. */
export interface IdentityRecord {
  kind: IdentityKind
  entries: readonly CalendarEntry[]
  blocks: readonly Block[]
  /** Plates only. */
  inside: VehicleInside | null
  /** Plates only. */
  dues: readonly FeeDue[]
}

/** Whom to ask, and about what; not with which booking it came. */
const whereInside = ({ stayId, campusId, campusName }: VehicleInside) => ({ stayId, campusId, campusName })

/** Whether a blacklist entry holds on `day`. */
export const blockedOn = (blocks: readonly Block[], day: Day): boolean =>
  blocks.some((block) => block.from <= day && (block.until === null || day <= block.until))

/** The neutral refusal when a blacklist entry holds on any wanted day, for whatever way asks for a pass; null else. */
export const blacklistRefusal = (
  records: readonly Pick<IdentityRecord, 'blocks'>[],
  wanted: Days,
): DomainError | null =>
  records.some(({ blocks }) => blocks.some((block) => touches(block, wanted)))
    ? new DomainError('BLACKLISTED')
    : null

/**
 * What refuses a booking, or a change of one, in this order (spec 2, refusals 1–3); null when nothing does. A blacklist entry counts when
 * it holds on any wanted day.
 */
export function bookingRefusal(
  records: readonly IdentityRecord[],
  wanted: Wanted,
  now: number,
  rule: DuplicateRule,
): DomainError | null {
  const blacklisted = blacklistRefusal(records, wanted)
  if (blacklisted !== null) return blacklisted

  for (const { inside, dues } of records) {
    // The car that came in by this very booking is in nobody's way.
    if (inside !== null && inside.visitId !== wanted.visitId)
      return new DomainError('VEHICLE_INSIDE', whereInside(inside))
    const [due] = dues
    if (due !== undefined) return new DomainError('FEE_DUE', { ...due })
  }

  const conflict = findConflict(records, wanted, now, rule)
  return conflict === null ? null : new DomainError('DUPLICATE', { ...conflict, known: 'proved' })
}

const touches = (block: Block, days: Days): boolean =>
  block.from <= days.lastDay && (block.until === null || days.firstDay <= block.until)
