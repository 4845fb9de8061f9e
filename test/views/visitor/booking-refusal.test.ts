import { describe, expect, test } from 'vitest'
import { ApiError } from '../../../miniprogram/api/api-error'
import {
  bookingRefusal,
  rulesKnown,
  wayOut,
  withCheckAsked,
} from '../../../miniprogram/pages/booking/form/booking-refusal.view'
import { optionsOf, TODAY } from './builders'
import { translate } from '../../../miniprogram/locales/errors'
import { visitWords } from '../../../miniprogram/locales/visit'

const card = (code: string, details = {}) => bookingRefusal(new ApiError(code, details), optionsOf())
const conflict = {
  known: 'proved',
  visitId: 'v1',
  fields: ['plate'],
  firstDay: '2026-05-23',
  lastDay: '2026-05-25',
  unitName: '计算机学院',
  mayStillPass: false,
}

describe('a refused booking', () => {
  test('somebody else’s live booking: all that matched, which days, which unit, and what to do', () => {
    const shown = card('DUPLICATE', { ...conflict, fields: ['document', 'plate'] })
    expect(shown.lines.map(({ words }) => words)).toEqual([
      '证件号码、车牌',
      '5月23日–25日 共3天',
      '计算机学院',
    ])
    expect(shown.advice).toContain('取消原来的预约')
    expect(shown).toMatchObject({ action: '', second: '请求释放', prove: '' })
  })

  test.each([
    [['phone'], true],
    [['phone', 'plate'], true],
    [['document', 'phone'], false],
    [undefined, false],
  ])('a family that shares a phone is told to come as companions: %j', (fields, told) => {
    const own = { known: 'own', own: { state: 'pending', mayRevise: true }, fields }
    expect(card('DUPLICATE', own).advice.includes('随行人员')).toBe(told)
  })

  test('the visitor’s own booking: its days, unit and state, to see it and to change its days', () => {
    const shown = card('DUPLICATE', { ...conflict, known: 'own', own: { state: 'pending', mayRevise: true } })
    expect(shown.title).toBe('您已有一条有效预约')
    expect(shown.lines.map(({ words }) => words)).toEqual(['待审批', '5月23日–25日 共3天', '计算机学院'])
    expect(shown).toMatchObject({ action: '查看这条预约', second: '改期', prove: '' })
  })

  test('a form whose office’s rules can’t be had says nothing of them, and all that the refusal tells', () => {
    const own = { ...conflict, known: 'own', own: { state: 'pending', mayRevise: true } }
    const rule = visitWords().duplicateRules.anyLive
    const shown = bookingRefusal(new ApiError('DUPLICATE', own), rulesKnown(null, TODAY))
    expect(shown).toEqual({
      ...card('DUPLICATE', own),
      advice: card('DUPLICATE', own).advice.replace(rule, ''),
    })
    expect(bookingRefusal(new ApiError('BLACKLISTED'), rulesKnown(null, TODAY)).calls).toEqual([])
    expect(rulesKnown(optionsOf(), TODAY)).toEqual(optionsOf())
  })

  test('who holds a pass of this gate is led to it', () => {
    expect(card('WALK_IN_HELD', { visitId: 'v1' })).toMatchObject({ action: '查看这条预约', calls: [] })
  })

  test.each([
    [['phone'], '若是您本人的号码'],
    [['document'], '请联系受访单位或保卫处'],
  ])('a stranger’s, without a proved phone: what matched, %j, and nothing else', (fields, advice) => {
    const shown = card('DUPLICATE', { known: 'others', visitId: 'v1', fields })
    expect(shown.lines).toHaveLength(1)
    expect(shown.advice).toContain(advice)
    expect(shown).toMatchObject({ action: '', second: '请求释放', prove: '用微信验证手机号' })
    expect(shown.calls).toHaveLength(1)
  })

  test.each([
    ['as far as it is told', { ...conflict, visitId: undefined, unitName: '临时来访 · 育才西门' }],
    ['without a proved phone', { known: 'others', fields: ['document'] }],
  ])('one that nobody can let go, as of who walked in, isn’t asked for: %s', (_what, details) => {
    const shown = card('DUPLICATE', details)
    expect(shown.second).toBe('')
    expect(shown.advice).toContain('联系受访单位或保卫处')
    expect(shown.advice).not.toContain('释放')
  })

  test.each([
    ['DUPLICATE', { ...conflict, visitId: 'v1', release: 'open' }, '已请原预约的单位释放', ''],
    ['DUPLICATE', { ...conflict, visitId: 'v1', release: 'kept' }, '没有同意', '请求释放'],
    [
      'DUPLICATE',
      { known: 'others', visitId: 'v1', fields: ['document'], release: 'kept' },
      '没有同意',
      '请求释放',
    ],
    ['VEHICLE_INSIDE', { check: 'open' }, '已请求核查', ''],
    ['VEHICLE_INSIDE', { check: 'kept' }, '车辆仍在校内', '请求核查'],
  ] as const)('%s %j: what became of what was asked of others is said: %s', (code, details, says, button) => {
    const shown = card(code, details)
    expect(shown.advice).toContain(says)
    expect(code === 'DUPLICATE' ? shown.second : shown.action).toBe(button)
  })

  test('too many live bookings: to one’s own ones', () => {
    expect(card('TOO_MANY_LIVE', { max: 3 })).toMatchObject({
      title: '每人最多同时有3条有效预约',
      action: '查看我的预约',
    })
    expect(card('TOO_MANY_BOOKINGS', { max: 10 }).title).toContain('10次')
  })

  test('one’s own booking: said as one’s own, with a way to it and to other days', () => {
    const own = { ...conflict, visitId: 'visit-1', own: { state: 'pending', mayRevise: true } }
    const shown = card('DUPLICATE', own)
    expect(shown).toMatchObject({
      title: '您已有一条有效预约',
      action: '查看这条预约',
      second: '改期',
      calls: [],
    })
    expect(shown.lines.map(({ words }) => words)).toEqual(['待审批', '5月23日–25日 共3天', '计算机学院'])
    expect(shown.advice).not.toContain('释放')
    expect(wayOut('DUPLICATE', own)).toBe('own')
    expect(card('DUPLICATE', { ...own, own: { state: 'approved', mayRevise: false } }).second).toBe('')
  })

  test('may still pass: says that no other booking is needed', () => {
    expect(card('DUPLICATE', { ...conflict, mayStillPass: true }).advice).toContain('可继续通行')
  })

  test('whatever a conflict’s details hold beyond that is not shown', () => {
    const shown = JSON.stringify(card('DUPLICATE', { ...conflict, name: '张伟', phone: '13800138000' }))
    expect(shown).not.toContain('张伟')
    expect(shown).not.toContain('13800138000')
  })

  test('a vehicle held as inside: the desk of its campus to call, and 请求核查, once', () => {
    const details = { stayId: 's1', campusId: 'yanshan', campusName: '雁山校区', deskPhone: '3699110' }
    const shown = card('VEHICLE_INSIDE', details)
    expect(shown).toMatchObject({
      calls: [{ name: '雁山校区110指挥中心', phone: '3699110' }],
      action: '请求核查',
    })
    const asked = withCheckAsked(new ApiError('VEHICLE_INSIDE', details), true)
    expect(bookingRefusal(asked, optionsOf())).toMatchObject({
      title: '该车辆已在【雁山校区】停车场内，无法预约',
      action: '',
    })
    expect(bookingRefusal(asked, optionsOf()).advice).toContain('已请求核查')
  })

  test('a fee that is due: how much, and whom to pay', () => {
    const details = { campusName: '雁山校区', deskPhone: '3699110', fen: 400 }
    const shown = card('FEE_DUE', details)
    expect(shown.advice).toContain('¥4.00')
    expect(shown.calls).toEqual([{ name: '雁山校区110指挥中心', phone: '3699110' }])
  })

  test.each([
    ['NETWORK', 'retry', 0],
    ['BUSY', 'retry', 0],
    ['CHANGED_MEANWHILE', 'reload', 0],
    ['DUPLICATE', null, 1],
    ['BLACKLISTED', null, 1],
    ['VEHICLE_INSIDE', 'askCheck', 1],
    ['FEE_DUE', null, 1],
  ])('%s: way out %s, %i numbers to call', (code, way, calls) => {
    expect(wayOut(code)).toBe(way)
    expect(card(code).calls).toHaveLength(calls)
    expect(card(code).title).toBe(translate(code, {}))
  })
})
