import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  choosablePurposes,
  pedestrianGates,
  purposeOf,
  usualPurpose,
  vehicleGateNote,
  vehicleGates,
  waysOfPassing,
  type GateRights,
} from '../../../miniprogram/domain/visit/purposes'
import { SHIPPED_PURPOSES } from '../../../miniprogram/locales/zh/shipped-purposes'
import { visitWords } from '../../../miniprogram/locales/zh/visit'

interface NamedGate extends GateRights {
  name: string
}

const gate = (
  name: string,
  privateVehicles: GateRights['privateVehicles'],
  vehicleBarrier = true,
): NamedGate => ({
  name,
  pedestrian: true,
  vehicleBarrier,
  privateVehicles,
})
const GATES = [
  gate('育才西门', 'both'),
  gate('雁山东门', 'both'),
  gate('雁山西门', 'entryOnly'),
  { ...gate('雁山货运门', 'none'), pedestrian: false },
  gate('育才小南门', 'none', false),
]
const names = (gates: NamedGate[]): string[] => gates.map((each) => each.name)

describe('purposes', () => {
  test.each([
    ['短期培训', 'official'],
    ['因公来访', 'official'],
    ['校友返校活动', 'official'],
    ['因私来访', 'private'],
    ['家政服务', 'private'],
    ['其它', 'private'],
  ])('%s is %s', (name, purposeClass) => {
    expect(SHIPPED_PURPOSES.filter((purpose) => purpose.name === name)).toMatchObject([
      { class: purposeClass, offered: true },
    ])
  })

  it('are these six to begin with, found by id', () => {
    expect(SHIPPED_PURPOSES).toHaveLength(6)
    for (const purpose of SHIPPED_PURPOSES) expect(purposeOf(SHIPPED_PURPOSES, purpose.id)).toBe(purpose)
    expect(() => purposeOf(SHIPPED_PURPOSES, 'picnic')).toThrow(RangeError)
  })

  const SOME = [
    { id: 'a', class: 'official' as const, name: '甲', nameEn: '', offered: true },
    { id: 'b', class: 'private' as const, name: '乙', nameEn: '', offered: false },
  ]
  test.each([
    [null, ['a']],
    ['a', ['a']],
    ['b', ['a', 'b']],
    ['c', ['a']],
  ])('what is offered, and %s of one’s own: %j', (own, ids) =>
    expect(choosablePurposes(SOME, own).map(({ id }) => id)).toEqual(ids),
  )
  test.each([
    [SOME, 'b', 'b'],
    [SOME, 'c', 'a'],
    [[], 'a', ''],
  ])('a form begins with the usual one or the first', (purposes, usual, id) =>
    expect(usualPurpose(purposes, usual)).toBe(id),
  )
})

describe('gates for vehicles', () => {
  test.each([
    ['official', 'in', ['育才西门', '雁山东门', '雁山西门', '雁山货运门']],
    ['official', 'out', ['育才西门', '雁山东门', '雁山西门', '雁山货运门']],
    ['official', undefined, ['育才西门', '雁山东门', '雁山西门', '雁山货运门']],
    ['private', 'in', ['育才西门', '雁山东门', '雁山西门']],
    ['private', 'out', ['育才西门', '雁山东门']],
    ['private', undefined, ['育才西门', '雁山东门', '雁山西门']],
  ] as const)('%s %s: %j', (purposeClass, direction, expected) => {
    expect(names(vehicleGates(purposeClass, GATES, { direction }))).toEqual(expected)
  })

  test.each([
    ['official', '雁山西门', 'both'],
    ['private', '雁山西门', 'entryOnly'],
    ['private', '雁山东门', 'both'],
    ['private', '雁山货运门', null],
    ['official', '育才小南门', null],
  ] as const)('note of %s at %s: %s', (purposeClass, name, expected) => {
    const found = GATES.find((each) => each.name === name) as NamedGate
    expect(vehicleGateNote(purposeClass, found)).toBe(expected)
  })

  it('never lead a vehicle through a gate without a barrier, nor a private one further than an official one', () => {
    const anyGate = fc.record<GateRights>({
      pedestrian: fc.boolean(),
      vehicleBarrier: fc.boolean(),
      privateVehicles: fc.constantFrom('none', 'both', 'entryOnly'),
    })
    const direction = fc.constantFrom('in', 'out', undefined)
    fc.assert(
      fc.property(fc.array(anyGate), direction, (gates, way) => {
        const official = vehicleGates('official', gates, { direction: way })
        expect(official.every((each) => each.vehicleBarrier)).toBe(true)
        for (const each of vehicleGates('private', gates, { direction: way }))
          expect(official).toContain(each)
      }),
    )
  })
})

it('lets people on foot through every pedestrian gate', () => {
  expect(names(pedestrianGates(GATES))).toEqual(['育才西门', '雁山东门', '雁山西门', '育才小南门'])
})

describe('ways of passing', () => {
  test.each([
    [{ hasPhoto: false, hasPlate: false, documentKind: 'passport' }, ['qr', 'shortCode']],
    [{ hasPhoto: true, hasPlate: false, documentKind: 'taiwanPermit' }, ['qr', 'shortCode', 'face']],
    [{ hasPhoto: false, hasPlate: true, documentKind: 'hkMacauPermit' }, ['qr', 'shortCode', 'plate']],
    [{ hasPhoto: false, hasPlate: false, documentKind: 'mainlandId' }, ['qr', 'shortCode', 'idCard']],
    [
      { hasPhoto: true, hasPlate: true, documentKind: 'mainlandId' },
      ['qr', 'shortCode', 'face', 'plate', 'idCard'],
    ],
  ] as const)('%j: %j', (visit, expected) => expect(waysOfPassing(visit)).toEqual(expected))

  it('each have a name people read', () => {
    const all = waysOfPassing({ hasPhoto: true, hasPlate: true, documentKind: 'mainlandId' })
    expect(Object.keys(visitWords.ways)).toEqual(all)
    expect(new Set(Object.values(visitWords.ways)).size).toBe(all.length)
  })
})
