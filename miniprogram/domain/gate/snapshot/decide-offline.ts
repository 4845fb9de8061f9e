import { toBase64Url } from '../../values/bytes'
import { isTicking, mayBeClock, skewOf, type Sighting } from '../clock-skew'
import { dayOf, type Day } from '../../values/days'
import { normaliseEmergencyNumber } from '../../emergency/emergency'
import { answerAtGate, refused, type GateAnswer, type GateReason, type VisitAtGate } from '../rules'
import { checkPassCode, normaliseShortCode, type PassStatement, type VerifySignature } from '../../pass/pass'
import { normalisePlate } from '../../values/plates'
import type { Direction } from '../../visit/purposes'
import { closedToVehicles } from '../../vehicle/traffic-control'
import { answerVehicleAtGate } from '../../vehicle/vehicle-rules'
import {
  identityRecords,
  isBlocked,
  limitOf,
  visitByCode,
  visitById,
  visitByNumber,
  visitsByPlate,
} from './find'
import { fromBase64UrlOrEmpty, tokenOf, type Digest, type VisitRecord } from './records'
import { isExpired, issuerKeyOf, type GateSnapshot, type SnapshotGate } from './snapshot'

/**
 * What a gate answers with no network: the rules of gate-rules.ts and vehicle-rules.ts over a snapshot instead of the
 * records. What a snapshot can't say (names, presence on foot, bookings that wait for approval) is left out, never guessed.
 */
export interface OfflineCheck {
  gateId: string
  direction: Direction
  inVehicle: boolean
  sought: { code: string } | { plate: string }
}

/** What this gate itself saw since it last had a network. */
export interface SeenHere {
  /** `replayKey` of every code that was let pass. */
  used: ReadonlySet<string>
  /** Codes that were out of time. */
  sightings: readonly Sighting[]
  /** Which way a vehicle last went and when, by the token of its plate and by its booking. */
  vehicles: ReadonlyMap<string, Move>
}

export interface Move {
  direction: Direction
  at: number
}

export const NOTHING_SEEN: SeenHere = { used: new Set(), sightings: [], vehicles: new Map() }

export interface OfflineAnswer {
  answer: GateAnswer
  /**
   * Nothing speaks against it, but the gate can't vouch for it either, so the guard decides: the list is too old to
   * know of a revocation, or the code is live and its clock wrong.
   */
  doubt: 'snapshotExpired' | 'clock' | null
  way: 'qr' | 'shortCode' | 'plate'
  visitId: string | null
  step: number | null
  /** As typed; a snapshot holds no plate to be read. */
  plate: string | null
  visit: { firstDay: Day; lastDay: Day; headCount: number } | null
  /** Approved after the snapshot was made: known by the server's signature alone. */
  bySignature: boolean
  /** How far a code out of time is ahead or behind, milliseconds; null when it isn't. */
  skewMs: number | null
}

/** One step of a pass lets in once and out once. */
export const replayKey = (visitId: string, direction: Direction, step: number): string =>
  `${visitId}:${direction}:${step}`

export interface Tools {
  verify: VerifySignature
  digest: Digest
}

export function decideOffline(
  snapshot: GateSnapshot,
  check: OfflineCheck,
  now: number,
  seen: SeenHere,
  tools: Tools,
): OfflineAnswer {
  const today = dayOf(now)
  const found = read(snapshot, check, now, seen, tools)
  const { direction, gateId } = check
  const gate = snapshot.gates.find(({ id }) => id === gateId)
  const base: OfflineAnswer = { ...NOTHING, ...found.shown, answer: refused('NOT_FOUND') }
  if (gate === undefined) return { ...base, answer: refused('WRONG_GATE') }
  if (found.refusal !== null) {
    const blocked =
      direction === 'in' && found.visit !== null && isPersonBlocked(snapshot, found.visit, today)
    return { ...base, answer: refused(blocked ? 'BLACKLIST' : found.refusal) }
  }

  const vehicle = vehicleOf(snapshot, check, found, seen, tools.digest)
  const answer = rule(snapshot, check, now, gate, found, vehicle)
  const visit = found.visit ?? found.statement
  const answered: OfflineAnswer = {
    ...base,
    answer,
    visit:
      visit === null
        ? null
        : { firstDay: visit.firstDay, lastDay: visit.lastDay, headCount: visit.headCount },
    bySignature: found.visit === null && found.statement !== null,
  }
  if (!answer.allowed) return answered
  const { visitId, step } = answered
  if (visitId !== null && step !== null && seen.used.has(replayKey(visitId, direction, step)))
    return { ...answered, answer: refused('REPLAYED') }
  // Nobody is trapped: leaving needs no list and no clock.
  if (direction === 'out') return answered
  const late = isExpired(snapshot, now) && visit !== null && visit.lastDay >= today
  return { ...answered, doubt: found.clockOff ? 'clock' : late ? 'snapshotExpired' : null }
}

