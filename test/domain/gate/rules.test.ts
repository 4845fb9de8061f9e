import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import type { GateReason } from '../../../miniprogram/domain/gate/reasons'
import { answerAtGate, refused, type VisitAtGate } from '../../../miniprogram/domain/gate/rules'
import { gateSentence, reasonSentence } from '../../../miniprogram/locales/zh/gate'
import type { Direction, GateRights, PurposeClass } from '../../../miniprogram/domain/visit/purposes'
import type { VisitState } from '../../../miniprogram/domain/visit/visit'
import { TODAY } from '../builders'

/** The kinds of gate there are (spec 2, Purpose). */
const GATES = {
  onlyOnFoot: { pedestrian: true, vehicleBarrier: false, privateVehicles: 'none' },
  onlyByCar: { pedestrian: false, vehicleBarrier: true, privateVehicles: 'both' },
  育才西门: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' },
  雁山东门: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' },
  雁山西门: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'entryOnly' },
  officialCars: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'none' },
  officialCarsOnly: { pedestrian: false, vehicleBarrier: true, privateVehicles: 'none' },
} as const satisfies Record<string, GateRights>
type GateName = keyof typeof GATES

const visitOf = (changes: Partial<VisitAtGate> = {}): VisitAtGate => ({
  state: 'approved',
  firstDay: TODAY,
  lastDay: TODAY,
  purposeClass: 'private',
  plate: null,
  blocked: false,
  ...changes,
})

const YESTERDAY = addDays(TODAY, -1)
const CAR = '桂C12345'
const noonOf = (day: string): number => startOfDay(day) + 12 * 3_600_000
const answer = (visit: VisitAtGate, gate: GateName, direction: Direction, today = TODAY) =>
  answerAtGate(visit, GATES[gate], direction, noonOf(today))

describe('entry by state', () => {
  test.each<[VisitState, GateReason]>([
    ['pending', 'PENDING'],
    ['approved', 'OK'],
    ['returned', 'RETURNED'],
    ['revoked', 'REVOKED'],
    ['cancelled', 'CANCELLED'],
    ['expired', 'EXPIRED'],
    ['finished', 'EXPIRED'],
  ])('%s: %s', (state, reason) => {
    expect(answer(visitOf({ state }), '育才西门', 'in')).toEqual({
      allowed: reason === 'OK',
      reason,
      onFootOnly: false,
    })
  })
})

test.each<[string, Partial<VisitAtGate>, GateReason]>([
  ['its entries were used', { entries: 1 }, 'NO_ENTRIES_LEFT'],
  ['its days are over too', { entries: 1, firstDay: YESTERDAY, lastDay: YESTERDAY }, 'EXPIRED'],
  ['its hours are over too', { entries: 1, hours: { from: 480, until: 540 } }, 'EXPIRED'],
  ['nothing counts its entries', {}, 'EXPIRED'],
])('finished, and %s: %s', (_, changes, reason) =>
  expect(answer(visitOf({ state: 'finished', ...changes }), '育才西门', 'in').reason).toBe(reason),
)

describe('entry by day, for a visit of three days', () => {
  const visit = visitOf({ firstDay: addDays(TODAY, -1), lastDay: addDays(TODAY, 1) })
  test.each<[number, GateReason]>([
    [-2, 'NOT_YET'],
    [-1, 'OK'],
    [0, 'OK'],
    [1, 'OK'],
    [2, 'EXPIRED'],
  ])('on day %i: %s', (offset, reason) =>
    expect(answer(visit, '育才西门', 'in', addDays(TODAY, offset)).reason).toBe(reason),
  )

  it('somebody on the blacklist is told so first, and let out', () => {
    const blocked = { ...visit, state: 'pending' as const, blocked: true }
    expect(answer(blocked, '育才西门', 'in').reason).toBe('BLACKLIST')
    expect(answer(blocked, '育才西门', 'out').allowed).toBe(true)
  })

  it('a state that ends everything is told before a day that has not come', () => {
    const revoked = visitOf({ state: 'revoked', firstDay: addDays(TODAY, 3), lastDay: addDays(TODAY, 3) })
    expect(answer(revoked, '育才西门', 'in').reason).toBe('REVOKED')
  })
})

/** in and out: `pass`, `foot` (the person may, the car not here) or `no` (WRONG_GATE). */
type Cell = 'pass' | 'foot' | 'no'
const cell = (visit: VisitAtGate, gate: GateName, direction: Direction): Cell => {
  const { allowed, reason, onFootOnly } = answer(visit, gate, direction)
  if (!allowed) {
    expect(reason).toBe('WRONG_GATE')
    return 'no'
  }
  return onFootOnly ? 'foot' : 'pass'
}

describe('who passes which kind of gate, in and out', () => {
  const walker = (purposeClass: PurposeClass) => visitOf({ purposeClass })
  const driver = (purposeClass: PurposeClass) => visitOf({ purposeClass, plate: CAR })
  test.each<[GateName, Record<'onFoot' | 'officialCar' | 'privateCar', [Cell, Cell]>]>([
    ['onlyOnFoot', { onFoot: ['pass', 'pass'], officialCar: ['foot', 'foot'], privateCar: ['foot', 'foot'] }],
    ['onlyByCar', { onFoot: ['no', 'pass'], officialCar: ['pass', 'pass'], privateCar: ['pass', 'pass'] }],
    ['育才西门', { onFoot: ['pass', 'pass'], officialCar: ['pass', 'pass'], privateCar: ['pass', 'pass'] }],
    ['雁山东门', { onFoot: ['pass', 'pass'], officialCar: ['pass', 'pass'], privateCar: ['pass', 'pass'] }],
    ['雁山西门', { onFoot: ['pass', 'pass'], officialCar: ['pass', 'pass'], privateCar: ['pass', 'foot'] }],
    [
      'officialCars',
      { onFoot: ['pass', 'pass'], officialCar: ['pass', 'pass'], privateCar: ['foot', 'foot'] },
    ],
    [
      'officialCarsOnly',
      { onFoot: ['no', 'pass'], officialCar: ['pass', 'pass'], privateCar: ['no', 'foot'] },
    ],
  ])('%s', (gate, expected) => {
    const cells = (visit: VisitAtGate): [Cell, Cell] => [cell(visit, gate, 'in'), cell(visit, gate, 'out')]
    expect(cells(walker('private'))).toEqual(expected.onFoot)
    expect(cells(walker('official'))).toEqual(expected.onFoot)
    expect(cells(driver('official'))).toEqual(expected.officialCar)
    expect(cells(driver('private'))).toEqual(expected.privateCar)
  })
})

