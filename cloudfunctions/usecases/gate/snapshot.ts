import { createHash, createHmac } from 'node:crypto'
import type { Input, Output } from '../../../contract'
import { toBase64Url, concatBytes } from '../../../miniprogram/domain/values/bytes'
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
  type SnapshotLimit,
} from '../../../miniprogram/domain/gate/snapshot/snapshot'
import { lookupKeyBytes } from '../../platform/keys'
import { passPublicKeys, passSigner } from '../../platform/pass-signing'
import { listGates } from '../../stores/campus'
import {
  factsFrom,
  factsSince,
  type GateFact,
  type IdentityFact,
  type VisitFact,
} from '../../stores/gate-facts'
import { shortCodeOf } from '../../stores/short-codes'
import { currentControls } from '../../stores/traffic-controls'
import type { Context } from '../context'
import { changesAfter, cursorOf, syncAt, type Sync } from './sync'

/**
 * Facts in one reply: four queries of the most a query gives. 100,000 visits come in 25 replies of 0.2 MB, once a
 * day; what changed in a minute in one.
 */
const QUERY = 1000
const QUERIES = 4

export const gateSnapshot = (
  { now }: Context,
  { since, cursor }: Input<'gate.snapshot'>,
): Promise<Output<'gate.snapshot'>> => loadGateSnapshot(since, cursor, now)

/**
 * One signed page of what gates must know (docs/decisions/0008). `since`: the version that is held, null for none; the
 * answer is what changed, or the whole when that version is of another day. `cursor`: where the last page ended.
 */
export async function loadGateSnapshot(
  since: number | null,
  cursor: string | null,
  now: number,
): Promise<Output<'gate.snapshot'>> {
  const sync = syncAt(since, cursor, now)
  const [facts, gates, controls] = await Promise.all([
    readFacts(sync),
    listGates(),
    currentControls(sync.version),
  ])
  const salt = saltOf(dayOf(sync.version))
  const expiresAt = sync.version + SNAPSHOT_LIFE_MS
  const shown = facts.rows.filter((fact) => matters(fact, dayOf(expiresAt)))
  const visits = shown.flatMap(({ visit }) => visit ?? [])
  const { keyId, sign } = passSigner()
  const payload = encodePage({
    format: SNAPSHOT_FORMAT,
    version: sync.version,
    expiresAt,
    since: sync.since,
    page: sync.page,
    last: facts.next === null,
    salt: toBase64Url(salt),
    keys: passPublicKeys(),
    gates: gates.map(({ _id, name, pedestrian, vehicleBarrier, privateVehicles }) => ({
      ...{ id: _id, name, pedestrian, vehicleBarrier, privateVehicles },
    })),
    controls: controls.map(({ gateIds, from, until, ended }) => ({ gateIds, from, until, ended })),
    limits: visits.flatMap((visit) => limitOf(visit, salt)),
    visits: concatBytes(...visits.map((visit) => visitBytes(visit, salt))),
    identities: concatBytes(...shown.flatMap(({ identity }) => identityBytes(identity, salt))),
  })
  return {
    version: sync.version,
    payload,
    keyId,
    signature: toBase64Url(sign(Buffer.from(payload, 'ascii'))),
    next: facts.next === null ? null : cursorOf({ ...sync, page: sync.page + 1, after: facts.next }),
  }
}

async function readFacts({
  since,
  version,
  after,
}: Sync): Promise<{ rows: GateFact[]; next: string | null }> {
  const rows: GateFact[] = []
  let from = after
  for (let query = 0; query < QUERIES; query++) {
    const found =
      since === null
        ? await factsFrom(dayOf(version), from, QUERY)
        : await factsSince(from ?? changesAfter(since), QUERY)
    rows.push(...found)
    const last = found[QUERY - 1]
    if (last === undefined) return { rows, next: null }
    from = since === null ? last.sortKey : last.seq
  }
  return { rows, next: from }
}

/** Who may pass only after the snapshot has expired comes with a later one. */
const matters = ({ visit }: GateFact, horizon: Day): boolean =>
  visit === null || visit.state !== 'approved' || visit.firstDay <= horizon

/** Of the day: a list that is found lets nobody be recognised in the next one. */
const saltOf = (day: Day): Uint8Array =>
  createHmac('sha256', lookupKeyBytes()).update(`gateSnapshot:${day}`).digest().subarray(0, 16)

const digest: Digest = (bytes) => createHash('sha512').update(bytes).digest()

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
