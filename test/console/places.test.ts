import { describe, expect, it, test } from 'vitest'
import { contactDrafts, contactFault, contactsOf } from '../../console/pages/places/contacts'
import {
  deviceLines,
  deviceOf,
  newDevice,
  secretFacts,
  type Device,
} from '../../console/pages/places/devices'
import {
  draftOfDuty,
  dutyLines,
  dutyOf,
  dutyRoleOf,
  newDuty,
  type DutyDraft,
} from '../../console/pages/places/duties'
import {
  draftOfGate,
  gateChanges,
  gateLines,
  gateRequest,
  gateTraits,
  isFreeId,
  locationSaid,
  newGate,
  purposeLines,
} from '../../console/pages/places/gates'
import { gatedCampuses, type GateList } from '../../console/pages/places/read-gates'
import { controlFault, controlLines, controlOf, newControl } from '../../console/pages/places/traffic'
import { historyLines } from '../../console/pages/rules/settings'
import { SHIPPED_PURPOSES } from '../../miniprogram/locales/zh/shipped-purposes'
import { localMoment } from '../../console/values/local-moment'
import { NOW } from '../domain/builders'

const HOUR = 3_600_000
const gate = (id: string, more: Partial<GateList['gates'][number]> = {}): GateList['gates'][number] => ({
  ...{ id, name: `${id}门`, campusId: 'c1', campusName: '东校区', pedestrian: true, vehicleBarrier: true },
  ...{ privateVehicles: 'both', active: true, order: 1, seen: 'as-it-stands', ...more },
})
const places: GateList = {
  campuses: [
    { id: 'c0', name: '老校区', hasGates: false },
    { id: 'c1', name: '东校区', hasGates: true },
  ],
  gates: [
    gate('西'),
    gate('南', { privateVehicles: 'entryOnly', order: 7 }),
    gate('北', { vehicleBarrier: false }),
    gate('旧', { active: false }),
  ],
}

describe('gates', () => {
  const changed = (byName: string, at: number, from: unknown, to: unknown) => ({
    ...{ revision: 1, rule: 'gates', at, byName, from, to },
  })
  it('say who changed each last and when, and in the history what it was and became', () => {
    const { id: _id, ...west } = gate('西')
    const history = [
      changed('唐玉兰', NOW, { _id, ...west }, { _id, ...west, privateVehicles: 'none', active: false }),
      { ...changed('秦晓岚', NOW, 15, 10), rule: 'maxDays' },
      changed('', NOW - 86_400_000, null, { _id, ...west }),
    ]
    expect([...gateChanges({ history }, NOW)]).toEqual([['西', '唐玉兰 今天 14:00修改']])
    const lines = historyLines(history, NOW).filter(({ what }) => what === '校门')
    expect(lines.map(({ who, from, to }) => [who, from, to])).toEqual([
      [
        '唐玉兰',
        '西门、行人、因公车辆、因私车辆可进出、次序1、使用中',
        '西门、行人、因公车辆、次序1、已停用',
      ],
      ['同事', '—', '西门、行人、因公车辆、因私车辆可进出、次序1、使用中'],
    ])
  })
  it('lend their order to the campuses that have any', () => {
    const two: GateList = {
      campuses: [...places.campuses, { id: 'c2', name: '西校区', hasGates: true }],
      gates: [gate('园', { campusId: 'c2' }), ...places.gates],
    }
    expect(gatedCampuses(two).map(({ name }) => name)).toEqual(['西校区', '东校区'])
    expect(gatedCampuses(undefined)).toEqual([])
  })
  it('say what each lets through', () =>
    expect(gateLines(places).map((line) => [line.walkers, line.official, line.private, line.state])).toEqual([
      ['可通行', '可通行', '可进出', '使用中'],
      ['可通行', '可通行', '只进不出', '使用中'],
      ['可通行', '—', '—', '使用中'],
      ['可通行', '可通行', '可进出', '已停用'],
    ]))
  it('a purpose names those in use', () => {
    const of = (id: string) => purposeLines(places, [...SHIPPED_PURPOSES]).find((line) => line.id === id)
    expect(of('training')).toMatchObject({ class: '因公类', fee: '免费', gates: '西门、南门' })
    expect(of('household')).toMatchObject({ class: '因私类', fee: '按收费标准', gates: '西门、南门（只进）' })
  })
  it('say whether they are on the map', () => {
    const location = { latitude: 25.2736, longitude: 110.2907, address: '公交站旁' }
    const list = { ...places, gates: [gate('西', { location }), gate('南')] }
    expect(gateLines(list).map((line) => line.location)).toEqual(['已标注', '—'])
    const [west, south] = list.gates.map(draftOfGate)
    expect([west?.coordinates, west?.address]).toEqual(['25.2736,110.2907', '公交站旁'])
    expect([south?.coordinates, south?.address]).toEqual(['', ''])
    expect(west && gateRequest(west)).toMatchObject({ gateId: '西', location, seen: 'as-it-stands' })
    expect(south && gateRequest(south)).toMatchObject({ gateId: '南', location: null })
    expect(gateTraits(gate('西', { location }))).toContain('纬度25.2736，经度110.2907、公交站旁')
  })
  test.each([
    ['', '', '', ''],
    ['110.2907，25.2736', '', '已读出：纬度25.2736，经度110.2907。保存前请在地图上核对。', ''],
    ['西门外', '', '', '读不出经纬度'],
    ['北纬110.2907 东经25.2736', '', '', '纬度和经度写反了'],
    ['', '公交站旁', '', '还要填位置'],
  ])('a place typed as %j, %j: %s%s', (coordinates, address, understood, fault) => {
    const draft = { ...newGate(places), gateId: 'x', name: '西门', coordinates, address }
    const said = locationSaid(draft, places)
    expect(said.understood).toBe(understood)
    expect(said.fault).toContain(fault)
    expect(gateRequest(draft) === null).toBe(fault !== '')
  })
  test.each([
    ['25.2737,110.2908', ''],
    ['31.2304,121.4737', '离东校区其他校门约1300公里，请核对'],
  ])('a place typed as %s beside a gate of its campus is doubtful: %j', (coordinates, doubt) => {
    const location = { latitude: 25.2736, longitude: 110.2907, address: '' }
    const list = { ...places, gates: [gate('西', { location }), gate('南', { location })] }
    const draft = (list.gates[1] && { ...draftOfGate(list.gates[1]), coordinates }) ?? newGate(list)
    expect(locationSaid(draft, list)).toMatchObject({ fault: '', doubt })
    expect(locationSaid({ ...draft, gateId: 'new' }, list)).toMatchObject({ fault: '', doubt })
  })
  it('a new one comes last, on a campus with gates', () =>
    expect(newGate(places)).toMatchObject({ campusId: 'c1', order: 8, active: true }))
  test.each([
    ['north', true],
    ['', false],
    ['北', false],
    ['a b', false],
    ['x'.repeat(65), false],
  ])('the id %j is free: %s', (id, free) => expect(isFreeId(id, places)).toBe(free))
})