const NOTHING: Omit<OfflineAnswer, 'answer'> = {
  doubt: null,
  way: 'qr',
  visitId: null,
  step: null,
  plate: null,
  visit: null,
  bySignature: false,
  skewMs: null,
}

/** Who or what stands at the gate, as far as the snapshot and the code say. */
interface Found {
  /** Refused before anybody is known. */
  refusal: GateReason | null
  visit: VisitRecord | null
  statement: PassStatement | null
  clockOff: boolean
  shown: Partial<OfflineAnswer>
}

const NOBODY: Omit<Found, 'shown'> = { refusal: null, visit: null, statement: null, clockOff: false }

function read(
  snapshot: GateSnapshot,
  { sought, direction }: OfflineCheck,
  now: number,
  seen: SeenHere,
  { verify, digest }: Tools,
): Found {
  const token = (kind: 'code' | 'number', value: string): Uint8Array =>
    tokenOf(digest, saltOf(snapshot), kind, value)
  if ('plate' in sought) return readPlate(snapshot, sought.plate, now, digest)
  const number = normaliseEmergencyNumber(sought.code)
  if (number !== null) return known(visitByNumber(snapshot, token('number', number)))
  const short = normaliseShortCode(sought.code)
  if (short !== null) return known(visitByCode(snapshot, token('code', short)))
  return readPass(snapshot, sought.code, direction, now, seen, verify)
}

const known = (visit: VisitRecord | null): Found => ({
  ...NOBODY,
  visit,
  shown: { way: 'shortCode', visitId: visit?.visitId ?? null },
})

/** A stale code lets people out, never in; but one that ticks at a wrong time is live (clock-skew.ts). */
function readPass(
  snapshot: GateSnapshot,
  code: string,
  direction: Direction,
  now: number,
  seen: SeenHere,
  verify: VerifySignature,
): Found {
  const check = checkPassCode(code, now, issuerKeyOf(snapshot), verify)
  if (!check.valid && check.reason === 'BAD_SIGNATURE')
    return { ...NOBODY, refusal: 'BAD_SIGNATURE', shown: { way: 'qr' } }
  const { statement, step } = check
  const { visitId } = statement
  const found = { ...NOBODY, visit: visitById(snapshot, visitId), statement }
  if (check.valid) return { ...found, shown: { way: 'qr', visitId, step } }

  const sighting = { visitId, step, at: now }
  const shown = { way: 'qr' as const, visitId, skewMs: skewOf(step, now) }
  if (direction === 'out') return { ...found, shown }
  const live = mayBeClock(sighting) && seen.sightings.some((earlier) => isTicking(earlier, sighting))
  if (!live) return { ...found, refusal: 'STALE_CODE', shown }
  return { ...found, clockOff: true, shown: { ...shown, step } }
}

/** Today's approved booking, else one to come; on leaving whichever it was. */
function readPlate(snapshot: GateSnapshot, typed: string, now: number, digest: Digest): Found {
  const today = dayOf(now)
  const plate = normalisePlate(typed)
  const visits = visitsByPlate(snapshot, tokenOf(digest, saltOf(snapshot), 'plate', plate))
  const approved = visits.filter(({ state }) => state === 'approved')
  const visit =
    approved.find(({ firstDay, lastDay }) => firstDay <= today && today <= lastDay) ??
    approved.find(({ firstDay }) => firstDay > today) ??
    visits[0] ??
    null
  return { ...NOBODY, visit, shown: { way: 'plate', plate, visitId: visit?.visitId ?? null } }
}

