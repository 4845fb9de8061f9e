import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { APPROVERS_PER_UNIT, demoCampus } from '../../../local/demo/campus'
import { cast } from '../../../local/demo/cast'
import { checkDocument } from '../../../miniprogram/domain/values/documents'
import { checkName } from '../../../miniprogram/domain/values/names'
import { checkPhone } from '../../../miniprogram/domain/values/phones'
import { checkPlate } from '../../../miniprogram/domain/values/plates'
import { checkLocation } from '../../../miniprogram/domain/gate/location'
import { vehicleGates } from '../../../miniprogram/domain/visit/purposes'

const campus = demoCampus()
const names = (rows: readonly { name: string }[]): string[] => rows.map((row) => row.name)
const distinct = (values: readonly unknown[]): number => new Set(values).size

describe('places', () => {
  it('are three campuses, of which 王城校区 has no gate system', () => {
    expect(campus.campuses.map(({ name, hasGates }) => [name, hasGates])).toEqual([
      ['育才校区', true],
      ['雁山校区', true],
      ['王城校区', false],
    ])
    expect(campus.gates.some((gate) => gate.campusId === 'wangcheng')).toBe(false)
  })

  it('let private vehicles in at three gates and out at two', () => {
    expect(names(vehicleGates('private', campus.gates, { direction: 'in' }))).toEqual([
      '育才西门',
      '雁山东门',
      '雁山西门',
    ])
    expect(names(vehicleGates('private', campus.gates, { direction: 'out' }))).toEqual([
      '育才西门',
      '雁山东门',
    ])
  })

  it('have gates for official vehicles only, and gates without a barrier', () => {
    expect(vehicleGates('official', campus.gates).length).toBeGreaterThan(3)
    expect(campus.gates.some((gate) => gate.pedestrian && !gate.vehicleBarrier)).toBe(true)
    expect(campus.gates.some((gate) => !gate.pedestrian && gate.vehicleBarrier)).toBe(true)
  })

  it('has gates with a place on the map that the office could have typed, and one without', () => {
    const places = campus.gates.map(({ location }) =>
      location === undefined ? null : checkLocation(location),
    )
    expect(places.filter((error) => error !== null)).toEqual([])
    expect(campus.gates.filter(({ location }) => location === undefined).map(({ name }) => name)).toEqual([
      '雁山北侧门',
    ])
  })

  it('hold 25 units, some at every campus, each with its name and telephone', () => {
    expect(campus.units).toHaveLength(25)
    expect(distinct(names(campus.units))).toBe(25)
    expect(distinct(campus.units.map((unit) => unit.phone))).toBe(25)
    expect(distinct(campus.units.map((unit) => unit.campusId))).toBe(3)
    for (const unit of campus.units) expect(unit.hasGates).toBe(unit.campusId !== 'wangcheng')
  })
})

describe('people', () => {
  it('are 3,000 with a name, a unit and a number of right form, each number once', () => {
    expect(campus.staff).toHaveLength(3000)
    const units = new Map(campus.units.map((unit) => [unit._id, unit.name]))
    for (const person of campus.staff) {
      expect(checkName(person.name)).toBeNull()
      expect(checkPhone(person.mobile, 'mainland')).toBeNull()
      expect(person.mobile).toMatch(/^1990000\d{4}$/)
      expect(units.get(person.unitId)).toBe(person.unitName)
    }
    expect(distinct(campus.staff.map((person) => person.mobile))).toBe(3000)
    expect(distinct(campus.staff.map((person) => person.id))).toBe(3000)
  })

  it('fill every unit, and share names across units', () => {
    const unitsOfName = new Map<string, Set<string>>()
    for (const { name, unitId } of campus.staff) {
      unitsOfName.set(name, (unitsOfName.get(name) ?? new Set()).add(unitId))
    }
    expect(unitsOfName.get('李伟')?.size).toBeGreaterThanOrEqual(4)
    expect([...unitsOfName.values()].filter((units) => units.size > 1).length).toBeGreaterThan(50)
    expect(unitsOfName.size).toBeGreaterThan(1500)
    for (const unit of campus.units) {
      expect(campus.staff.filter((person) => person.unitId === unit._id).length).toBeGreaterThan(20)
    }
  })

  it('are the same for the same seed, others for another', () => {
    expect(demoCampus()).toEqual(campus)
    expect(demoCampus({ seed: 'another' }).staff.slice(-1)).not.toEqual(campus.staff.slice(-1))
  })

  it('stay the same ones when the directory grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 3000 }), (staff) => {
        expect(demoCampus({ staff }).staff).toEqual(campus.staff.slice(0, staff))
      }),
      { numRuns: 5 },
    )
    const large = demoCampus({ staff: 20_000 })
    expect(large.staff.slice(0, 3000)).toEqual(campus.staff)
    expect(distinct(large.staff.map((person) => person.mobile))).toBe(20_000)
  })

  it('need room for the approvers and namesakes', () => {
    expect(() => demoCampus({ staff: 10 })).toThrow(RangeError)
  })
})