describe('contacts', () => {
  const drafts = contactDrafts([
    { name: '东校区指挥中心', phone: '110', campusId: 'c1' },
    { name: '保卫处', phone: '0773-5822110' },
  ])
  it('go out as they came in', () =>
    expect(contactsOf(drafts)).toEqual([
      { name: '东校区指挥中心', phone: '110', campusId: 'c1' },
      { name: '保卫处', phone: '0773-5822110' },
    ]))
  test.each([
    [{ name: ' ', phone: '110', campusId: '' }, '请填写名称'],
    [{ name: '总机', phone: '打不通', campusId: '' }, '电话为3至20位数字，可带+、空格和-'],
    [{ name: '总机', phone: '110', campusId: 'c1' }, '一个校区只能有一个指挥中心电话'],
    [{ name: '总机', phone: '+86 773 110', campusId: 'c0' }, ''],
  ])('%j: %s', (draft, fault) => expect(contactFault([...drafts, draft], 2)).toBe(fault))
})

describe('devices', () => {
  const device = (more: Partial<Device> = {}): Device => ({
    ...{ id: 'd', name: '西门闸机', gateId: 'g', gateName: '西门', kind: 'controller', direction: 'in' },
    ...{ mayOverride: false, unsigned: false, addresses: [], active: true, seenAt: NOW, knowsUpTo: NOW },
    ...{ clockOffset: 0, faults: [], seen: 'as-it-stands', ...more },
  })
  test.each<[Partial<Device>, string, boolean, string[]]>([
    [{}, '正常', false, []],
    [{ active: false, faults: ['卡纸'] }, '已停用', false, []],
    [{ seenAt: null, knowsUpTo: null }, '还没接入', false, []],
    [{ seenAt: NOW - HOUR }, '失去联系', true, []],
    [{ faults: ['卡纸'] }, '有故障', true, ['卡纸']],
    [{ clockOffset: 10 * 60_000 }, '正常', false, ['设备时钟慢约10分钟，请校准']],
  ])('%j', (more, state, troubled, troubles) =>
    expect(deviceLines([device(more)], NOW)[0]).toMatchObject({ state, troubled, troubles }),
  )
  it('what can’t sign is never trusted with letting pass, and alone has addresses', () => {
    const draft = {
      ...newDevice('d', 'g'),
      name: ' 西门 ',
      mayOverride: true,
      addresses: '10.0.0.1，10.0.0.2',
    }
    expect(deviceOf({ ...draft, unsigned: true, kind: 'qrHead' })).toMatchObject({
      ...{ name: '西门', unsigned: true, mayOverride: false, addresses: ['10.0.0.1', '10.0.0.2'] },
    })
    expect(deviceOf({ ...draft, unsigned: true })).toMatchObject({
      ...{ unsigned: false, mayOverride: true, addresses: [] },
    })
  })
  test.each([
    [{ deviceId: 'd', secret: 'key', path: null }, ['d', 'key']],
    [{ deviceId: 'd', secret: 'key', path: '/compat/qr/x' }, ['d', '/compat/qr/x']],
  ])('of %j a person types %j', (made, told) =>
    expect(secretFacts(made).map(({ words }) => words)).toEqual(told),
  )
})