const anyVisit: fc.Arbitrary<VisitAtGate> = fc
  .record({
    state: fc.constantFrom<VisitState>(
      'pending',
      'approved',
      'returned',
      'cancelled',
      'expired',
      'revoked',
      'finished',
    ),
    ahead: fc.integer({ min: -400, max: 400 }),
    days: fc.integer({ min: 1, max: 15 }),
    purposeClass: fc.constantFrom<PurposeClass>('official', 'private'),
    plate: fc.constantFrom(null, CAR),
    blocked: fc.boolean(),
  })
  .map(({ ahead, days, ...rest }) => {
    const firstDay = addDays(TODAY, ahead)
    return { ...rest, firstDay, lastDay: addDays(firstDay, days - 1) }
  })
const anyGate: fc.Arbitrary<GateRights> = fc.record({
  pedestrian: fc.boolean(),
  vehicleBarrier: fc.boolean(),
  privateVehicles: fc.constantFrom('none', 'both', 'entryOnly'),
})

it('nobody is ever trapped: whoever has a booking gets out, whatever became of it, at every gate', () => {
  fc.assert(
    fc.property(anyVisit, anyGate, (visit, gate) => {
      expect(answerAtGate(visit, gate, 'out', noonOf(TODAY))).toMatchObject({ allowed: true, reason: 'OK' })
    }),
    { numRuns: 1000 },
  )
})

it('nobody gets in but with an approved booking, on one of its days, where person or car may pass', () => {
  fc.assert(
    fc.property(anyVisit, anyGate, (visit, gate) => {
      const may =
        visit.state === 'approved' &&
        !visit.blocked &&
        visit.firstDay <= TODAY &&
        TODAY <= visit.lastDay &&
        (gate.pedestrian ||
          (visit.plate !== null &&
            gate.vehicleBarrier &&
            (visit.purposeClass === 'official' || gate.privateVehicles !== 'none')))
      expect(answerAtGate(visit, gate, 'in', noonOf(TODAY)).allowed).toBe(may)
    }),
    { numRuns: 1000 },
  )
})

describe('what the guard reads out', () => {
  const REASONS: GateReason[] = [
    'NOT_FOUND',
    'PENDING',
    'RETURNED',
    'REVOKED',
    'CANCELLED',
    'NOT_YET',
    'EXPIRED',
    'WRONG_GATE',
    'ENTRY_ONLY',
    'EXIT_ONLY',
    'BLACKLIST',
    'ALREADY_INSIDE',
    'NO_VEHICLE',
    'FEE_DUE',
    'TRAFFIC_CONTROL',
    'BAD_SIGNATURE',
    'STALE_CODE',
    'REPLAYED',
    'COMPANION_REFUSED',
  ]
  test.each(REASONS)('%s: a sentence and a next step', (reason) => {
    const told = gateSentence(refused(reason), 'in', visitOf(), TODAY)
    expect(told.sentence).toMatch(/[\u4e00-\u9fff]{4,}/)
    expect(told.nextStep).toMatch(/[\u4e00-\u9fff]{4,}/)
    expect(reasonSentence(reason)).toBe(told.sentence)
  })

  it.each<GateReason>(['NOT_INSIDE', 'OVERRIDE', 'OK'])(
    '%s refuses nobody: a sentence, and nothing to do',
    (reason) => {
      expect(reasonSentence(reason)).toMatch(/[\u4e00-\u9fff]{4,}/)
      expect(gateSentence(refused(reason), 'in', null, TODAY).nextStep).toBe('')
    },
  )

  it('every reason has a sentence of its own', () => {
    expect(new Set(REASONS.map((reason) => reasonSentence(reason))).size).toBe(REASONS.length)
  })

  it('tells the days to somebody who came on a wrong one', () => {
    const visit = visitOf({ firstDay: '2026-05-25', lastDay: '2026-05-27' })
    expect(gateSentence(refused('NOT_YET'), 'in', visit, TODAY).nextStep).toBe('预约日期：5月25日–27日 共3天')
  })

  it('greets in and out, and says where the car has to go', () => {
    const privateCar = visitOf({ plate: CAR })
    const told = (gate: GateName, direction: Direction) =>
      gateSentence(answer(privateCar, gate, direction), direction, privateCar, TODAY)
    expect(told('育才西门', 'in')).toEqual({ sentence: '预约有效，请进', nextStep: '' })
    expect(told('育才西门', 'out')).toEqual({ sentence: '请慢走', nextStep: '' })
    expect(told('雁山西门', 'out')).toEqual({
      sentence: '请慢走',
      nextStep: '车辆不能由此门通行，请走允许车辆的校门',
    })
  })

  test.each(['toString', '__proto__', 'LOW_CONFIDENCE_OF_TOMORROW', ''])(
    'a reason of a newer server, %j, has none',
    (reason) => expect(reasonSentence(reason)).toBeNull(),
  )
})
