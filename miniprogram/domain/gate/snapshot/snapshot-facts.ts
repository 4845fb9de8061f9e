import { toBase64Url } from '../../values/bytes'
import { dayOf, type Day } from '../../values/days'
import { known, UNKNOWN, type Known } from '../../values/known'
import { isInVehicle, type GateFacts, type VehicleFacts } from '../facts'
import type { Direction, GateRights } from '../../visit/purposes'
import type { GateReason } from '../reasons'
import { lastMove, onceOf, replayKey, type Remembered } from '../memory'
import type { OfflineCheck } from './decide-offline'
import { identityRecords, isBlocked, sameBytes, visitsByPlate } from './find'
import type { CredentialRead } from './read-credential'
import { holderDigest, saltOf, tokenOf, type Digest, type VisitRecord } from './records'
import { isExpired, type GateSnapshot } from './snapshot'
import { bookingOf, isRightUnderstood } from './snapshot-bookings'

/**
 * The facts of a gate without a network: what the snapshot, the code and the gate's own memory say. Names, companions,
 * presence on foot aren't in it: those are unknown (docs/decisions/0015).
 */
export function factsOfSnapshot(
  snapshot: GateSnapshot,
  check: OfflineCheck & { gate: GateRights },
  now: number,
  read: CredentialRead,
  remembered: Remembered,
  digest: Digest,
): GateFacts {
  const { way, visit, visitId, clockOff } = read
  const once = onceOf(way, read.step)
  const { direction } = check
  const unread = read.unread ?? unreadLimit(snapshot, visit, direction)
  const today = dayOf(now)
  const booking = unread === null ? bookingOf(snapshot, read, remembered) : null
  const plate = plateToken(snapshot, check, read, digest)
  const records = plate === null ? [] : identityRecords(snapshot, plate)
  // Of a car on a pass alone it is known that there is one, not which.
  const inVehicle = plate !== null || isInVehicle(check.inVehicle, check.gate, booking?.hasVehicle === true)
  const blocked = isBlocked(records, today) || (visit !== null && isVisitBlocked(snapshot, visit, today))
  return {
    unread,
    booking,
    blocked,
    refusedCompanions: UNKNOWN,
    vehicle:
      plate !== null
        ? vehicleOf(records, lastMove(remembered, namesOf(snapshot, plate)))
        : inVehicle && booking?.hasVehicle === true
          ? { inside: UNKNOWN, due: UNKNOWN }
          : null,
    inVehicle,
    lastDirection: UNKNOWN,
    // Other gates may have let it pass meanwhile.
    used:
      visitId !== null && once !== null && remembered.used.has(replayKey(visitId, direction, once))
        ? known(true)
        : UNKNOWN,
    otherPhone: otherPhone(read, digest),
    byShortCode: way === 'shortCode',
    clockOff,
    outdated: isExpired(snapshot, now),
  }
}

/** What only a newer reader understands is held for the guard, as with a pass. */
const unreadLimit = (
  snapshot: GateSnapshot,
  visit: VisitRecord | null,
  direction: Direction,
): GateReason | null =>
  visit === null || direction === 'out' || isRightUnderstood(snapshot, visit) ? null : 'LOW_CONFIDENCE'

/**
 * The list names the phone that held the pass when it was made. A pass of another one may be an old one or a newer: which
 * of the two can't be told, so the guard looks.
 */
function otherPhone({ visit, statement }: CredentialRead, digest: Digest): Known<boolean> {
  const holder = visit?.holder ?? null
  if (holder === null || statement === null) return known(false)
  return sameBytes(holder, holderDigest(digest, statement.holderKey)) ? known(false) : UNKNOWN
}

/** Of the vehicle that passes: the one whose plate was read, or that of the booking when it is being driven. */
function plateToken(
  snapshot: GateSnapshot,
  { credential, inVehicle, gate }: OfflineCheck & { gate: GateRights },
  { visit, plate }: CredentialRead,
  digest: Digest,
): Uint8Array | null {
  if ('plate' in credential && plate !== null) return tokenOf(digest, saltOf(snapshot), 'plate', plate)
  const own = visit?.plate ?? null
  return isInVehicle(inVehicle, gate, own !== null) ? own : null
}

/** By what this gate may have seen the vehicle: its plate, and whichever of its bookings its driver showed. */
const namesOf = (snapshot: GateSnapshot, plate: Uint8Array): string[] => [
  toBase64Url(plate),
  ...visitsByPlate(snapshot, plate).map((visit) => visit.visitId),
]

/** What this gate saw itself is newer than the list. */
function vehicleOf(
  records: ReturnType<typeof identityRecords>,
  moved: ReturnType<typeof lastMove>,
): VehicleFacts {
  const says = (what: 'inside' | 'due'): boolean => records.some((record) => record.what === what)
  return {
    inside: known(moved === null ? says('inside') : moved.direction === 'in'),
    due: known(says('due')),
  }
}

/** By ID, phone or the plate on the booking. */
const isVisitBlocked = (
  snapshot: GateSnapshot,
  { document, phone, plate }: VisitRecord,
  today: Day,
): boolean =>
  [document, phone, plate].some(
    (token) => token !== null && isBlocked(identityRecords(snapshot, token), today),
  )
