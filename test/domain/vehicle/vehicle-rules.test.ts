import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../../miniprogram/domain/values/days'
import type { GateReason } from '../../../miniprogram/domain/gate/reasons'
import type { VisitAtGate } from '../../../miniprogram/domain/gate/rules'
import type { Direction, GateRights, PurposeClass } from '../../../miniprogram/domain/visit/purposes'
import { answerVehicleAtGate, type VehicleAtGate } from '../../../miniprogram/domain/vehicle/vehicle-rules'
import type { VisitState } from '../../../miniprogram/domain/visit/visit'
import { NOW, TODAY } from '../builders'

/** The gates that a vehicle may meet (spec 2, Purpose). */
const GATES = {
  育才西门: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' },
  雁山东门: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' },
  雁山西门: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'entryOnly' },
  otherBarrier: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'none' },
  onFoot: { pedestrian: true, vehicleBarrier: false, privateVehicles: 'none' },
} as const satisfies Record<string, GateRights>
type GateName = keyof typeof GATES

const visitOf = (changes: Partial<VisitAtGate> = {}): VisitAtGate => ({
  state: 'approved',
  firstDay: TODAY,
  lastDay: TODAY,
  purposeClass: 'private',
  plate: '桂C12345',
  blocked: false,
  ...changes,
})
const vehicleOf = (changes: Partial<VehicleAtGate> = {}): VehicleAtGate => ({
  visit: visitOf(),
  inside: null,
  dues: [],
  ...changes,
})
const INSIDE = { stayId: 's1', campusId: 'yanshan', campusName: '雁山校区', since: 1, visitId: 'v1' }
const DUE = { stayId: 's0', campusId: 'yanshan', campusName: '雁山校区', fen: 400 }

const answer = (vehicle: VehicleAtGate, gate: GateName, direction: Direction, closed = false) =>
  answerVehicleAtGate(vehicle, { ...GATES[gate], closed }, direction, NOW)

describe('private vehicles only through the three gates, 雁山西门 in only; official ones through every barrier', () => {
  test.each<[GateName, PurposeClass, GateReason, GateReason]>([
    ['育才西门', 'private', 'OK', 'OK'],
    ['雁山东门', 'private', 'OK', 'OK'],
    ['雁山西门', 'private', 'OK', 'ENTRY_ONLY'],
    ['otherBarrier', 'private', 'WRONG_GATE', 'WRONG_GATE'],
    ['onFoot', 'private', 'WRONG_GATE', 'WRONG_GATE'],
    ['育才西门', 'official', 'OK', 'OK'],
    ['雁山东门', 'official', 'OK', 'OK'],
    ['雁山西门', 'official', 'OK', 'OK'],
    ['otherBarrier', 'official', 'OK', 'OK'],
    ['onFoot', 'official', 'WRONG_GATE', 'WRONG_GATE'],
  ])('%s, %s: in %s, out %s', (gate, purposeClass, entry, exit) => {
    const visit = visitOf({ purposeClass })
    expect(answer(vehicleOf({ visit }), gate, 'in').reason).toBe(entry)
    expect(answer(vehicleOf({ visit, inside: INSIDE }), gate, 'out').reason).toBe(exit)
  })
})

describe('a vehicle without a booking', () => {
  test.each<[GateName, GateReason, GateReason]>([
    ['育才西门', 'OK', 'OK'],
    ['雁山西门', 'OK', 'ENTRY_ONLY'],
    ['otherBarrier', 'OK', 'WRONG_GATE'],
    ['onFoot', 'WRONG_GATE', 'WRONG_GATE'],
  ])('leaves by %s: let in %s, not seen coming in %s', (gate, letIn, unseen) => {
    expect(answer(vehicleOf({ visit: null, inside: INSIDE }), gate, 'out').reason).toBe(letIn)
    expect(answer(vehicleOf({ visit: null }), gate, 'out').reason).toBe(unseen)
    expect(answer(vehicleOf({ visit: null, inside: INSIDE }), gate, 'in').allowed).toBe(false)
  })
})