describe('accounts', () => {
  it('give every unit two approvers, who are bound staff of that unit', () => {
    for (const unit of campus.units) {
      const approvers = campus.approvers.filter(({ unitIds }) => unitIds.includes(unit._id))
      expect(approvers).toHaveLength(APPROVERS_PER_UNIT)
      for (const { openid, name } of approvers) {
        expect(campus.staff.filter((person) => person.openid === openid)).toMatchObject([
          { name, unitId: unit._id },
        ])
      }
    }
  })

  it('put a guard at every gate', () => {
    const guarded = campus.guards.flatMap(({ gateIds }) => gateIds)
    expect([...guarded].sort()).toEqual(campus.gates.map((gate) => gate._id).sort())
  })

  it('belong to openids of the platform’s length, each once', () => {
    const openids = [...campus.approvers, ...campus.guards, ...campus.desks, ...campus.office].map(
      ({ openid }) => openid,
    )
    expect(distinct(openids)).toBe(openids.length)
    for (const openid of [...openids, ...cast.map((member) => member.openid)]) {
      expect(openid).toMatch(/^o[\w-]{27}$/)
    }
  })
})

describe('the cast', () => {
  test.each([
    ['访客', 2],
    ['审批人', 3],
    ['教职工', 2],
    ['门岗', 2],
    ['110指挥中心', 2],
    ['保卫处', 2],
  ])('%s: %i', (role, count) => {
    expect(cast.filter(({ roleLabel }) => roleLabel === role)).toHaveLength(count)
  })

  it('are different people with numbers of right form and a hint', () => {
    for (const field of ['id', 'openid', 'name', 'mobile', 'hint'] as const) {
      expect(distinct(cast.map((member) => member[field]))).toBe(cast.length)
    }
    const staffNumbers = new Set(demoCampus({ staff: 20_000 }).staff.map(({ mobile }) => mobile))
    for (const { name, mobile, unitId } of cast) {
      expect(checkName(name)).toBeNull()
      expect(checkPhone(mobile, 'mainland')).toBeNull()
      expect(staffNumbers.has(mobile)).toBe(unitId !== undefined)
    }
  })

  it('has two approvers of one unit and one of another, and a host of the first', () => {
    const units = cast.flatMap(({ approverOf }) => approverOf ?? [])
    expect(units).toEqual(['computing', 'computing', 'literature'])
    expect(cast.find(({ roleLabel }) => roleLabel === '教职工')?.unitId).toBe('computing')
  })

  it('stands in the directory where it is staff', () => {
    for (const { name, openid, unitId, mobile, unbound } of cast) {
      const rows = campus.staff.filter((person) => person.mobile === mobile)
      const bound = unbound === true ? null : openid
      expect(rows).toEqual(
        unitId === undefined ? [] : [expect.objectContaining({ name, unitId, mobile, openid: bound })],
      )
    }
  })

  it('has a desk for each campus with gates, and two of the office so that one can confirm the other', () => {
    expect(campus.desks.flatMap(({ campusIds }) => campusIds)).toEqual(['yucai', 'yanshan'])
    expect(campus.office).toHaveLength(2)
  })

  it('guards 育才西门 and 雁山西门', () => {
    const gates = cast.flatMap(({ gateIds }) => gateIds ?? [])
    expect(gates.map((id) => campus.gates.find((gate) => gate._id === id)?.name)).toEqual([
      '育才西门',
      '雁山西门',
    ])
  })

  it('prepares a form that the rules accept, with a host who exists', () => {
    const [prepared] = cast.flatMap((member) => member.prepared ?? [])
    expect(prepared).toBeDefined()
    if (prepared === undefined) return
    expect(checkDocument(prepared.documentKind, prepared.document, '2026-01-01')).toBeNull()
    expect(checkPlate(prepared.plate)).toEqual({ form: 'newEnergy' })
    expect(names(campus.staff)).toContain(prepared.host)
  })
})
