import { describe, expect, it, test } from 'vitest'
import { emptyList } from '../../miniprogram/api/paged-list'
import { GATE_REASONS } from '../../miniprogram/domain/gate/reasons'
import {
  conflictsView,
  initialConflicts,
  type ConflictRow,
} from '../../miniprogram/staff/admin/conflicts/conflicts.view'
import { devicesView, initialDevices } from '../../miniprogram/staff/admin/devices/list/list.view'
import {
  deviceOf,
  fieldErrorsOf,
  firstFieldError,
  initialRegister,
  registerView,
  type RegisterState,
} from '../../miniprogram/staff/admin/devices/register/register.view'
import { renewing, secretRows, type DeviceRow } from '../../miniprogram/staff/admin/devices/words'
import { initialOffice, officeView } from '../../miniprogram/staff/admin/home/home.view'
import { gateOf, MINUTE, NOW } from './office-builders'
import { NO_NETWORK } from './visitor/builders'

const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const loaded = <Row>(rows: Row[], next: string | null = null) => ({ ...emptyList<Row>(), rows, next })
const device = (changes: Partial<DeviceRow> = {}): DeviceRow => ({
  id: 'gate-1',
  seen: 'as-it-stands',
  name: '西门进口车牌相机',
  gateId: 'yucai-west',
  gateName: '育才西门',
  kind: 'plateCamera',
  direction: 'in',
  mayOverride: false,
  unsigned: false,
  addresses: [],
  active: true,
  seenAt: NOW - 10_000,
  knowsUpTo: NOW - 10_000,
  clockOffset: 0,
  faults: [],
  ...changes,
})

describe('the list of devices', () => {
  const view = (row: DeviceRow, changes = {}) =>
    devicesView({ ...initialDevices(), list: loaded([row]), now: NOW, ...changes })

  it('says where each is, when it was heard, and how it is in colour, icon and word', () => {
    expect(view(device()).cards[0]).toMatchObject({
      name: '西门进口车牌相机',
      place: '育才西门 · 进口 · 车牌相机',
      state: '正常',
      icon: 'check-circle',
      tone: 'well',
      troubles: [],
    })
    expect(view(device({ seenAt: null, knowsUpTo: null })).cards[0]?.facts).toEqual([
      { label: '最近通信', words: '还没有' },
    ])
  })

  it('names the faults and whose clock is off which way', () => {
    const faults = ['镜头被遮挡', '温度过高']
    expect(view(device({ faults, clockOffset: 4 * MINUTE })).cards[0]?.troubles).toEqual([
      ...[...faults, '设备时钟慢约4分钟，请校准'].map((words) => ({ words })),
    ])
    expect(view(device({ active: false, faults })).cards[0]?.troubles).toEqual([])
  })

  it('a refused change stands at its own device; the secret is shown by its name', () => {
    const refused = view(device(), { about: 'gate-1', refused: '网络不通' })
    expect(refused.cards[0]?.refused).toBe('网络不通')
    const made = { deviceId: 'gate-1', secret: 's'.repeat(43), path: null }
    expect(view(device(), { made }).secret).toMatchObject({ visible: true, name: '西门进口车牌相机' })
    expect(view(device()).secret.visible).toBe(false)
  })

  it('renewing changes nothing but the secret', () => {
    const named = { unsigned: true, addresses: ['10.1.2.3'] }
    const { deviceId, renewSecret, ...kept } = renewing(device(named))
    expect([deviceId, renewSecret]).toEqual(['gate-1', true])
    expect(device(named)).toMatchObject(kept)
  })

  test('what is told to hardware that signs, and to hardware that can’t', () => {
    const made = { deviceId: 'gate-1', secret: 'key', path: null }
    expect(secretRows(made).map(({ value }) => value)).toEqual(['gate-1', 'key'])
    expect(secretRows({ ...made, path: '/compat/qr/token' })).toEqual([
      { label: '接入路径', value: '/compat/qr/token' },
    ])
  })
})

