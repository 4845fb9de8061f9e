import { opensGates } from '../../../miniprogram/domain/face/photo-at-gates'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import {
  chooseBooking,
  letsPass,
  type AtGate,
  type Candidate,
} from '../../../miniprogram/domain/gate/choose-booking'
import { readCodeText, type Credential } from '../../../miniprogram/domain/gate/credential'
import { onceOf, type OnceOnly } from '../../../miniprogram/domain/gate/memory'
import { unreadPass } from '../../../miniprogram/domain/gate/read-pass'
import type { GateReason } from '../../../miniprogram/domain/gate/reasons'
import { checkPassCode } from '../../../miniprogram/domain/pass/pass'
import { normaliseDocument } from '../../../miniprogram/domain/values/documents'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { passPublicKey, verifySignature } from '../../platform/pass-signing'
import type { Passage } from '../../stores/passages'
import { documentCalendarId } from '../../stores/calendars'
import { emergencyNumberId } from '../../stores/emergency'
import { visitOfNumber, visitOfShortCode } from '../../stores/short-codes'
import { findAccompanied, findOwn, loadVisit, type KnownBy, type Visit } from '../../stores/visits'
import { knownByDocument, knownByTail } from '../visit/identity-hashes'
import { candidateOf } from './booking-facts'

/** One check at a gate, as a guard or a device asks for it. */
export interface CheckAsked {
  gateId: string
  direction: Direction
  credential: Credential
  /** How sure the hardware is of plate or face, 0–1. */
  confidence?: number
  /** The vehicle passes, not only the person. */
  inVehicle?: boolean
  /** A guard's reason for letting pass what the rules refuse. */
  override?: string
}

/** What the guard scanned or typed, before the visit is looked at. */
export type ReadCode = {
  /** Whose pass it is by its signatures, though it is too old to let in: for the blacklist, and for an override. */
  shownBy?: string
  /** Calendars of the document or plate that was read, booked or not, surely or not: for the blacklist alone. */
  credentialIds?: readonly string[]
  /** Of a pass: public key of the phone that shows it, base64url. */
  holderKey?: string
  /** Who passes is not the visitor but a companion, known so. */
  companion?: KnownBy
} & (
  | { way: Passage['way']; visitId: string; step: OnceOnly | null; plate: PlateNumber | null }
  | {
      way: Passage['way']
      visitId: null
      reason: GateReason
      plate: PlateNumber | null
    }
)

/**
 * By QR pass, short code, document, face, or the last six of the document with the name (spec 5.1). A plate is read in
 * the transaction (read-plates.ts).
 *
 * @param where the gate, which is read meanwhile
 */
export async function readCode(
  credential: Exclude<Credential, { plate: string }>,
  direction: Direction,
  now: number,
  where: Promise<AtGate>,
): Promise<ReadCode> {
  if ('person' in credential) {
    const { tail, name } = credential.person
    return byIdentity(knownByTail(tail, name), where)
  }
  if ('document' in credential) {
    const { kind, number } = credential.document
    const as = knownByDocument(kind, normaliseDocument(kind, number))
    return { ...(await byIdentity(as, where)), credentialIds: as.hashes.map(documentCalendarId) }
  }
  if ('face' in credential) return byFace(credential.face, direction, where)
  const { way, text } = readCodeText(credential.code)
  if (way === 'emergencyNumber') return byNumber(text, credential.name ?? '')
  return way === 'shortCode' ? byShortCode(text) : readPass(text, direction, now)
}

/** A stale code keeps people out, never in: on leaving the signatures are enough (spec 5.1). */
export function readPass(code: string, direction: Direction, now: number): ReadCode {
  const check = checkPassCode(code, now, passPublicKey, verifySignature)
  const reason = unreadPass(check, direction)
  const way = 'qr' as const
  const shownBy = 'statement' in check ? check.statement.visitId : null
  if (reason !== null || shownBy === null) {
    const refusal = { way, visitId: null, reason: reason ?? 'BAD_SIGNATURE', plate: null }
    return shownBy === null ? refusal : { ...refusal, shownBy }
  }
  const holderKey = 'statement' in check ? toBase64Url(check.statement.holderKey) : ''
  return { way, visitId: shownBy, step: check.valid ? check.step : null, plate: null, holderKey }
}

