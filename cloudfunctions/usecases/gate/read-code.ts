import { chooseBooking, letsPass, type Candidate } from '../../../miniprogram/domain/gate/choose-booking'
import type { Credential } from '../../../miniprogram/domain/gate/credential'
import type { Day } from '../../../miniprogram/domain/values/days'
import { normaliseEmergencyNumber } from '../../../miniprogram/domain/emergency/emergency'
import { checkPassCode, normaliseShortCode } from '../../../miniprogram/domain/pass/pass'
import { normaliseDocument } from '../../../miniprogram/domain/values/documents'
import { normaliseName } from '../../../miniprogram/domain/values/names'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { passPublicKey, verifySignature } from '../../platform/pass-signing'
import { loadCalendar, plateCalendarId } from '../../stores/calendars'
import type { Passage } from '../../stores/passages'
import { emergencyNumberId } from '../../stores/emergency'
import { visitOfNumber, visitOfShortCode } from '../../stores/short-codes'
import {
  findAccompanied,
  findOwn,
  knownByDocument,
  knownByTail,
  loadVisit,
  type KnownBy,
  type Visit,
} from '../../stores/visits'

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

interface Moment {
  now: number
  today: Day
}

/** What the guard scanned or typed, before the visit is looked at. */
export type ReadCode = {
  /** Whose pass it is by its signatures, though it is too old to let in: for the blacklist alone. */
  shownBy?: string
  /** Who passes is not the visitor but a companion, known so. */
  companion?: KnownBy
} & (
  | { way: Passage['way']; visitId: string; step: number | null; plate: string | null }
  | {
      way: Passage['way']
      visitId: null
      reason: 'BAD_SIGNATURE' | 'STALE_CODE' | 'NOT_FOUND' | 'LOW_CONFIDENCE'
      plate: string | null
    }
)

/** By QR pass, short code, plate, document, face, or the last six of the document with the name (spec 5.1). */
export function readCode(
  { direction, credential }: Pick<CheckAsked, 'direction' | 'credential'>,
  moment: Moment,
): Promise<ReadCode> {
  if ('plate' in credential) return byPlate(normalisePlate(credential.plate), direction, moment)
  if ('person' in credential) {
    const { tail, name } = credential.person
    return byIdentity(knownByTail(tail.toUpperCase(), normaliseName(name)), direction, moment)
  }
  if ('document' in credential) {
    const { kind, number } = credential.document
    return byIdentity(knownByDocument(kind, normaliseDocument(kind, number)), direction, moment)
  }
  if ('face' in credential) return byFace(credential.face, direction)
  const { code } = credential
  const number = normaliseEmergencyNumber(code)
  if (number !== null) return byNumber(number)
  const short = normaliseShortCode(code)
  return short === null ? Promise.resolve(byPass(code, direction, moment.now)) : byShortCode(short)
}

/** A stale code keeps people out, never in: on leaving the signatures are enough (spec 5.1). */
function byPass(code: string, direction: Direction, now: number): ReadCode {
  const check = checkPassCode(code, now, passPublicKey, verifySignature)
  if (check.valid) return { way: 'qr', visitId: check.statement.visitId, step: check.step, plate: null }
  const refusal = { way: 'qr' as const, visitId: null, reason: check.reason, plate: null }
  if (check.reason !== 'STALE_CODE') return refusal
  const { visitId } = check.statement
  return direction === 'out' ? found('qr', visitId, null) : { ...refusal, shownBy: visitId }
}

async function byShortCode(code: string): Promise<ReadCode> {
  return found('shortCode', await visitOfShortCode(code), null)
}

async function byNumber(number: string): Promise<ReadCode> {
  return found('shortCode', await visitOfNumber(emergencyNumberId(number)), null)
}

/** The bookings that hold the plate, and the one that its vehicle came in with. */
async function byPlate(plate: string, direction: Direction, { today }: Moment): Promise<ReadCode> {
  const { entries, inside } = await loadCalendar(plateCalendarId(plate))
  const enteredWith = inside?.visitId ?? ''
  const candidates: Candidate[] = entries.map(({ visitId, approved, firstDay, lastDay }) => ({
    ...{ visitId, firstDay, lastDay, asCompanion: false },
    standing: approved ? 'approved' : 'pending',
    inside: visitId === enteredWith,
  }))
  if (enteredWith !== '' && !candidates.some((candidate) => candidate.inside))
    candidates.push({ ...ENDED, visitId: enteredWith, inside: true })
  // Past ones may still stand there until the night: whether it has come must not change the answer.
  const live = candidates.filter((each) => each.inside || each.lastDay >= today)
  return found('plate', chooseBooking(live, direction, today)?.visitId ?? null, plate)
}

/** A booking that no longer holds the plate. */
const ENDED: Omit<Candidate, 'visitId'> = {
  ...{ standing: 'ended', firstDay: '', lastDay: '', inside: false, asCompanion: false },
}

/** Own bookings, else those of others that name them as a companion (spec 2, Companions). */
async function byIdentity(as: KnownBy, direction: Direction, { today }: Moment): Promise<ReadCode> {
  const own = (await findOwn(as)).map((visit) => candidateOf(visit, false))
  const chosen = chooseBooking(own, direction, today)
  if (chosen !== null && letsPass(chosen, direction, today)) return found('document', chosen.visitId, null)
  const accompanied = (await findAccompanied(as)).map((visit) => candidateOf(visit, true))
  const better = chooseBooking([...own, ...accompanied], direction, today)
  const read = found('document', better?.visitId ?? null, null)
  return better?.asCompanion === true ? { ...read, companion: as } : read
}

const candidateOf = (
  { _id, state, firstDay, lastDay, insideCampusId }: Visit,
  asCompanion: boolean,
): Candidate => ({
  ...{ visitId: _id, firstDay, lastDay, asCompanion, inside: insideCampusId !== null },
  standing: state === 'approved' || state === 'pending' ? state : 'ended',
})

/** In only while there is a photo; out also after it was deleted, since a device may forget it later (spec 9). */
async function byFace(person: string, direction: Direction): Promise<ReadCode> {
  const visit = await loadVisit(person)
  const known = direction === 'out' || (visit?.face ?? null)?.file != null
  return found('face', known ? (visit?._id ?? null) : null, null)
}

const found = (way: Passage['way'], visitId: string | null, plate: string | null): ReadCode =>
  visitId === null || visitId === ''
    ? { way, visitId: null, reason: 'NOT_FOUND', plate }
    : { way, visitId, step: null, plate }