describe('ALREADY_INSIDE is a rule for vehicles, NOT_INSIDE never holds one back', () => {
  it('a vehicle that stands inside doesn’t enter again', () =>
    expect(answer(vehicleOf({ inside: INSIDE }), '育才西门', 'in')).toMatchObject({
      allowed: false,
      reason: 'ALREADY_INSIDE',
    }))
  it('one without an entry leaves, and the guard is told', () =>
    expect(answer(vehicleOf(), '育才西门', 'out')).toMatchObject({ allowed: true, hint: 'NOT_INSIDE' }))
  it('one with an entry leaves without a word', () =>
    expect(answer(vehicleOf({ inside: INSIDE }), '育才西门', 'out')).toMatchObject({
      allowed: true,
      hint: null,
    }))
})

describe('what refuses a vehicle’s entry', () => {
  test.each<[string, VehicleAtGate, GateReason]>([
    ['nothing booked', vehicleOf({ visit: null }), 'NOT_FOUND'],
    ['a booking without a vehicle', vehicleOf({ visit: visitOf({ plate: null }) }), 'NO_VEHICLE'],
    ['a fee that is due', vehicleOf({ dues: [DUE] }), 'FEE_DUE'],
    ['the blacklist', vehicleOf({ visit: visitOf({ blocked: true }) }), 'BLACKLIST'],
    ['not approved', vehicleOf({ visit: visitOf({ state: 'pending' }) }), 'PENDING'],
    [
      'not yet',
      vehicleOf({ visit: visitOf({ firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 1) }) }),
      'NOT_YET',
    ],
  ])('%s: %s', (_, vehicle, reason) =>
    expect(answer(vehicle, '育才西门', 'in')).toMatchObject({ allowed: false, reason }),
  )
})

it('traffic control closes a gate to entry, not to exit', () => {
  expect(answer(vehicleOf(), '育才西门', 'in', true).reason).toBe('TRAFFIC_CONTROL')
  expect(answer(vehicleOf({ inside: INSIDE }), '育才西门', 'out', true).allowed).toBe(true)
})

const anyVehicle: fc.Arbitrary<VehicleAtGate> = fc.record({
  visit: fc.option(
    fc.record({
      state: fc.constantFrom<VisitState>(
        'pending',
        'approved',
        'returned',
        'cancelled',
        'expired',
        'revoked',
      ),
      firstDay: fc.integer({ min: -40, max: 40 }).map((offset) => addDays(TODAY, offset)),
      lastDay: fc.constant(addDays(TODAY, 40)),
      purposeClass: fc.constantFrom<PurposeClass>('official', 'private'),
      plate: fc.constantFrom(null, '桂C12345'),
      blocked: fc.boolean(),
    }),
  ),
  inside: fc.constantFrom(null, INSIDE),
  dues: fc.constantFrom([], [DUE]),
})

it('no vehicle is ever trapped: whatever became of its booking, open gates for private vehicles let it out', () => {
  fc.assert(
    fc.property(anyVehicle, fc.boolean(), (vehicle, closed) => {
      for (const gate of ['育才西门', '雁山东门'] as const)
        expect(answer(vehicle, gate, 'out', closed)).toMatchObject({ allowed: true, reason: 'OK' })
    }),
    { numRuns: 500 },
  )
})

it('no vehicle enters while it is inside, owes a fee, or the gate is closed', () => {
  fc.assert(
    fc.property(anyVehicle, fc.boolean(), (vehicle, closed) => {
      const { allowed } = answer(vehicle, '育才西门', 'in', closed)
      expect(allowed && (closed || vehicle.inside !== null || vehicle.dues.length > 0)).toBe(false)
    }),
    { numRuns: 500 },
  )
})