describe('traffic control', () => {
  const draft = { ...newControl(NOW), gateIds: ['西'], reason: '校庆' }
  it('begins with the next two full hours', () =>
    expect(controlOf({ ...newControl(NOW + 1), gateIds: ['西'] })).toMatchObject({
      ...{ from: NOW + HOUR, until: NOW + 3 * HOUR },
    }))
  test.each([
    [{}, ''],
    [{ gateIds: [] }, '请至少选择一个校门'],
    [{ until: localMoment(NOW - HOUR) }, '请核对管制时间：结束晚于开始和现在，最长31天'],
    [{ from: '' }, '请核对管制时间：结束晚于开始和现在，最长31天'],
    [{ reason: ' ' }, '请写明原因'],
  ])('%j: %s', (more, fault) => expect(controlFault({ ...draft, ...more }, NOW)).toBe(fault))
  test.each([
    [0, true, '没有受影响的预约'],
    [12, true, '已全部发出，共12条预约'],
    [3, false, '正在发出，已发3条预约'],
  ])('%d told, all of them %s: %s', (told, toldAll, words) => {
    const control = {
      id: 'c',
      gateNames: ['西门', '南门'],
      from: NOW,
      until: NOW + HOUR,
      reason: '',
      told,
      toldAll,
    }
    expect(controlLines([control], NOW)[0]).toMatchObject({ gates: '西门、南门', on: true, told: words })
  })
})

describe('accounts of guards, desks and the office', () => {
  test.each([
    ['desk', 'desk'],
    ['approver', 'guard'],
    [undefined, 'guard'],
  ])('the address %j asks for %s', (asked, role) => expect(dutyRoleOf(asked)).toBe(role))
  it('name their places, and the own one', () => {
    const rows = [
      { accountId: 'a', name: '黄大勇', gateIds: ['西', '南'], campusIds: [], seen: 'one' },
      { accountId: 'b', name: '秦立新', gateIds: [], campusIds: [], seen: 'two' },
    ]
    expect(dutyLines({ rows, own: 'b' }, 'guard', places).map((line) => [line.places, line.own])).toEqual([
      ['西门、南门', false],
      ['', true],
    ])
    expect(dutyLines({ rows, own: '' }, 'office', places)[0]?.places).toBe('全部校区和校门')
  })
  const person = { staffId: 's', accountId: null, name: '韦' }
  test.each<[Partial<DutyDraft>, boolean]>([
    [{}, false],
    [{ person }, false],
    [{ person, gateIds: ['西'] }, true],
    [{ role: 'desk', person, gateIds: ['西'] }, false],
    [{ role: 'desk', person, campusIds: ['c1'] }, true],
    [{ role: 'office', person }, true],
  ])('%j can be saved: %s', (more, ready) =>
    expect(dutyOf({ ...newDuty('guard'), ...more }) !== null).toBe(ready),
  )
})

it('what a page showed of a row goes along when it is changed; what is new says that it saw nothing', () => {
  const duty = { accountId: 'a', name: '黄大勇', gateIds: ['西'], campusIds: [], seen: 'shown' }
  expect(draftOfGate(gate('g', { seen: 'shown' }))).toMatchObject({ gateId: 'g', seen: 'shown' })
  expect(newGate({ campuses: [], gates: [] }).seen).toBe('')
  expect(deviceOf(newDevice('d', 'g')).seen).toBe('')
  expect(dutyOf(draftOfDuty('guard', duty))?.seen).toBe('shown')
  expect(newDuty('guard').seen).toBe('')
})
