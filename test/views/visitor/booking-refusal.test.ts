import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../miniprogram/cloud/refusal'
import { bookingRefusal, wayOut } from '../../../miniprogram/pages/booking/form/booking-refusal.view'
import { optionsOf } from './builders'

const card = (code: string, details = {}) =>
  bookingRefusal(new Refusal(code, `sentence of ${code}`, details), optionsOf())
const conflict = {
  field: 'plate',
  firstDay: '2026-05-23',
  lastDay: '2026-05-25',
  unitName: '计算机学院',
  mayStillPass: false,
}

describe('a refused booking', () => {
  test('another live booking: which field, which days, which unit, and what to do', () => {
    const shown = card('DUPLICATE', conflict)
    expect(shown.lines.map(({ words }) => words)).toEqual(['车牌', '5月23日–25日 共3天', '计算机学院'])
    expect(shown.advice).toContain('取消原来的预约')
    expect(shown.action).toBe('查看我的预约')
  })

  test('may still pass: says that no other booking is needed', () => {
    expect(card('DUPLICATE', { ...conflict, mayStillPass: true }).advice).toContain('可继续通行')
  })

  test('whatever a conflict’s details hold beyond that is not shown', () => {
    const shown = JSON.stringify(card('DUPLICATE', { ...conflict, name: '张伟', phone: '13800138000' }))
    expect(shown).not.toContain('张伟')
    expect(shown).not.toContain('13800138000')
  })

  test.each([
    ['NETWORK', 'retry', 0],
    ['BUSY', 'retry', 0],
    ['CHANGED_MEANWHILE', 'reload', 0],
    ['DUPLICATE', 'records', 1],
    ['BLACKLISTED', null, 1],
    ['VEHICLE_INSIDE', null, 1],
  ])('%s: way out %s, %i numbers to call', (code, way, calls) => {
    expect(wayOut(code)).toBe(way)
    expect(card(code).calls).toHaveLength(calls)
    expect(card(code).title).toBe(`sentence of ${code}`)
  })
})
