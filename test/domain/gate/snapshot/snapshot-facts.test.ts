import { describe, expect, it, test } from 'vitest'
import { concatBytes, toBase64Url } from '../../../../miniprogram/domain/values/bytes'
import { known, UNKNOWN } from '../../../../miniprogram/domain/values/known'
import {
  NOTHING_REMEMBERED,
  replayKey,
  type Move,
  type Remembered,
} from '../../../../miniprogram/domain/gate/memory'
import { readCredential } from '../../../../miniprogram/domain/gate/snapshot/read-credential'
import { writeIdentity, type IdentityRecord } from '../../../../miniprogram/domain/gate/snapshot/records'
import { factsOfSnapshot } from '../../../../miniprogram/domain/gate/snapshot/snapshot-facts'
import type { GateSnapshot } from '../../../../miniprogram/domain/gate/snapshot/snapshot'
import type { OfflineCredential } from '../../../../miniprogram/domain/gate/credential'
import { stepOf } from '../../../../miniprogram/domain/pass/pass'
import { NOW } from '../../builders'
import { atGate, codeOf, GATE, snapshotOf, snapshotWith, token, toolsOfNode, VISIT } from '../builders'

const OTHER = 'AAAAAAAAAAAAAAAA'
const PLATE = '桂C12345'
const plate = token('plate', PLATE)
const STEP = stepOf(NOW)
const CODE = { code: codeOf(STEP) }
const NOBODY = { visits: new Uint8Array() }

