import { expect, test } from 'vitest'
import { letsGuestsIn } from '../../../miniprogram/domain/activity/activity'
import { BLANK_FORM } from '../../../miniprogram/domain/visit/form-fields'
import { comesBy, noWayIn } from '../../../miniprogram/domain/standing-pass/person'
import type { ChosenGate } from '../../../miniprogram/domain/visit/ways-in'

/** Who gets in by the gates that a right names (spec 4.2, 4.4, 5.6). */
const gate = (id: string, pedestrian: boolean, vehicleBarrier: boolean): ChosenGate => ({
  ...{ id, pedestrian, vehicleBarrier, privateVehicles: 'none' },
})
const GATES = [
  gate('foot', true, false),
  gate('cars', false, true),
  gate('both', true, true),
  gate('shut', false, false),
]

test.each<[gateIds: string[], onFoot: boolean, withCars: boolean]>([
  [[], true, true],
  [['foot'], true, true],
  [['cars'], false, true],
  [['both'], true, true],
  [['shut'], false, false],
  [['cars', 'foot'], true, true],
  [['removed'], false, false],
  [['removed', 'foot'], true, true],
])('an activity at %j lets guests in: %s, with cars: %s', (gateIds, onFoot, withCars) => {
  expect(letsGuestsIn({ gateIds, asksPlate: false }, GATES)).toBe(onFoot)
  expect(letsGuestsIn({ gateIds, asksPlate: true }, GATES)).toBe(withCars)
})

const PEOPLE = [
  { ...BLANK_FORM, name: '步行', document: '450305199003070010' },
  { ...BLANK_FORM, name: '司机', document: '450305199003070011', plate: '桂C12345' },
  { ...BLANK_FORM, name: '车辆', plate: '桂C12346' },
  { ...BLANK_FORM, name: '凭手机', phone: '13800000000', plate: '桂C12347' },
].map((person) => ({ ...comesBy(person), name: person.name }))

test.each<[gateIds: string[], left: string[]]>([
  [[], []],
  [['foot'], ['车辆']],
  [['cars'], ['步行']],
  [['both'], []],
  [['cars', 'foot'], []],
  [['removed'], ['步行', '司机', '车辆', '凭手机']],
])('a standing pass at %j names %j', (gateIds, left) => {
  expect(noWayIn(PEOPLE, gateIds, GATES)).toEqual(
    left.length === 0 ? [] : [{ field: 'people', code: 'STANDING_NO_WAY_IN', details: { names: left } }],
  )
})
