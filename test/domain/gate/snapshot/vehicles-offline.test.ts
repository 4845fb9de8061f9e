import { describe, expect, it, test } from 'vitest'
import { toBase64Url } from '../../../../miniprogram/domain/values/bytes'
import { NOTHING_REMEMBERED, type Move } from '../../../../miniprogram/domain/gate/memory'
import { decideOffline, type OfflineCheck } from '../../../../miniprogram/domain/gate/snapshot/decide-offline'
import { tokenOf, writeIdentity } from '../../../../miniprogram/domain/gate/snapshot/records'
import { stepOf } from '../../../../miniprogram/domain/pass/pass'
import { NOW } from '../../builders'
import { codeOf, GATE, SALT, snapshotOf, toolsOfNode, VISIT } from '../builders'

/** A vehicle without a network: known by its plate, or by the code of who drives it. */
const PLATE = '桂C12345'
const token = tokenOf(toolsOfNode.digest, SALT, 'plate', PLATE)
const gate = {
  ...{ id: GATE, name: '南门', pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' as const },
}
const snapshot = { ...snapshotOf({ plate: token }), gates: [gate] }
const inside = writeIdentity({ token, what: 'inside', from: '2020-01-01', until: null })

const byPlate = { credential: { plate: PLATE }, inVehicle: true }
const byCode = { credential: { code: codeOf(stepOf(NOW)) }, inVehicle: true }
const ask = (
  seen: [string, Move][],
  how: Pick<OfflineCheck, 'credential' | 'inVehicle'>,
  held: typeof snapshot = snapshot,
) =>
  decideOffline(
    held,
    { gateId: GATE, direction: 'in', ...how },
    NOW,
    { ...NOTHING_REMEMBERED, vehicles: new Map(seen) },
    toolsOfNode,
  ).answer.reason

const move = (direction: 'in' | 'out', minutesAgo: number): Move => ({
  direction,
  at: NOW - minutesAgo * 60_000,
})

describe('a car that came in here', () => {
  test.each([
    ['by its plate', toBase64Url(token)],
    ['by the code of its driver', VISIT],
  ])('%s doesn’t come in again, by plate or by code', (_, key) => {
    for (const how of [byPlate, byCode]) expect(ask([[key, move('in', 5)]], how)).toBe('ALREADY_INSIDE')
  })

  it('and left again the other way comes in', () => {
    const seen: [string, Move][] = [
      [VISIT, move('in', 9)],
      [toBase64Url(token), move('out', 5)],
    ]
    for (const how of [byPlate, byCode]) expect(ask(seen, how)).toBe('OK')
  })
})

it('what this gate saw is newer than the list', () => {
  const listed = { ...snapshot, identities: inside }
  expect(ask([], byPlate, listed)).toBe('ALREADY_INSIDE')
  expect(ask([[VISIT, move('out', 1)]], byPlate, listed)).toBe('OK')
})