const foot = { pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' as const }
const carsOnly = { ...foot, pedestrian: false }
interface Asked {
  snapshot?: GateSnapshot
  credential?: OfflineCredential
  direction?: 'in' | 'out'
  inVehicle?: boolean
  gate?: typeof foot
  remembered?: Partial<Remembered>
}
function factsOf(asked: Asked) {
  const { snapshot = snapshotOf(), credential = CODE, direction = 'in' } = asked
  const check = { gateId: GATE, direction, inVehicle: asked.inVehicle ?? false, credential }
  const remembered = { ...NOTHING_REMEMBERED, ...asked.remembered }
  const gate = asked.gate ?? foot
  const read = readCredential(snapshot, check, { ...atGate(direction), gate }, remembered, toolsOfNode)
  const withGate = { ...check, gate }
  return factsOfSnapshot(snapshot, withGate, NOW, read, remembered, toolsOfNode.digest)
}

describe('of people', () => {
  it('how many are inside is what this gate saw, and else not known', () => {
    const heads = new Map([[VISIT, 2]])
    expect(factsOf({ remembered: { heads } }).booking?.headsInside).toEqual(known(2))
    expect(factsOf({}).booking?.headsInside).toEqual(UNKNOWN)
    expect(factsOf({ remembered: { heads: new Map([[OTHER, 2]]) } }).booking?.headsInside).toEqual(UNKNOWN)
    expect(factsOf({ remembered: { heads: new Map([[VISIT, 0]]) } }).booking?.headsInside).toEqual(UNKNOWN)
  })

  it('a code that says nothing has no booking', () => {
    expect(factsOf({ credential: { code: codeOf(STEP - 20) } })).toMatchObject({
      ...{ unread: 'STALE_CODE', booking: null },
    })
  })

  it('what was used here is used; another gate may have let it pass', () => {
    const usedUp = (key: string) => factsOf({ remembered: { used: new Set([key]) } }).used
    expect(usedUp(replayKey(VISIT, 'in', STEP))).toEqual(known(true))
    for (const key of [
      replayKey(VISIT, 'out', STEP),
      replayKey(VISIT, 'in', STEP - 1),
      replayKey(OTHER, 'in', STEP),
    ])
      expect(usedUp(key)).toEqual(UNKNOWN)
  })

  it('a short code is told from a pass', () => {
    expect(factsOf({ credential: { code: 'ABCD2345' } }).byShortCode).toBe(true)
    expect(factsOf({}).byShortCode).toBe(false)
  })
})

describe('which gates a right is for', () => {
  const limits = [{ visitId: VISIT, number: '', gateIds: ['north'] }]
  test.each([
    ['those of its purpose', snapshotOf(), known(null)],
    ['those that the list names', { ...snapshotOf({ limited: true }), limits }, known(['north'])],
    ['isn’t known where the list doesn’t say', snapshotOf({ limited: true }), UNKNOWN],
    [
      'isn’t known of a visit that is in no limit of its own',
      {
        ...snapshotOf({ limited: true }),
        limits: [{ visitId: OTHER, number: '', gateIds: null }],
      },
      UNKNOWN,
    ],
    ['a pass alone doesn’t say', { ...snapshotOf(), ...NOBODY }, known(null)],
  ])('%s', (_, snapshot, gateIds) => expect(factsOf({ snapshot }).booking?.gateIds).toEqual(gateIds))
})

describe('whether somebody rides', () => {
  const withCar = snapshotOf({ plate })
  const nobodys = { ...snapshotOf(), ...NOBODY }
  const passOf = (hasVehicle: boolean) => ({ code: codeOf(STEP, { hasVehicle }) })
  const unknownCar = { inside: UNKNOWN, due: UNKNOWN }
  const outside = { inside: known(false), due: known(false) }
  test.each<[string, Asked, boolean, object | null]>([
    ['on foot beside the car', { snapshot: withCar }, false, null],
    ['driving', { snapshot: withCar, inVehicle: true }, true, outside],
    ['where nobody walks, who has a car drives', { snapshot: withCar, gate: carsOnly }, true, outside],
    ['where nobody walks, who has none doesn’t', { gate: carsOnly }, false, null],
    [
      'by a pass alone, with a car',
      { snapshot: nobodys, credential: passOf(true), gate: carsOnly },
      true,
      unknownCar,
    ],
    [
      'by a pass alone, without',
      { snapshot: nobodys, credential: passOf(false), gate: carsOnly },
      false,
      null,
    ],
    ['by a pass alone, beside the car', { snapshot: nobodys, credential: passOf(true) }, false, null],
    ['in a car that isn’t booked', { inVehicle: true }, true, null],
    ['a car that nobody booked', { credential: { plate: PLATE }, inVehicle: true }, true, outside],
  ])('%s', (_, asked, inVehicle, vehicle) => expect(factsOf(asked)).toMatchObject({ inVehicle, vehicle }))
})

describe('where a vehicle is', () => {
  const listed = (...what: IdentityRecord['what'][]): GateSnapshot =>
    snapshotWith([{ plate }, { plate, visitId: OTHER }], {
      identities: concatBytes(
        ...what.map((each) => writeIdentity({ token: plate, what: each, from: '2020-01-01', until: null })),
      ),
    })
  test.each<[IdentityRecord['what'][], { inside: boolean; due: boolean }]>([
    [[], { inside: false, due: false }],
    [['inside'], { inside: true, due: false }],
    [['due'], { inside: false, due: true }],
    [['inside', 'due'], { inside: true, due: true }],
  ])('by the list: %j', (what, { inside, due }) =>
    expect(factsOf({ snapshot: listed(...what), inVehicle: true }).vehicle).toEqual({
      ...{ inside: known(inside), due: known(due) },
    }),
  )

  const move = (direction: 'in' | 'out'): Move => ({ direction, at: NOW - 60_000 })
  test.each([
    ['its plate', toBase64Url(plate)],
    ['the code of its booking', VISIT],
    ['the code of another booking of its plate', OTHER],
  ])('by what the gate saw of %s, whichever is shown now', (_, name) => {
    for (const credential of [CODE, { plate: PLATE }])
      for (const [direction, inside] of [
        ['in', true],
        ['out', false],
      ] as const) {
        const remembered = { vehicles: new Map([[name, move(direction)]]) }
        const snapshot = listed(inside ? 'due' : 'inside')
        const { vehicle } = factsOf({ snapshot, credential, inVehicle: true, remembered })
        expect(vehicle?.inside).toEqual(known(inside))
      }
  })
})

describe('the blacklist', () => {
  const blocks = (bytes: Uint8Array): GateSnapshot => ({
    ...snapshotOf({ plate }),
    identities: writeIdentity({ token: bytes, what: 'blocked', from: '2020-01-01', until: null }),
  })
  test.each<[string, Uint8Array, boolean]>([
    ['the document', token('identity', 'document:1'), true],
    ['the phone', token('identity', 'phone:1'), true],
    ['the plate of the booking', plate, true],
    ['somebody else', token('identity', 'document:2'), false],
  ])('%s: %s', (_, bytes, blocked) => expect(factsOf({ snapshot: blocks(bytes) }).blocked).toBe(blocked))
})
