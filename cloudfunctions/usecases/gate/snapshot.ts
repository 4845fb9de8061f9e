import { createHmac } from 'node:crypto'
import type { Input, Output } from '../../../contract'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { fixedKey, lookupKeys } from '../../platform/keys'
import { passPublicKeys, passSigner } from '../../platform/pass-signing'
import { listGates } from '../../stores/campus'
import { factsFrom, factsSince, type GateFact } from '../../stores/gate-facts'
import { currentControls } from '../../stores/traffic-controls'
import type { Caller } from '../caller'
import { asCalledOff, loadCalledOff } from './called-off'
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
    loadCalledOff(now),
    readFacts(asked),
    listGates(),
    currentControls(asked.version),
  ])
  const sync = wholeBefore(asked, calledOff.at)
  const facts = sync === asked ? found : await readFacts(sync)
  const { keyId, sign } = passSigner()
  const rows = facts.rows.map((fact) => asCalledOff(fact, calledOff))
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
