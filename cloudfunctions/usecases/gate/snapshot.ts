import { createHmac } from 'node:crypto'
import type { Input, Output } from '../../../contract'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { stateByActivity } from '../../../miniprogram/domain/activity/activity'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { fixedKey, lookupKeys } from '../../platform/keys'
import { passPublicKeys, passSigner } from '../../platform/pass-signing'
import { findCalledOff } from '../../stores/activities'
import { listGates } from '../../stores/campus'
import { factsFrom, factsSince, type GateFact } from '../../stores/gate-facts'
import { currentControls } from '../../stores/traffic-controls'
import type { Caller } from '../caller'
import { snapshotPayload, type ListReader } from './snapshot-payload'
import { changesAfter, cursorOf, syncAt, wholeBefore, type Sync } from './sync'

/**
 * Facts in one reply: four queries of the most a query gives. 100,000 visits come in 25 replies of 0.2 MB, once a
 * day; what changed in a minute in one.
 */
const QUERY = 1000
const QUERIES = 4

export const gateSnapshot = (
  { now, scope }: Caller,
  { since, cursor }: Input<'gate.snapshot'>,
): Promise<Output<'gate.snapshot'>> =>
  loadGateSnapshot({ gateIds: scope.gates(), readsCodes: true }, since, cursor, now)

/**
 * One signed page of what gates must know (docs/decisions/0008). `since`: the version that is held, null for none; the
 * answer is what changed, or the whole when that version is of another day. `cursor`: where the last page ended.
 */
export async function loadGateSnapshot(
  reader: ListReader,
  since: number | null,
  cursor: string | null,
  now: number,
): Promise<Output<'gate.snapshot'>> {
  const asked = syncAt(since, cursor, now)
  const [calledOff, found, gates, controls] = await Promise.all([
    loadCalledOff(),
    readFacts(asked),
    listGates(),
    currentControls(asked.version),
  ])
  const sync = wholeBefore(asked, calledOff.at)
  const facts = sync === asked ? found : await readFacts(sync)
  const { keyId, sign } = passSigner()
  const rows = facts.rows.map((fact) => asCalledOff(fact, calledOff.ids))
  const held = { facts: rows, gates, controls, last: facts.next === null, reader }
  const payload = snapshotPayload(sync, held, saltOf(dayOf(sync.version)), passPublicKeys())
  return {
    version: sync.version,
    payload,
    keyId,
    signature: toBase64Url(sign(Buffer.from(payload, 'ascii'))),
    next: facts.next === null ? null : cursorOf({ ...sync, page: sync.page + 1, after: facts.next }),
  }
}

/** More at once are never called off before the timer has gone through the first. */
const MAX_CALLED_OFF = 1000

/**
 * Activities that were called off and whose guests aren't all let go: gates are told of each guest only then. `at`: when
 * the last of them was; changes since a version of before don't tell of those who are still to be let go.
 */
async function loadCalledOff(): Promise<{ ids: ReadonlySet<string>; at: number }> {
  const found = await findCalledOff(MAX_CALLED_OFF)
  const at = Math.max(0, ...found.map(({ cancelledAt = 0 }) => cancelledAt))
  return { ids: new Set(found.map(({ _id }) => _id)), at }
}

/** What a gate is told of a visit whose activity was called off. */
const asCalledOff = (fact: GateFact, ids: ReadonlySet<string>): GateFact =>
  fact.visit?.activityId === undefined || !ids.has(fact.visit.activityId)
    ? fact
    : { ...fact, visit: { ...fact.visit, state: stateByActivity(fact.visit.state, 'cancelled') } }

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

/**
 * Of the day: a list that is found lets nobody be recognised in the next one. Of the newest lookup key, too: tokens are made
 * of its hashes, and lists under another salt aren't joined.
 */
const saltOf = (day: Day): Uint8Array =>
  createHmac('sha256', fixedKey())
    .update(`gateSnapshot:${day}:${lookupKeys().chain.length}`)
    .digest()
    .subarray(0, 16)
