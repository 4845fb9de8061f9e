import { describe, expect, it, test } from 'vitest'
import { sign } from 'node:crypto'
import { concatBytes, toBase64Url } from '../../../../miniprogram/domain/values/bytes'
import { GateMemory, NOTHING_REMEMBERED } from '../../../../miniprogram/domain/gate/memory'
import { decideOffline } from '../../../../miniprogram/domain/gate/snapshot/decide-offline'
import {
  holderDigest,
  IDENTITY_LENGTH,
  LEAST_VISIT_LENGTH,
  VISIT_LENGTH,
  writeIdentity,
  writeVisit,
  type VisitRecord,
} from '../../../../miniprogram/domain/gate/snapshot/records'
import {
  applyDelta,
  encodePage,
  SNAPSHOT_FORMAT,
  verifySnapshot,
  type GateSnapshot,
  type SnapshotLimit,
  type SnapshotPage,
} from '../../../../miniprogram/domain/gate/snapshot/snapshot'
import { stepOf } from '../../../../miniprogram/domain/pass/pass'
import { NOW } from '../../builders'
import {
  codeOf,
  GATE,
  ISSUER,
  PHONE,
  rawKey,
  recordOf,
  SERVER,
  snapshotOf,
  toolsOfNode,
  VISIT,
} from '../builders'

/** How the list grows (spec 4.5): a device of today meets the list of another day, made by an older or a newer server. */
const holder = holderDigest(toolsOfNode.digest, rawKey(PHONE))
/** Two visits, so that a wrong length would be noticed. */
const records = [recordOf({ visitId: 'AAAAAAAAAAAAAAAA', state: 'revoked' }), recordOf({ holder })]

/** The records as a server of another age writes them: cut, or with bytes that today's reader doesn't know. */
const listOf = (length: number, visits: readonly VisitRecord[] = records): Uint8Array =>
  concatBytes(
    ...visits.map((each) => {
      const bytes = new Uint8Array(length).fill(0xa5)
      bytes.set(writeVisit(each).subarray(0, length))
      return bytes
    }),
  )

function read(changes: object, length = VISIT_LENGTH): SnapshotPage | null {
  const { base: _, ...held } = snapshotOf()
  const page = { ...held, format: SNAPSHOT_FORMAT, since: null, page: 0, last: true }
  const payload = encodePage({
    ...page,
    ...{ visits: listOf(length), visitLength: length },
    ...changes,
  } as SnapshotPage)
  const signature = toBase64Url(sign(null, Buffer.from(payload, 'ascii'), SERVER))
  return verifySnapshot({ payload, keyId: ISSUER.keyId, signature }, [ISSUER], toolsOfNode.verify)
}
function held(changes: object = {}, length = VISIT_LENGTH): GateSnapshot {
  const page = read(changes, length)
  const snapshot = page === null ? null : applyDelta(null, [page])
  if (snapshot === null) throw new Error('the list can’t be read')
  return snapshot
}
const check = { gateId: GATE, direction: 'in' as const, inVehicle: false }
const at = (snapshot: GateSnapshot, credential = codeOf(stepOf(NOW)), direction: 'in' | 'out' = 'in') =>
  decideOffline(
    snapshot,
    { ...check, direction, credential: { code: credential } },
    NOW,
    NOTHING_REMEMBERED,
    toolsOfNode,
  )