async function byShortCode(code: string): Promise<ReadCode> {
  return foundBy('shortCode', await visitOfShortCode(code), null)
}

async function byNumber(number: string, name: string): Promise<ReadCode> {
  return foundBy('emergencyNumber', await visitOfNumber(emergencyNumberId(number, name)), null)
}

/**
 * Own bookings, else those of others that name them as a companion (spec 2, Companions). What lets nobody pass says why
 * not, however much of it there is.
 */
async function byIdentity(as: KnownBy, where: Promise<AtGate>): Promise<ReadCode> {
  const [own, at] = await Promise.all([findOwn(as, true), where])
  const choose = (own: readonly Visit[], accompanied: readonly Visit[]): Candidate | null =>
    chooseBooking([...candidatesOf(own, false), ...candidatesOf(accompanied, true)], at)
  const passes = (chosen: Candidate | null): boolean => chosen !== null && letsPass(chosen, at)

  let chosen = choose(own, [])
  if (!passes(chosen)) {
    const [accompanied, otherOwn, otherAccompanied] = await Promise.all([
      findAccompanied(as, true),
      findOwn(as, false),
      findAccompanied(as, false),
    ])
    const [allOwn, allAccompanied] = [
      [...otherOwn, ...own],
      [...otherAccompanied, ...accompanied],
    ]
    chosen = choose(allOwn, allAccompanied)
    if (!passes(chosen)) {
      // What was approved between the two looks was in neither.
      const [ownNow, accompaniedNow] = await Promise.all([findOwn(as, true), findAccompanied(as, true)])
      chosen = choose([...ownNow, ...allOwn], [...accompaniedNow, ...allAccompanied])
    }
  }
  const read = foundBy('document', chosen?.visitId ?? null, null)
  return chosen?.asCompanion === true ? { ...read, companion: as } : read
}

/** Each once, as it was seen last: `visits` begin with the last look. */
const latestFirst = (visits: readonly Visit[]): Visit[] =>
  visits
    .filter(({ _id }, index) => visits.findIndex((each) => each._id === _id) === index)
    .sort((a, b) => (a.sort < b.sort ? 1 : -1))

const candidatesOf = (visits: readonly Visit[], asCompanion: boolean): Candidate[] =>
  latestFirst(visits).map((visit) =>
    candidateOf(visit, { inside: visit.insideCampusId !== null, asCompanion }),
  )

/**
 * By any of a person's photos they are known for all their bookings that a photo opens. In only by a photo that is there; out
 * also after it was deleted, since a device may forget it later (spec 9).
 */
async function byFace(person: string, direction: Direction, where: Promise<AtGate>): Promise<ReadCode> {
  const [visit, at] = await Promise.all([loadVisit(person), where])
  const opens = ({ face }: Visit): boolean => direction === 'out' || opensGates(face)
  if (visit === null) return foundBy('face', null, null)
  if (!opens(visit)) return { ...foundBy('face', null, null), shownBy: visit._id }
  const [seen] = candidatesOf([visit], false) as [Candidate]
  // The photo's own booking is enough to come in, but perhaps not the one that they came in with.
  if (direction === 'in' ? letsPass(seen, at) : seen.inside || visit.documentHash === '')
    return foundBy('face', person, null)
  // Under one document of one user: a booking under somebody else's document, with the booker's own face, is no way to that
  // person's other rights.
  const isTheirs = ({ _id, owner }: Visit): boolean =>
    _id !== visit._id && owner === visit.owner && owner !== ''
  const others =
    visit.documentHash === ''
      ? []
      : await findOwn({ field: 'documentHash', hashes: [visit.documentHash] }, true)
  const theirs = others.filter((other) => isTheirs(other) && opens(other))
  const chosen = chooseBooking(candidatesOf([...theirs, visit], false), at)
  return foundBy('face', chosen?.visitId ?? null, null)
}

/** A visit that was looked up, or none. */
export const foundBy = (way: Passage['way'], visitId: string | null, plate: PlateNumber | null): ReadCode =>
  visitId === null || visitId === ''
    ? { way, visitId: null, reason: 'NOT_FOUND', plate }
    : { way, visitId, step: onceOf(way, null), plate }
