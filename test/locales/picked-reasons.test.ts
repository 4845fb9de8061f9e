import { describe, expect, it } from 'vitest'
import {
  composedReason,
  pickedReasons,
  readReason,
  togglePick,
} from '../../miniprogram/staff/locales/picked-reasons'

const RETURN = pickedReasons.return

describe('a reason', () => {
  it.each([
    [[], '', ''],
    [['日期需调整'], '', '日期需调整'],
    [['车牌信息有误', '日期需调整'], '', '日期需调整；车牌信息有误'],
    [['其他', '日期需调整'], ' 请改为周三 ', '日期需调整；请改为周三'],
    [['日期需调整'], '请改为周三', '日期需调整'],
    [['其他'], '  ', ''],
    [['日期需调整', '其他'], '', ''],
    [['其他'], '婚车借道', '婚车借道'],
  ])('picked %j, typed %j: %j', (picked, typed, reason) => {
    expect(composedReason(RETURN, { picked, typed })).toBe(reason)
    if (reason === '') return
    expect(composedReason(RETURN, readReason(RETURN, reason, true))).toBe(reason)
  })

  it('of a question without choices is what was typed', () => {
    expect(composedReason([], { picked: [], typed: ' 会场改到报告厅 ' })).toBe('会场改到报告厅')
    expect(readReason([], '甲；乙', false)).toEqual({ picked: [], typed: '甲；乙' })
  })

  it('of which one is picked isn’t taken apart', () => {
    const typed = '停电；系统故障'
    expect(readReason(pickedReasons.override, typed, false)).toEqual({ picked: ['其他'], typed })
  })

  it.each([
    [[], '甲', false, ['甲']],
    [['甲'], '乙', false, ['乙']],
    [['甲'], '甲', false, []],
    [['甲'], '乙', true, ['甲', '乙']],
    [['甲', '乙'], '甲', true, ['乙']],
  ])('%j, then a tap on %s (several: %s): %j', (before, words, multiple, after) =>
    expect(togglePick(before, words, multiple)).toEqual(after),
  )
})

it.each(Object.entries(pickedReasons))('%s: each said once, 其他 last', (_question, reasons) => {
  expect(new Set(reasons).size).toBe(reasons.length)
  expect(reasons.indexOf('其他')).toBe(reasons.length - 1)
  // Several of them, put together, still fit a reason.
  expect(reasons.join('；').length).toBeLessThan(100)
})
