import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { createHash } from 'node:crypto'
import { fromBase64Url } from '../../miniprogram/domain/values/bytes'
import { addDays } from '../../miniprogram/domain/values/days'
import { visitByCode, visitById, visitsByPlate } from '../../miniprogram/domain/gate/snapshot/find'
import { saltOf, tokenOf } from '../../miniprogram/domain/gate/snapshot/records'
import {
  applyDelta,
  verifySnapshot,
  type GateSnapshot,
} from '../../miniprogram/domain/gate/snapshot/snapshot'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from '../functions/campus'
import { fetchSnapshot, phoneTools } from '../functions/gate-phone'
import { deviceAt, type GateDevice } from '../functions/gates'
import { bookApproved, guardOf, identityOf } from '../functions/visitors'

/** Somebody has the list of a gate, salt and all, and tries what may stand in it (decision 8). */
const GATE = 'yanshan-east'
/** Private cars may not go in or out here. */
const ELSEWHERE = 'yucai-east'
let campus: Campus
beforeAll(async () => {
  campus = await openCampus()
  campus.clock.now = NOW
})
afterAll(() => campus.close())

const digest = (bytes: Uint8Array): Uint8Array => createHash('sha512').update(bytes).digest()

async function listOf(device: GateDevice, held: GateSnapshot | null = null): Promise<GateSnapshot> {
  const page = await device.get('snapshot', held === null ? {} : { since: held.version })
  const read = verifySnapshot(page, null, phoneTools.verify)
  const snapshot = read === null ? null : applyDelta(held, [read])
  if (snapshot === null) throw new Error('the list can’t be read')
  return snapshot
}
const tried = (list: GateSnapshot, kind: 'code' | 'plate', value: string): Uint8Array =>
  tokenOf(digest, saltOf(list), kind, value)

describe('the list of a device', () => {
  test.each(['controller', 'qrHead', 'plateCamera', 'idReader', 'faceReader'] as const)(
    '%s: no short code can be tried out on it; a guard’s phone finds it',
    async (kind) => {
      const number = 44_000 + ['controller', 'qrHead', 'plateCamera', 'idReader', 'faceReader'].indexOf(kind)
      const { pass, visitId } = await bookApproved(campus, number)
      const list = await listOf(await deviceAt(campus, GATE, { kind }))
      expect(visitById(list, visitId)?.state).toBe('approved')
      expect(visitByCode(list, tried(list, 'code', pass.shortCode))).toBeNull()
      const guards = await fetchSnapshot(campus.person(guardOf(campus, GATE)))
      expect(visitByCode(guards, tried(guards, 'code', pass.shortCode))?.visitId).toBe(visitId)
    },
  )

  it('holds today’s and tomorrow’s visits, and none of a gate that isn’t for them', async () => {
    const car = (number: number) => ({
      purpose: 'private' as const,
      driving: true,
      plate: identityOf(number).plate,
    })
    const days = (ahead: number) => ({ firstDay: addDays(TODAY, ahead), lastDay: addDays(TODAY, ahead) })
    const device = await deviceAt(campus, GATE)
    const none = await listOf(device)
    const inDays: string[] = []
    for (const ahead of [0, 1, 2, 7])
      inDays.push((await bookApproved(campus, 44_100 + ahead, days(ahead))).visitId)
    campus.clock.now += 200_000
    const list = await listOf(device)
    expect(inDays.map((id) => visitById(list, id) !== null)).toEqual([true, true, false, false])

    await campus.put('gates', {
      _id: ELSEWHERE,
      pedestrian: false,
      vehicleBarrier: true,
      privateVehicles: 'none',
    })
    const { dropCached } = await import('../../cloudfunctions/platform/instance-cache')
    dropCached('gates')
    const far = await deviceAt(campus, ELSEWHERE)
    const before = await listOf(far)
    const { visitId } = await bookApproved(campus, 44_200, car(44_200))
    campus.clock.now += 1000
    expect(visitById(await listOf(far), visitId)).toBeNull()
    // In what changed it stands by its id alone, so that it takes the place of what it said before.
    const after = await listOf(far, before)
    expect(visitById(after, visitId)?.state).toBe('approved')
    expect(visitsByPlate(after, tried(after, 'plate', identityOf(44_200).plate))).toEqual([])
    expect(none.visitLength).toBe(43)
    expect(fromBase64Url(after.salt)).toHaveLength(16)
  })
})
