import { expect, it, test } from 'vitest'
import { faultsOfReport, newReport, type Report } from '../../console/pages/emergency/report'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { optionsOf } from '../views/visitor/builders'

/** What the desk takes down at a call. */
const { purposes } = optionsOf()
const blank = newReport(purposes, [], NOW)
const told: Report = { ...blank, hostName: '李老师', name: '张三', gateIds: ['yucai-west'] }

test.each<[string, Report, RegExp[]]>([
  ['nothing', blank, [/被访人/, /姓名/, /校门/]],
  ['who, to whom and where', told, []],
  ['a wrong number and plate', { ...told, phone: '123', plate: '桂C1' }, [/手机号/, /车牌/]],
  ['a number and a plate', { ...told, phone: '+85261234567', plate: '桂C12345' }, []],
  ['fifteen days', { ...told, lastDay: addDays(TODAY, 14) }, []],
  ['sixteen', { ...told, lastDay: addDays(TODAY, 15) }, [/15天|日期/]],
  ['no purpose', { ...told, purpose: '' }, [/事由/]],
])('told %s', (_, report, faults) =>
  expect(faultsOfReport(report, purposes, NOW)).toEqual(
    faults.map((fault) => expect.stringMatching(fault) as string),
  ),
)

it('begins the next call with the gates of the one before', () => {
  expect(newReport(purposes, told.gateIds, NOW)).toEqual({ ...blank, gateIds: ['yucai-west'] })
})