describe('an older device and a newer list', () => {
  test.each([VISIT_LENGTH + 1, VISIT_LENGTH + 9, 64])('records of %i bytes', (length) => {
    const snapshot = held({ tomorrow: { what: 'it doesn’t know' } }, length)
    expect(at(snapshot)).toMatchObject({ answer: { allowed: true }, doubt: null })
    expect(at(snapshot, 'ABCD2345').visitId).toBe(VISIT)
    const revoked = codeOf(stepOf(NOW), { visitId: 'AAAAAAAAAAAAAAAA' })
    expect(at(snapshot, revoked).answer.reason).toBe('REVOKED')
  })

  it('records of identities that it doesn’t know neither hold nor take back anything', () => {
    const token = records[1]?.document as Uint8Array
    const blocked = writeIdentity({ token, what: 'blocked', from: '2020-01-01', until: null })
    const unknown = writeIdentity({ token, what: 'clear', from: '2020-01-01', until: null })
    unknown[6] = 77
    const snapshot = held({ identities: concatBytes(blocked, unknown) })
    expect(at(snapshot).answer.reason).toBe('BLACKLIST')
    expect(IDENTITY_LENGTH).toBe(11)
  })

  test.each<[string, Partial<SnapshotLimit>, string]>([
    [
      'what narrows by a name it doesn’t know: the guard decides',
      { narrowing: ['tomorrow'] },
      'LOW_CONFIDENCE',
    ],
    ['what it doesn’t know and doesn’t narrow', { tomorrow: 1 } as object, 'OK'],
    ['hours that have not come', { right: { hours: { from: 1439, until: 1440 } } }, 'OUTSIDE_HOURS'],
    ['another day of the week', { right: { weekdays: [] } }, 'OUTSIDE_HOURS'],
    ['other gates', { gateIds: ['north'] }, 'WRONG_GATE'],
  ])('%s', (_, limit, reason) => {
    const limits = [{ visitId: VISIT, number: '', gateIds: null, ...limit }]
    const visits = listOf(VISIT_LENGTH, [recordOf({ limited: true })])
    const snapshot = held({ visits, limits })
    expect(at(snapshot).answer.reason).toBe(reason)
    expect(at(snapshot, undefined, 'out').answer.allowed).toBe(true)
  })

  it('a number of entries: the guard decides, because other gates may have counted', () => {
    const limits = [{ visitId: VISIT, number: '', gateIds: null, right: { entries: 1 } }]
    const snapshot = held({ visits: listOf(VISIT_LENGTH, [recordOf({ limited: true })]), limits })
    expect(at(snapshot)).toMatchObject({ answer: { allowed: true }, doubt: 'entriesUnknown' })
  })

  test.each([
    [1, 0, 'OK', 'entriesUnknown'],
    [1, 1, 'NO_ENTRIES_LEFT', null],
    [2, 1, 'OK', 'entriesUnknown'],
    [2, 2, 'NO_ENTRIES_LEFT', null],
  ] as const)('of %i entries %i were by this gate itself: %s', (entries, made, reason, doubt) => {
    const limits = [{ visitId: VISIT, number: '', gateIds: null, right: { entries } }]
    const snapshot = held({ visits: listOf(VISIT_LENGTH, [recordOf({ limited: true })]), limits })
    const memory = new GateMemory(toolsOfNode.digest)
    const seen = { way: 'plate', allowed: true, visitId: VISIT, step: null, plate: null, at: NOW } as const
    for (let times = 0; times < made; times++) {
      memory.pass({ ...seen, direction: 'in' })
      memory.pass({ ...seen, direction: 'out' })
      memory.pass({ ...seen, direction: 'in', allowed: false })
      // A newer list says nothing of how often somebody came in.
      memory.forgetMoves()
    }
    const check = {
      gateId: GATE,
      direction: 'in',
      inVehicle: false,
      credential: { code: codeOf(stepOf(NOW)) },
    } as const
    const decided = decideOffline(snapshot, check, NOW, memory.under(snapshot.salt), toolsOfNode)
    expect([decided.answer.reason, decided.doubt]).toEqual([reason, doubt])
  })

  it('a format that it doesn’t know is refused whole', () =>
    expect([read({ format: SNAPSHOT_FORMAT + 1 }), read({ format: 1 })]).toEqual([null, null]))
})

describe('a newer device and an older list', () => {
  it('of a list that names no phone every phone’s pass is good', () => {
    const snapshot = held({}, LEAST_VISIT_LENGTH)
    expect(at(snapshot)).toMatchObject({ answer: { allowed: true }, doubt: null })
    expect(at(snapshot, 'ABCD2345').visitId).toBe(VISIT)
  })

  it('a list that names another phone leaves it to the guard', () => {
    const visits = listOf(VISIT_LENGTH, [recordOf({ holder: Uint8Array.of(1, 2, 3) })])
    expect(at(held({ visits })).doubt).toBe('holderUnknown')
  })

  it('records too short to say who may pass are no list', () =>
    expect(read({}, LEAST_VISIT_LENGTH - 1)).toBeNull())

  it('what changed in records of another length is no change to what is held: the whole is fetched', () => {
    const change = read({ since: NOW, version: NOW + 1 }, VISIT_LENGTH + 4)
    expect(change).not.toBeNull()
    expect(applyDelta(held(), change === null ? [] : [change])).toBeNull()
  })
})
