import { describe, expect, it, test } from 'vitest'
import { sign } from 'node:crypto'
import { toBase64Url } from '../../../../miniprogram/domain/values/bytes'
import { writeVisit } from '../../../../miniprogram/domain/gate/snapshot/records'
import { visitById } from '../../../../miniprogram/domain/gate/snapshot/find'
import {
  applyDelta,
  encodePage,
  SNAPSHOT_FORMAT,
  verifySnapshot,
  type SnapshotPage,
} from '../../../../miniprogram/domain/gate/snapshot/snapshot'
import type { VisitState } from '../../../../miniprogram/domain/visit/visit'
import { NOW } from '../../builders'
import { ISSUER, recordOf, SERVER, snapshotOf, toolsOfNode, VISIT } from '../builders'

/** A page as the server signs it and a gate reads it. */
function pageOf(version: number, since: number | null, state: VisitState): SnapshotPage {
  const { base: _, ...held } = snapshotOf()
  const visits = writeVisit(recordOf({ state }))
  const payload = encodePage({
    ...held,
    format: SNAPSHOT_FORMAT,
    version,
    since,
    page: 0,
    last: true,
    visits,
  })
  const signature = toBase64Url(sign(null, Buffer.from(payload, 'ascii'), SERVER))
  const read = verifySnapshot({ payload, keyId: ISSUER.keyId, signature }, [ISSUER], toolsOfNode.verify)
  if (read === null) throw new Error('not signed')
  return read
}
const stateIn = (held: ReturnType<typeof applyDelta>) =>
  held === null ? null : visitById(held, VISIT)?.state

describe('an older page, signed as well as any, replaces nothing', () => {
  const held = applyDelta(null, [pageOf(NOW, null, 'revoked')])
  test.each<[string, number, number | null, VisitState | null]>([
    ['the whole of before', NOW - 1, null, null],
    ['the whole of the same moment', NOW, null, 'approved'],
    ['a newer whole', NOW + 1, null, 'approved'],
    ['a change that ends before', NOW - 1, NOW - 10, null],
    ['a change to what is held', NOW + 1, NOW, 'approved'],
    ['a change that begins before and ends after', NOW + 1, NOW - 10, 'approved'],
    ['a change to what isn’t held yet', NOW + 9, NOW + 5, null],
  ])('%s', (_, version, since, state) =>
    expect(stateIn(applyDelta(held, [pageOf(version, since, 'approved')]))).toBe(state),
  )

  it('nothing held takes any whole, and no change', () => {
    expect(stateIn(applyDelta(null, [pageOf(NOW - 1, null, 'approved')]))).toBe('approved')
    expect(applyDelta(null, [pageOf(NOW, NOW - 1, 'approved')])).toBeNull()
  })
})
