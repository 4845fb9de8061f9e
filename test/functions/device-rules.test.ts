import { afterAll, beforeAll, expect, it, test } from 'vitest'
import type { Input } from '../../contract'
import { openCampus, type Campus, type Person } from './campus'

/** What the office may say of a device is held on the server, whatever a form lets through (docs/decisions/0007). */
let campus: Campus
let office: Person
const HEAD: Input<'device.save'> = {
  ...{
    deviceId: 'unsigned-head',
    name: '东门扫码头',
    gateId: 'yanshan-east',
    kind: 'qrHead',
    direction: 'in',
  },
  ...{ mayOverride: false, unsigned: true, addresses: ['10.1.2.3'], renewSecret: false },
}

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())

test.each<[Partial<Input<'device.save'>>, string]>([
  [{ kind: 'controller', mayOverride: true }, 'unsigned mayOverride'],
  [{ kind: 'faceReader' }, 'unsigned'],
  [{ mayOverride: true }, 'mayOverride'],
  [{ direction: 'both' }, 'direction'],
  [{ addresses: ['西门'] }, 'addresses'],
  [{ addresses: Array<string>(11).fill('10.1.2.3') }, 'addresses'],
  [{ name: ' ' }, 'name'],
])('%j is refused beside %s, and nothing is stored', async (traits, fields) => {
  expect(await office.ask('device.save', { ...HEAD, ...traits })).toMatchObject({
    code: 'FORM',
    details: { fieldErrors: fields.split(' ').map((field) => expect.objectContaining({ field })) },
  })
  expect(await campus.stored('devices', HEAD.deviceId)).toBeNull()
})

it('a head that can’t sign is taken as it is', async () => {
  await office.get('device.save', HEAD)
  expect(await campus.stored('devices', HEAD.deviceId)).toMatchObject({ unsigned: true, mayOverride: false })
})