interface Vehicle {
  inside: boolean
  due: boolean
  blocked: (today: Day) => boolean
}

/** The vehicle that passes: the one whose plate was read, or that of the booking when it is being driven. */
function vehicleOf(
  snapshot: GateSnapshot,
  { sought, inVehicle }: OfflineCheck,
  { visit }: Found,
  seen: SeenHere,
  digest: Digest,
): Vehicle | null {
  const read = 'plate' in sought ? normalisePlate(sought.plate) : null
  const token =
    read !== null
      ? tokenOf(digest, saltOf(snapshot), 'plate', read)
      : inVehicle
        ? (visit?.plate ?? null)
        : null
  if (token === null) return null
  const records = identityRecords(snapshot, token)
  const moved = lastMove(seen, toBase64Url(token), visit)
  return {
    inside: moved === null ? records.some(({ what }) => what === 'inside') : moved.direction === 'in',
    due: records.some(({ what }) => what === 'due'),
    blocked: (today) => isBlocked(records, today),
  }
}

/** A vehicle is seen by its plate, or by the code of who drives it. */
function lastMove({ vehicles }: SeenHere, token: string, visit: VisitRecord | null): Move | null {
  const byPlate = vehicles.get(token) ?? null
  const byVisit = visit === null ? null : (vehicles.get(visit.visitId) ?? null)
  if (byPlate === null || byVisit === null) return byPlate ?? byVisit
  return byPlate.at > byVisit.at ? byPlate : byVisit
}

function rule(
  snapshot: GateSnapshot,
  { gateId, direction, inVehicle }: OfflineCheck,
  now: number,
  gate: SnapshotGate,
  { visit, statement }: Found,
  vehicle: Vehicle | null,
): GateAnswer {
  const today = dayOf(now)
  const blocked =
    vehicle?.blocked(today) === true || (visit !== null && isPersonBlocked(snapshot, visit, today))
  if (blocked && direction === 'in') return refused('BLACKLIST')
  const atGate = visitAtGate(visit, statement, blocked)
  if (atGate === null && !(vehicle !== null && direction === 'out')) return refused('NOT_FOUND')

  const limit = visit === null || !visit.limited ? null : limitOf(snapshot, visit.visitId)
  if (limit !== null && direction === 'in' && !limit.gateIds.includes(gateId)) return refused('WRONG_GATE')
  if (vehicle !== null || inVehicle) {
    const inside = vehicle?.inside === true ? {} : null
    const dues = vehicle?.due === true ? [{}] : []
    const closed = closedToVehicles(snapshot.controls, gateId, now)
    return answerVehicleAtGate({ visit: atGate, inside, dues }, { ...gate, closed }, direction, today)
  }
  return atGate === null ? refused('NOT_FOUND') : answerAtGate(atGate, gate, direction, today)
}

/** By ID, phone or the plate on the booking. */
const isPersonBlocked = (
  snapshot: GateSnapshot,
  { document, phone, plate }: VisitRecord,
  today: Day,
): boolean =>
  [document, phone, plate].some(
    (token) => token !== null && isBlocked(identityRecords(snapshot, token), today),
  )

/** The record where there is one. A visit without a record was approved since: the server's signature says so. */
function visitAtGate(
  visit: VisitRecord | null,
  statement: PassStatement | null,
  blocked: boolean,
): VisitAtGate | null {
  if (visit !== null) {
    const { state, firstDay, lastDay, purposeClass } = visit
    return {
      state,
      firstDay,
      lastDay,
      purposeClass,
      plate: visit.plate === null ? null : KEPT_AS_TOKEN,
      blocked,
    }
  }
  if (statement === null) return null
  const { firstDay, lastDay, purposeClass } = statement
  return { state: 'approved', firstDay, lastDay, purposeClass, plate: null, blocked }
}

/** A snapshot knows that there is a plate, not which. */
const KEPT_AS_TOKEN = '*'

const saltOf = (snapshot: GateSnapshot): Uint8Array => fromBase64UrlOrEmpty(snapshot.salt)
