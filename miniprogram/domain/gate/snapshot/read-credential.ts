import { emergencyKey } from '../../emergency/emergency'
import { dayOf } from '../../values/days'
import { checkPassCode, type VerifySignature } from '../../pass/pass'
import { isUnderstood, type PassStatement } from '../../pass/statement'
import { choosePlate, type Candidate } from '../choose-booking'
import { isTicking, mayBeClock, skewOf } from '../clock-skew'
import { readCodeText, type OfflineCredential } from '../credential'
import type { GateContext } from '../facts'
import type { Remembered } from '../memory'
import { platesRead } from '../readers'
import { unreadPass } from '../read-pass'
import type { GateReason } from '../reasons'
import { GUARD_READS, type PassageWay } from '../ways'
import {
  identityRecords,
  isBlocked,
  limitOf,
  visitByCode,
  visitById,
  visitByNumber,
  visitsByPlate,
} from './find'
import { saltOf, tokenOf, type Digest, type VisitRecord } from './records'
import { issuerKeyOf, type GateSnapshot } from './snapshot'
import { bookingOfRecord } from './snapshot-bookings'

/** Ed25519 and SHA-512 as the place at hand has them. */
export interface Tools {
  verify: VerifySignature
  digest: Digest
}

/** Who or what stands at the gate, as far as the snapshot and the code say. */
export interface CredentialRead {
  way: Extract<PassageWay, 'qr' | 'shortCode' | 'emergencyNumber' | 'plate'>
  visitId: string | null
  step: number | null
  /** As typed; a snapshot holds no plate to be read. */
  plate: string | null
  visit: VisitRecord | null
  /** What the server signed about the visit. */
  statement: PassStatement | null
  /** Refused before the visit is looked at. */
  unread: GateReason | null
  /** How far a code out of time is ahead or behind, milliseconds; null when it isn't. */
  skewMs: number | null
  /** Out of time, but it goes on with the time. */
  clockOff: boolean
}

const NOTHING_READ: CredentialRead = {
  ...{ way: 'qr', visitId: null, step: null, plate: null, visit: null, statement: null },
  ...{ unread: null, skewMs: null, clockOff: false },
}

export function readCredential(
  snapshot: GateSnapshot,
  { credential, reads = GUARD_READS }: { credential: OfflineCredential; reads?: readonly PassageWay[] },
  context: GateContext,
  remembered: Remembered,
  { verify, digest }: Tools,
): CredentialRead {
  const token = (kind: 'code' | 'number', value: string): Uint8Array =>
    tokenOf(digest, saltOf(snapshot), kind, value)
  if ('plate' in credential) return readPlate(snapshot, credential.plate, context, remembered, digest)
  const { way, text } = readCodeText(credential.code)
  if (!reads.includes(way)) return { ...NOTHING_READ, way, unread: 'GUARD_ONLY' }
  if (way === 'emergencyNumber') {
    const key = emergencyKey(text, credential.name ?? '')
    return readShort(way, visitByNumber(snapshot, token('number', key)))
  }
  if (way === 'shortCode') return readShort(way, visitByCode(snapshot, token('code', text)))
  return readPass(snapshot, text, context, remembered, verify)
}

const readShort = (way: 'shortCode' | 'emergencyNumber', visit: VisitRecord | null): CredentialRead => ({
  ...NOTHING_READ,
  ...{ way, visit, visitId: visit?.visitId ?? null },
})

/** A stale code lets people out, never in; but one that ticks at a wrong time is live (clock-skew.ts). */
function readPass(
  snapshot: GateSnapshot,
  code: string,
  { direction, now }: GateContext,
  { sightings }: Remembered,
  verify: VerifySignature,
): CredentialRead {
  const check = checkPassCode(code, now, issuerKeyOf(snapshot), verify)
  const unread = unreadPass(check, direction)
  if (!('statement' in check)) return { ...NOTHING_READ, unread }
  const { statement, step } = check
  const { visitId } = statement
  const read = { ...NOTHING_READ, visitId, visit: visitById(snapshot, visitId), statement, unread }
  if (check.valid) return { ...read, step }

  const sighting = { visitId, step, at: now }
  const stale = { ...read, skewMs: skewOf(step, now) }
  if (direction === 'out') return stale
  const live = mayBeClock(sighting) && sightings.some((earlier) => isTicking(earlier, sighting))
  if (!live) return stale
  return { ...stale, step, clockOff: true, unread: isUnderstood(statement) ? null : 'LOW_CONFIDENCE' }
}

function readPlate(
  snapshot: GateSnapshot,
  typed: string,
  context: GateContext,
  remembered: Remembered,
  digest: Digest,
): CredentialRead {
  const { direction, now } = context
  const read = platesRead(typed).map((plate) => {
    const token = tokenOf(digest, saltOf(snapshot), 'plate', plate)
    const records = identityRecords(snapshot, token)
    const candidates = visitsByPlate(snapshot, token)
      .filter(({ visitId }) => direction === 'out' || !isNumbered(snapshot, visitId))
      .map((visit) => candidateOf(snapshot, visit, remembered))
    const inside = records.some(({ what }) => what === 'inside')
    return { plate, candidates, blocked: isBlocked(records, dayOf(now)), inside }
  })
  const { plate, chosen } = choosePlate(read, context)
  return {
    ...NOTHING_READ,
    way: 'plate',
    plate,
    visit: chosen?.visit ?? null,
    visitId: chosen?.visitId ?? null,
  }
}

/** A pass given by phone lets in by its number with the name alone (spec 5.6): it stands in no calendar of a plate. */
const isNumbered = (snapshot: GateSnapshot, visitId: string): boolean =>
  (limitOf(snapshot, visitId)?.number ?? '') !== ''

/** A snapshot tells that a vehicle is inside, not with which booking it came. */
const candidateOf = (
  snapshot: GateSnapshot,
  visit: VisitRecord,
  remembered: Remembered,
): Candidate & { visit: VisitRecord } => ({
  ...{ visit, visitId: visit.visitId, inside: false, asCompanion: false },
  booking: bookingOfRecord(snapshot, visit, remembered),
})
