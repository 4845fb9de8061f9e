import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { concatBytes, toBase64Url } from '../../../miniprogram/domain/values/bytes'
import type { Day } from '../../../miniprogram/domain/values/days'
import type { BookingFacts, GateContext } from '../../../miniprogram/domain/gate/facts'
import type { Tools } from '../../../miniprogram/domain/gate/snapshot/read-credential'
import {
  IDENTITY_LENGTH,
  tokenOf,
  VISIT_LENGTH,
  writeVisit,
  type TokenKind,
  type VisitRecord,
} from '../../../miniprogram/domain/gate/snapshot/records'
import { SNAPSHOT_LIFE_MS, type GateSnapshot } from '../../../miniprogram/domain/gate/snapshot/snapshot'
import { passCode, stepMessage } from '../../../miniprogram/domain/pass/pass'
import { encodeStatement, type PassStatement } from '../../../miniprogram/domain/pass/statement'
import { known } from '../../../miniprogram/domain/values/known'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { NOW, TODAY } from '../builders'

/** A gate without a network: its snapshot with one visit, and that visitor's phone. */
export const GATE = 'south'
export const VISIT = 'AbCdEfGhIjKlMnOp'
export const SALT = new Uint8Array(16).fill(7)
export const SERVER = generateKeyPairSync('ed25519').privateKey
export const PHONE = generateKeyPairSync('ed25519').privateKey
const KEY_ID = 7

export const rawKey = (key: KeyObject): Uint8Array =>
  new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(12))

export const ISSUER = { keyId: KEY_ID, publicKey: toBase64Url(rawKey(SERVER)) }

export const toolsOfNode: Tools = {
  digest: (bytes) => createHash('sha512').update(bytes).digest(),
  verify(key, message, signature) {
    const x = Buffer.from(key).toString('base64url')
    const jwk = { kty: 'OKP', crv: 'Ed25519', x }
    try {
      return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature)
    } catch {
      return false
    }
  },
}

const days = { firstDay: TODAY, lastDay: TODAY as Day }

export function statementOf(changes: Partial<PassStatement> = {}): PassStatement {
  const person = {
    visitId: VISIT,
    purposeClass: 'official' as const,
    headCount: 1,
    hasVehicle: false,
    limited: false,
  }
  return { keyId: KEY_ID, ...person, ...days, holderKey: rawKey(PHONE), ...changes }
}

/** The code that the visitor's phone shows at `step`. */
export function codeOf(
  step: number,
  changes: Partial<PassStatement> = {},
  holder: (message: Uint8Array) => Uint8Array = (message) => sign(null, message, PHONE),
): string {
  const statement = encodeStatement(statementOf(changes))
  const signed = concatBytes(statement, sign(null, statement, SERVER))
  return passCode(signed, step, holder(stepMessage(signed, step)))
}

export const token = (kind: TokenKind, value: string): Uint8Array =>
  new Uint8Array(tokenOf(toolsOfNode.digest, SALT, kind, value))

export function recordOf(changes: Partial<VisitRecord> = {}): VisitRecord {
  return {
    ...{ visitId: VISIT, state: 'approved', ...days, purposeClass: 'official', headCount: 1, limited: false },
    code: token('code', 'ABCD2345'),
    plate: null,
    document: token('identity', 'document:1'),
    phone: token('identity', 'phone:1'),
    holder: null,
    ...changes,
  }
}

/** Made NOW, with one gate for people on foot. */
export function snapshotOf(changes: Partial<VisitRecord> = {}): GateSnapshot {
  const gate = {
    id: GATE,
    name: '南门',
    pedestrian: true,
    vehicleBarrier: false,
    privateVehicles: 'none' as const,
  }
  return {
    version: NOW,
    base: NOW,
    expiresAt: NOW + SNAPSHOT_LIFE_MS,
    salt: toBase64Url(SALT),
    keys: [ISSUER],
    gates: [gate],
    controls: [],
    limits: [],
    ...{ visitLength: VISIT_LENGTH, identityLength: IDENTITY_LENGTH },
    visits: writeVisit(recordOf(changes)),
    identities: new Uint8Array(),
  }
}

/** A list of several visits, the first told first. */
export const snapshotWith = (
  visits: readonly Partial<VisitRecord>[],
  changes: Partial<GateSnapshot> = {},
): GateSnapshot => ({
  ...snapshotOf(),
  visits: concatBytes(...visits.map((each) => writeVisit(recordOf(each)))),
  ...changes,
})

/** NOW, at a gate with a guard that is open to everybody both ways. */
export const atGate = (direction: Direction, changes: Partial<GateContext> = {}): GateContext => ({
  gateId: GATE,
  gate: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' },
  ...{ closed: false, direction, opens: 'both', attended: true, now: NOW },
  ...changes,
})

/** An official booking of one person, approved for today, as the records know it. */
export const bookingFacts = (changes: Partial<BookingFacts> = {}): BookingFacts => ({
  ...{ state: 'approved', ...days, purposeClass: 'official', hasVehicle: false, gateIds: known(null) },
  ...{ entriesMade: known(0), headCount: 1, headsInside: known(0) },
  ...changes,
})
