import { describe, expect, test } from 'vitest'
import { emptyList } from '../../miniprogram/api/paged-list'
import {
  instantOf,
  outcomeFieldError,
  outcomeView,
  type OutcomeChoice,
} from '../../miniprogram/staff/desk/outcome-sheet/outcome-sheet.view'
import {
  atTime,
  fieldErrorsOf,
  initialTraffic,
  isComplete,
  onDay,
  trafficView,
  withGate,
} from '../../miniprogram/staff/desk/traffic/traffic.view'
import { stayed, vehicleCard, type Vehicle } from '../../miniprogram/staff/desk/vehicles/vehicle-card.view'
import { initialVehicles, vehiclesView } from '../../miniprogram/staff/desk/vehicles/vehicles.view'
import { gateOf, meOf, NOW } from './office-builders'

const HOUR = 3_600_000
const vehicleOf = (changes: Partial<Vehicle> = {}): Vehicle => ({
  id: 'stay-1',
  state: 'inside',
  plate: '桂CD12345',
  campusName: '雁山校区',
  gateIn: '雁山东门',
  gateOut: null,
  enteredAt: NOW - 2 * HOUR,
  exitAt: null,
  feeFen: 400,
  caseOpen: false,
  visitor: { name: '张**', unitName: '计算机学院', unitPhone: '0773-5550001', hostName: '覃海燕' },
  history: [{ at: NOW - 2 * HOUR, action: 'entered', byName: '门岗甲', outcome: null, reason: null }],
  ...changes,
})
const words = (vehicle: Vehicle) =>
  Object.fromEntries(vehicleCard(vehicle, NOW).facts.map((fact) => [fact.label, fact.words]))

describe('one vehicle', () => {
  test('inside: where and since when, what it would pay now, whose it is', () => {
    expect(vehicleCard(vehicleOf(), NOW)).toMatchObject({
      plate: '桂C·D12345',
      state: '在校内',
      urgent: false,
      mayResolve: true,
      mayPay: false,
      unitPhone: '0773-5550001',
      steps: [{ key: '0', words: '今天 12:00 门岗甲 入校' }],
    })
    expect(words(vehicleOf())).toEqual({
      入校: '今天 12:00 雁山东门',
      停留: '2小时',
      现在离校: '¥4.00',
      访客: '张**',
      被访: '覃海燕 · 计算机学院',
    })
  })

  test('a case says so, with what was done about it', () => {
    const history = [
      { at: NOW, action: 'checkAsked', byName: '', outcome: null, reason: null },
      { at: NOW, action: 'resolved', byName: '李明', outcome: 'inside', reason: '监控可见' },
      { at: NOW, action: 'resolved', byName: '门岗甲', outcome: null, reason: '昨晚抬杆' },
    ] as const
    const card = vehicleCard(vehicleOf({ caseOpen: true, history: [...history] }), NOW)
    expect(card).toMatchObject({ state: '在校内，请求核查', urgent: true })
    expect(card.steps.map((step) => step.words)).toEqual([
      '今天 14:00 访客 请求核查',
      '今天 14:00 李明 车辆仍在校内，请先驶离：监控可见',
      '今天 14:00 门岗甲 未见离校，重新入校：昨晚抬杆',
    ])
  })

  test('due: the sum on the button, the exit in sight', () => {
    const due = vehicleOf({ state: 'due', exitAt: NOW - HOUR, gateOut: '雁山东门', feeFen: 200 })
    expect(vehicleCard(due, NOW)).toMatchObject({ mayPay: true, mayResolve: false, pay: '已收 ¥2.00' })
    expect(words(due)).toMatchObject({ 离校: '今天 13:00 雁山东门', 停留: '1小时', 停车费: '¥2.00' })
  })

  test('without a booking: nobody to name, nobody to call', () => {
    expect(words(vehicleOf({ visitor: null })).预约).toBe('没有预约（门岗放行）')
    expect(vehicleCard(vehicleOf({ visitor: null }), NOW).unitPhone).toBe('')
  })

  test.each([
    [-5, '0分钟'],
    [45 * 60_000, '45分钟'],
    [HOUR, '1小时'],
    [3 * HOUR + 20 * 60_000, '3小时20分钟'],
    [53 * HOUR, '2天5小时'],
    [48 * HOUR, '2天'],
  ])('%i ms: %s', (milliseconds, shown) => expect(stayed(milliseconds)).toBe(shown))
})

describe('the desk’s list', () => {
  const desk = { campuses: [{ id: 'yanshan', name: '雁山校区' }] }
  const loaded = { ...initialVehicles(), me: meOf({ desk }), campusId: 'yanshan', now: NOW }
  const rows = { ...emptyList<Vehicle>(), rows: [vehicleOf()], next: null }

  test('before anything is known it loads; without a campus it says whom to ask', () => {
    expect(vehiclesView(initialVehicles())).toMatchObject({ loading: true, noCampus: false })
    expect(vehiclesView({ ...loaded, me: meOf({ desk: null }) })).toMatchObject({ noCampus: true })
  })

  test.each([
    ['cases', '没有等待核查的车辆'],
    ['inside', '校区内没有访客车辆'],
    ['due', '没有待缴费的车辆'],
  ] as const)('an empty %s says so', (tab, sentence) => {
    const list = { ...emptyList<Vehicle>(), next: null }
    expect(vehiclesView({ ...loaded, tab, list })).toMatchObject({ stage: 'empty', empty: { sentence } })
  })

  test('a search stands instead of the list, also when it finds nothing', () => {
    const found = vehicleOf({ id: 'stay-2' })
    const view = vehiclesView({ ...loaded, list: rows, found, plate: '桂CD12345' })
    expect(view.cards.map(({ id }) => id)).toEqual(['stay-2'])
    expect(view.searched).toBe(true)
    expect(vehiclesView({ ...loaded, list: rows, found: null, plate: '桂CD12345' })).toMatchObject({
      stage: 'empty',
      empty: { sentence: '没有 桂C·D12345 的在场或待缴费记录' },
    })
  })

  test('a refusal stands in the sheet while it is open, else on the card', () => {
    const refused = { id: 'stay-1', sentence: '记录显示该车已不在校内，可以直接重新提交' }
    const open = vehiclesView({ ...loaded, list: rows, working: 'stay-1', sheetOpen: true, refused })
    expect([open.sheet.failure, open.cards[0]?.refused]).toEqual([refused.sentence, ''])
    const shut = vehiclesView({ ...loaded, list: rows, working: 'stay-1', refused })
    expect(shut.cards[0]?.refused).toBe(refused.sentence)
  })
})

