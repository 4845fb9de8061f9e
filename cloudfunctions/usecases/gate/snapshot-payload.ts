import { createHash } from 'node:crypto'
import { concatBytes, fromBase64Url, toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { addDays, dayOf, daysInclusive, type Day } from '../../../miniprogram/domain/values/days'
import {
  holderDigest,
  IDENTITY_LENGTH,
  MAX_RECORD_DAYS,
  TOKEN_LENGTH,
  tokenOf,
  VISIT_LENGTH,
  writeIdentity,
  writeVisit,
  type Digest,
  type IdentityRecord,
  type TokenKind,
} from '../../../miniprogram/domain/gate/snapshot/records'
import {
  encodePage,
  NUMBER_UNTOLD,
  PAPERS_NARROWING,
  SNAPSHOT_FORMAT,
  SNAPSHOT_LIFE_MS,
  type GateSnapshot,
  type SnapshotLimit,
} from '../../../miniprogram/domain/gate/snapshot/snapshot'
import { vehicleGates } from '../../../miniprogram/domain/visit/purposes'
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
  reader: ListReader
}

/** Who holds the list: it is told no more than it needs. */
export interface ListReader {
  /** Ids of the gates where it stands. */
  gateIds: readonly string[]
  /** It reads short codes and emergency numbers: a guard does, no device. */
  readsCodes: boolean
}

/** The text of one page, to be signed, under the salt of the day and with the public keys of passes. */
export function snapshotPayload(
  sync: Sync,
  { facts, gates, controls, last, reader }: PageContents,
  salt: Uint8Array,
  keys: GateSnapshot['keys'],
): string {
  const expiresAt = sync.version + SNAPSHOT_LIFE_MS
  const own = gates.filter(({ _id }) => reader.gateIds.includes(_id))
  const shown = facts.filter((fact) => matters(fact, dayOf(expiresAt)))
  const visits = shown
    .flatMap(({ visit, rerouted }) =>
      visit === null ? [] : { visit, rerouted, ...partFor(visit, own, reader) },
    )
    // Of a whole it is left out, unless an earlier pass says that these gates are for it; in what changed it takes the
    // place of what it said before.
    .filter(({ byIdAlone, rerouted = false }) => !byIdAlone || rerouted || sync.since !== null)
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
    controls: controls.map(({ gateIds, from, until }) => ({ gateIds, from, until })),
    visitLength: VISIT_LENGTH,
    identityLength: IDENTITY_LENGTH,
    limits: visits.flatMap((told) => limitOf(told, salt)),
    visits: concatBytes(...visits.map((told) => visitBytes(told, salt))),
    identities: concatBytes(...shown.flatMap(({ identity }) => identityBytes(identity, salt))),
  })
}

const digest: Digest = (bytes) => createHash('sha512').update(bytes).digest()

/**
 * Who may pass only after the snapshot has expired comes with a later one. A visit that was moved there stays: earlier
 * lists and passes have it for the days before.
 */
const matters = ({ visit, from }: GateFact, horizon: Day): boolean =>
  visit === null || visit.state !== 'approved' || (from ?? visit.firstDay) <= horizon

interface ToldVisit {
  visit: VisitFact
  /** It is found by its code. */
  byCode: boolean
  /** None of these gates is for it: it is known by its id, without a token by which anybody could be found. */
  byIdAlone: boolean
}

/** Who no longer may pass is told at every gate: it may have been in an earlier list. */
const partFor = (
  visit: VisitFact,
  own: readonly Gate[],
  { readsCodes }: ListReader,
): Pick<ToldVisit, 'byCode' | 'byIdAlone'> => {
  const mayUse = own.some((gate) => mayUseGate(visit, gate))
  return { byCode: readsCodes && mayUse, byIdAlone: visit.state === 'approved' && !mayUse }
}

/** Whether its right is for this gate, on foot or by car. */
export const mayUseGate = ({ gateIds, purposeClass, plate }: VisitFact, gate: Gate): boolean =>
  gateIds !== null
    ? gateIds.includes(gate._id)
    : gate.pedestrian || (plate !== null && vehicleGates(purposeClass, [gate]).length > 0)

const NO_TOKEN = new Uint8Array(TOKEN_LENGTH)

function visitBytes({ visit, byCode, byIdAlone }: ToldVisit, salt: Uint8Array): Uint8Array {
  const { visitId, state, firstDay, purposeClass, headCount, plate } = visit
  const token = (kind: TokenKind, value: string): Uint8Array =>
    byIdAlone ? NO_TOKEN : tokenOf(digest, salt, kind, value)
  const holderKey = visit.holderKey === null ? null : fromBase64Url(visit.holderKey)
  return writeVisit({
    ...{ visitId, state, firstDay, lastDay: lastInRecord(visit), purposeClass, headCount },
    limited: isLimited(visit),
    code: byCode ? token('code', shortCodeOf(visitId, visit.shortCodeTry)) : NO_TOKEN,
    plate: plate === null ? null : token('plate', plate),
    document: token('identity', `document:${visit.documentHash}`),
    phone: token('identity', `phone:${visit.phoneHash}`),
    holder: holderKey === null ? null : holderDigest(digest, holderKey),
  })
}

/** A record holds some days only; a longer right has its last day among the limits. */
const lastInRecord = ({ firstDay, lastDay }: VisitFact): Day =>
  daysInclusive(firstDay, lastDay) > MAX_RECORD_DAYS ? addDays(firstDay, MAX_RECORD_DAYS - 1) : lastDay

const isLimited = (visit: VisitFact): boolean =>
  visit.gateIds !== null || visit.right !== undefined || lastInRecord(visit) !== visit.lastDay

function limitOf({ visit, byCode }: ToldVisit, salt: Uint8Array): SnapshotLimit[] {
  if (!isLimited(visit)) return []
  const { visitId, gateIds, number, lastDay } = visit
  const told = number === null ? '' : NUMBER_UNTOLD
  const token = number === null || !byCode ? told : toBase64Url(tokenOf(digest, salt, 'number', number))
  const longer = lastInRecord(visit) === lastDay ? {} : { lastDay }
  const right = { ...visit.right, ...longer }
  const narrowing = right.papersUntil === undefined ? {} : { narrowing: [PAPERS_NARROWING] }
  return [
    { visitId, gateIds, number: token, ...(Object.keys(right).length === 0 ? {} : { right }), ...narrowing },
  ]
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