describe('registering a device', () => {
  const filled = (changes: Partial<RegisterState> = {}): RegisterState => ({
    ...initialRegister('gate-new'),
    gates: [gateOf('yucai-west', '育才西门')],
    name: ' 西门扫码头 ',
    gateId: 'yucai-west',
    kind: 'qrHead',
    direction: 'in',
    ...changes,
  })

  it('is complete with a name and a gate', () => {
    expect(firstFieldError(filled())).toBeNull()
    expect(firstFieldError(filled({ gateId: '' }))).toBe('gateId')
    expect(fieldErrorsOf(filled({ name: '  ', gateId: '' }))).toMatchObject({
      name: '请填写名称，如：西门进口车牌相机',
      gateId: '请选择设备所在的校门',
    })
  })

  test.each<[string, Partial<RegisterState>, boolean]>([
    ['needs a direction', { unsigned: true, direction: 'both' }, false],
    [
      'signs after all when it is made a face reader',
      { unsigned: true, direction: 'both', kind: 'faceReader' },
      true,
    ],
    ['from any address', { unsigned: true }, true],
    ['from named addresses', { unsigned: true, addresses: '10.1.2.3， 10.1.2.4' }, true],
    ['not from a name', { unsigned: true, addresses: '西门' }, false],
    ['not from eleven', { unsigned: true, addresses: '10.0.0.1 '.repeat(11) }, false],
  ])('hardware that can’t sign: %s', (_, changes, complete) =>
    expect(firstFieldError(filled(changes)) === null).toBe(complete),
  )

  it('sends what was chosen; what can’t sign is never trusted with letting pass', () => {
    expect(deviceOf(filled({ mayOverride: true }))).toEqual({
      ...{ deviceId: 'gate-new', name: '西门扫码头', gateId: 'yucai-west', kind: 'qrHead', direction: 'in' },
      ...{ unsigned: false, mayOverride: true, addresses: [], renewSecret: false, seen: '' },
    })
    expect(deviceOf(filled({ mayOverride: true, unsigned: true, addresses: '10.1.2.3' }))).toMatchObject({
      unsigned: true,
      mayOverride: false,
      addresses: ['10.1.2.3'],
    })
  })

  it('faults come with the first try, and the secret after it', () => {
    const empty = initialRegister('gate-new')
    expect(registerView(empty).fieldErrors.name).toBe('')
    expect(registerView({ ...empty, tried: true }).fieldErrors.name).not.toBe('')
    const made = { deviceId: 'gate-new', secret: 'key', path: null }
    expect(registerView(filled({ made })).secret).toMatchObject({ visible: true, name: '西门扫码头' })
    expect([registerView(empty).stage, registerView({ ...empty, failure: NO_NETWORK }).stage]).toEqual([
      'loading',
      'failed',
    ])
  })
})

describe('passages to look at after a time without a network', () => {
  const conflict = (changes: Partial<ConflictRow> = {}): ConflictRow => ({
    id: 'p1',
    at: NOW - HOUR,
    gateName: '育才西门',
    direction: 'in',
    way: 'qr',
    allowed: true,
    reason: 'OK',
    name: '张**',
    plate: null,
    byName: '覃师傅',
    conflict: 'REVOKED',
    deliveredAt: NOW,
    settled: null,
    ...changes,
  })
  const cardOf = (changes: Partial<ConflictRow> = {}) =>
    conflictsView({ ...initialConflicts(), list: loaded([conflict(changes)]), now: NOW }).cards[0]

  it('say what happened, who let pass, why the server would not have, and what to do', () => {
    expect(cardOf()).toMatchObject({
      who: '张**',
      passed: '已放行入校',
      why: '预约已被取消审核',
      advice: '请联系被访单位核实来意；还在校内的，请指挥中心跟进',
      grave: false,
    })
    expect(cardOf()?.facts.map(({ words }) => words)).toEqual([
      '今天 13:00，育才西门',
      '覃师傅',
      '扫码，离线名单可通行',
      '今天 14:00',
    ])
  })

  it('say that an entry was taken back, and not that somebody passed', () => {
    const taken = cardOf({ conflict: 'TAKEN_BACK', allowed: false, reason: 'LOW_CONFIDENCE' })
    expect(taken).toMatchObject({
      passed: '没有放进，已收回入校记录',
      why: '系统已放行，校门没有收到应答，自行判断后没有放进：请核对是否在校内',
    })
    expect(taken?.facts.map(({ label, words }) => [label, words]).slice(1, 3)).toEqual([
      ['值守人', '覃师傅'],
      ['依据', '扫码，离线时没有放进'],
    ])
  })

  it('somebody on the blacklist comes first to the eye; nobody known is said to be so', () => {
    expect(cardOf({ conflict: 'BLACKLIST', reason: 'OVERRIDE' })).toMatchObject({ grave: true })
    expect(cardOf({ name: '', conflict: 'NOT_FOUND' })?.who).toBe('没有对应的预约')
    expect(cardOf({ plate: '桂C12345' })?.who).toBe('张** · 桂C·12345')
  })

  test.each([...GATE_REASONS, 'A_NEWER_REASON'])('%s has a sentence and an advice', (reason) => {
    expect(cardOf({ conflict: reason })).toMatchObject({
      why: expect.stringMatching(/\S/) as string,
      advice: expect.stringMatching(/^请|：请/) as string,
    })
  })
})

describe('the office’s entry', () => {
  const rowsOf = (devices: DeviceRow[], at: number[] = [], next: string | null = null) =>
    officeView({
      ...initialOffice(),
      requests: loaded([]),
      waiting: loaded([]),
      devices: loaded(devices),
      conflicts: loaded(
        at.map((each) => ({ at: each })),
        next,
      ),
      now: NOW,
    }).rows.filter(({ target }) => ['devices', 'conflicts'].includes(target))

  it('calls for attention when a device in use is silent or has faults', () => {
    const silent = device({ seenAt: NOW - HOUR })
    expect(rowsOf([device(), silent, device({ active: false })])[0]).toMatchObject({
      count: '1',
      urgent: true,
      note: '1台失去联系或有故障',
    })
    expect(rowsOf([device()])[0]).toMatchObject({ count: '', urgent: false, note: '1台在用' })
  })

  it('counts what a week without a network left to look at', () => {
    expect(rowsOf([], [NOW - HOUR, NOW - 8 * DAY])[1]).toMatchObject({ count: '1', urgent: true })
    expect(rowsOf([], [NOW - HOUR, NOW - DAY], 'more')[1]?.count).toBe('2+')
    expect(rowsOf([], [NOW - 8 * DAY])[1]).toMatchObject({ count: '', urgent: false })
  })
})
