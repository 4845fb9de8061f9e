import { createHash } from 'node:crypto'
import { concatBytes, toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import {
  tokenOf,
  writeIdentity,
  writeVisit,
  type Digest,
  type IdentityRecord,
} from '../../../miniprogram/domain/gate/snapshot/records'
import {
  encodePage,
  SNAPSHOT_FORMAT,
  SNAPSHOT_LIFE_MS,
  type GateSnapshot,
  type SnapshotLimit,
} from '../../../miniprogram/domain/gate/snapshot/snapshot'
import type { TrafficControl } from '../../../miniprogram/domain/vehicle/traffic-control'
import type { Gate } from '../../stores/campus'
import type { GateFact, IdentityFact, VisitFact } from '../../stores/gate-facts'
import { shortCodeOf } from '../../stores/short-codes'
import type { Sync } from './sync'

/** What one page is made of. */
export interface PageContents {
  facts: readonly GateFact[]
  gates: readonly Gate[]
  controls: readonly TrafficControl[]
  /** No page comes after it. */
  last: boolean
}

/** The text of one page, to be signed, under the salt of the day and with the public keys of passes. */
export function snapshotPayload(
  sync: Sync,
  { facts, gates, controls, last }: PageContents,
  salt: Uint8Array,
  keys: GateSnapshot['keys'],
): string {
  const expiresAt = sync.version + SNAPSHOT_LIFE_MS
  const shown = facts.filter((fact) => matters(fact, dayOf(expiresAt)))
  const visits = shown.flatMap(({ visit }) => visit ?? [])
  return encodePage({
    format: SNAPSHOT_FORMAT,
    version: sync.version,
    expiresAt,
    since: sync.since,
    page: sync.page,
    last,
    salt: toBase64Url(salt),
    keys,
    gates: gates.map(({ _id, name, pedestrian, vehicleBarrier, privateVehicles }) => ({
      ...{ id: _id, name, pedestrian, vehicleBarrier, privateVehicles },
    })),
    controls: controls.map(({ gateIds, from, until, ended }) => ({ gateIds, from, until, ended })),
    limits: visits.flatMap((visit) => limitOf(visit, salt)),
    visits: concatBytes(...visits.map((visit) => visitBytes(visit, salt))),
    identities: concatBytes(...shown.flatMap(({ identity }) => identityBytes(identity, salt))),
  })
}

const digest: Digest = (bytes) => createHash('sha512').update(bytes).digest()

/** Who may pass only after the snapshot has expired comes with a later one. */
const matters = ({ visit }: GateFact, horizon: Day): boolean =>
  visit === null || visit.state !== 'approved' || visit.firstDay <= horizon

function visitBytes(visit: VisitFact, salt: Uint8Array): Uint8Array {
  const { visitId, state, firstDay, lastDay, purposeClass, headCount, plate, gateIds } = visit
  const identity = (kind: string, hash: string) => tokenOf(digest, salt, 'identity', `${kind}:${hash}`)
  return writeVisit({
    ...{ visitId, state, firstDay, lastDay, purposeClass, headCount },
    limited: gateIds !== null,
    code: tokenOf(digest, salt, 'code', shortCodeOf(visitId, visit.shortCodeTry)),
    plate: plate === null ? null : tokenOf(digest, salt, 'plate', plate),
    document: identity('document', visit.documentHash),
    phone: identity('phone', visit.phoneHash),
  })
}

function limitOf({ visitId, gateIds, number }: VisitFact, salt: Uint8Array): SnapshotLimit[] {
  if (gateIds === null) return []
  const token = number === null ? '' : toBase64Url(tokenOf(digest, salt, 'number', number))
  return [{ visitId, gateIds, number: token }]
}

/** `clear` first: what follows is all that is held against it. */
function identityBytes(identity: IdentityFact | null, salt: Uint8Array): Uint8Array[] {
  if (identity === null) return []
  const { calendarId, plate, blocks, inside, due } = identity
  const token =
    plate === null ? tokenOf(digest, salt, 'identity', calendarId) : tokenOf(digest, salt, 'plate', plate)
  const open = { token, from: '2020-01-01', until: null }
  const records: IdentityRecord[] = [
    { ...open, what: 'clear' },
    ...blocks.map(({ from, until }) => ({ token, what: 'blocked' as const, from, until })),
    ...(inside ? [{ ...open, what: 'inside' as const }] : []),
    ...(due ? [{ ...open, what: 'due' as const }] : []),
  ]
  return records.map(writeIdentity)
}
