import type { Day } from '../../../miniprogram/domain/values/days'
import { liveEntries } from '../../../miniprogram/domain/visit/duplicates'
import { normaliseEmergencyNumber } from '../../../miniprogram/domain/emergency/emergency'
import { checkPassCode, normaliseShortCode } from '../../../miniprogram/domain/pass/pass'
import { normaliseDocument, type DocumentKind } from '../../../miniprogram/domain/values/documents'
import { normaliseName } from '../../../miniprogram/domain/values/names'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { isLive } from '../../../miniprogram/domain/visit/visit'
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

/** What is presented at a gate to be let through: one of `code`, `plate`, `person`, `document`, `face`. */
export interface Presented {
  gateId: string
  direction: Direction
  code?: string
  plate?: string
  person?: { tail: string; name: string }
  /** As an ID reader gives it. */
  document?: { kind: DocumentKind; number: string }
  /** Reference of the person whom the device recognised: the visit whose photo it was given. */
  face?: string
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

/** By QR pass, short code, plate, or the last six of the ID with the name (spec 5.1). */
export function readCode(
  { direction, code = '', plate, person, document, face }: Presented,
  moment: Moment,
): Promise<ReadCode> {
  if (plate !== undefined) return byPlate(normalisePlate(plate), direction, moment)
  if (person !== undefined)
    return byIdentity(knownByTail(person.tail.toUpperCase(), normaliseName(person.name)), direction, moment)
  if (document !== undefined)
    return byIdentity(
      knownByDocument(document.kind, normaliseDocument(document.kind, document.number)),
      direction,
      moment,
    )
  if (face !== undefined) return byFace(face, direction)
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

/** Leaving: the booking the vehicle entered with. Entering, or when it isn't inside: today's, else one to come. */
async function byPlate(plate: string, direction: Direction, { today }: Moment): Promise<ReadCode> {
  const calendar = await loadCalendar(plateCalendarId(plate))
  const enteredWith = calendar.inside?.visitId ?? ''
  if (direction === 'out' && enteredWith !== '') return found('plate', enteredWith, plate)
  // Past ones may still stand there until the night: whether it has come must not change the answer.
  const live = liveEntries(calendar.entries, today)
  const entries = live.filter(({ firstDay }) => firstDay <= today)
  const entry = entries.find(({ approved }) => approved) ?? entries[0] ?? live[0]
  return found('plate', entry?.visitId ?? enteredWith, plate)
}

/**
 * Of several bookings of one person: leaving, the one they came in with; else the one that is valid today. Own ones
 * first; else one of somebody else that names them as a companion (spec 2, Companions).
 */
async function byIdentity(known: KnownBy, direction: Direction, { today }: Moment): Promise<ReadCode> {
  const own = await findOwn(known)
  const current = currentOf(own, direction, today)
  if (current !== null) return found('document', current._id, null)
  const accompanied = await findAccompanied(known)
  const along = currentOf(accompanied, direction, today) ?? (own.length > 0 ? null : accompanied[0])
  return along == null
    ? found('document', own[0]?._id ?? null, null)
    : { ...found('document', along._id, null), companion: known }
}

/** In only while there is a photo; out also after it was deleted, since a device may forget it later (spec 9). */
async function byFace(person: string, direction: Direction): Promise<ReadCode> {
  const visit = await loadVisit(person)
  const known = direction === 'out' || (visit?.face ?? null)?.file != null
  return found('face', known ? (visit?._id ?? null) : null, null)
}

function currentOf(visits: readonly Visit[], direction: Direction, today: Day): Visit | null {
  const inside =
    direction === 'out' ? visits.find(({ insideCampusId }) => insideCampusId !== null) : undefined
  const valid = visits.find(
    (visit) => visit.state === 'approved' && visit.firstDay <= today && isLive(visit, today),
  )
  return inside ?? valid ?? null
}

const found = (way: Passage['way'], visitId: string | null, plate: string | null): ReadCode =>
  visitId === null || visitId === ''
    ? { way, visitId: null, reason: 'NOT_FOUND', plate }
    : { way, visitId, step: null, plate }