describe('the four outcomes', () => {
  const entered = NOW - 2 * HOUR
  const choice = (changes: Partial<OutcomeChoice> = {}): OutcomeChoice => ({
    ...{ outcome: 'barriersUp', reason: '校庆', leftAt: NOW, tried: true },
    ...changes,
  })
  test('are all offered, one is chosen, and each says what follows', () => {
    const { outcomes } = outcomeView(choice(), entered, NOW)
    expect(outcomes.map(({ value }) => value)).toEqual([
      'inside',
      'gateMaintenance',
      'barriersUp',
      'leftUnpaid',
    ])
    expect(outcomes.filter(({ chosen }) => chosen).map(({ value }) => value)).toEqual(['barriersUp'])
    expect(outcomes.every(({ note }) => note.length > 5)).toBe(true)
  })
  test.each([
    [choice(), null],
    [choice({ outcome: '' }), '请选择核查结果'],
    [choice({ reason: ' ' }), '请写明处理依据'],
    [choice({ outcome: 'leftUnpaid' }), null],
    [choice({ outcome: 'leftUnpaid', leftAt: entered - 61_000 }), '离校时间须在入校之后、现在之前'],
    [choice({ outcome: 'leftUnpaid', leftAt: NOW + 1 }), '离校时间须在入校之后、现在之前'],
  ])('%j: %s', (filled, fieldError) => {
    expect(outcomeFieldError(filled, entered, NOW)).toBe(fieldError)
    expect(outcomeView(filled, entered, NOW).fieldError).toBe(fieldError ?? '')
  })
  test('only 未缴费离校 asks when; field errors wait for the first try', () => {
    expect(outcomeView(choice({ outcome: 'leftUnpaid' }), entered, NOW).asksTime).toBe(true)
    expect(outcomeView(choice(), entered, NOW).asksTime).toBe(false)
    expect(outcomeView(choice({ outcome: '', tried: false }), entered, NOW).fieldError).toBe('')
  })
  test('day and time are Shanghai’s', () => expect(instantOf('2026-05-23', '14:00')).toBe(NOW))
})

describe('traffic control', () => {
  const state = { ...initialTraffic(NOW), gates: [gateOf('a', '雁山东门'), gateOf('b', '育才西门')] }
  const filled = { ...state, gateIds: ['a'], reason: '校庆' }

  test('begins with the next full hour, for two', () => {
    const { from, until } = trafficView({ ...initialTraffic(NOW + 1), gates: [] })
    expect([from, until]).toEqual([
      { day: '2026-05-23', dayWords: '5月23日 周六', time: '15:00' },
      { day: '2026-05-23', dayWords: '5月23日 周六', time: '17:00' },
    ])
  })
  test('is sent when gates, times and reason are there', () => {
    expect(isComplete(filled)).toBe(true)
    expect(fieldErrorsOf({ ...filled, gateIds: [] }).gates).toBe('请至少选择一个校门')
    expect(fieldErrorsOf({ ...filled, until: filled.from }).times).toContain('请核对管制时间')
    expect(fieldErrorsOf({ ...filled, until: filled.from + 32 * 24 * HOUR }).times).toContain('最长31天')
    expect(fieldErrorsOf({ ...filled, reason: ' ' }).reason).not.toBe('')
  })
  test('says nothing of field errors before the first try', () => {
    expect(trafficView(state).fieldErrors).toEqual({ gates: '', times: '', reason: '' })
    expect(trafficView({ ...state, tried: true }).fieldErrors.gates).not.toBe('')
  })
  test('a gate is chosen and let go', () => {
    expect(withGate([], 'a')).toEqual(['a'])
    expect(withGate(['a', 'b'], 'a')).toEqual(['b'])
  })
  test('what is on and what is to come, with its days', () => {
    const control = { id: 'c', gateNames: ['雁山东门', '育才西门'], reason: '校庆', until: NOW + 26 * HOUR }
    const told = { told: 0, toldAll: true }
    const controls = [
      { ...control, ...told, from: NOW - HOUR },
      { ...control, ...told, id: 'd', from: NOW + HOUR },
    ]
    const view = trafficView({ ...state, controls })
    expect(view.controls.map((each) => each.state)).toEqual(['管制中', '未开始'])
    expect(view.controls[0]).toMatchObject({
      gates: '雁山东门、育才西门',
      facts: [{ words: '今天 13:00' }, { words: '5月24日 16:00' }, { words: '校庆' }],
    })
  })
  test('another day keeps the time, another time the day', () => {
    expect(onDay(NOW, '2026-05-25')).toBe(NOW + 48 * HOUR)
    expect(atTime(NOW, '09:30')).toBe(NOW - 4.5 * HOUR)
  })
})
