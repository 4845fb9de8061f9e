import { expect, test } from 'vitest'
import {
  deputyLine,
  endQuestion,
  faultOfDays,
  namingOf,
  newNaming,
  type NamingDraft,
} from '../../console/pages/account/deputy'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'

const person = { hostId: 'T2019001', name: '覃海燕', unitName: '计算机学院' }

test.each<[string, Partial<NamingDraft>, { firstDay: string; lastDay: string } | null]>([
  ['nobody', { person: null }, null],
  ['somebody for today', {}, { firstDay: TODAY, lastDay: TODAY }],
  ['somebody for a week', { lastDay: addDays(TODAY, 6) }, { firstDay: TODAY, lastDay: addDays(TODAY, 6) }],
  ['days that end before they begin', { firstDay: addDays(TODAY, 3) }, null],
  ['no day', { lastDay: '' }, null],
  [
    'the longest time there is',
    { lastDay: addDays(TODAY, 59) },
    { firstDay: TODAY, lastDay: addDays(TODAY, 59) },
  ],
  ['a day more than that', { lastDay: addDays(TODAY, 60) }, null],
  ['days that are over', { firstDay: addDays(TODAY, -3), lastDay: addDays(TODAY, -2) }, null],
])('naming %s', (_, draft, days) =>
  expect(namingOf({ ...newNaming(NOW), person, ...draft }, NOW)).toEqual(
    days === null ? null : { staffId: person.hostId, ...days },
  ),
)

test('who stands in is told with the days, and once more before it ends', () => {
  const deputy = { name: '覃海燕', firstDay: TODAY, lastDay: addDays(TODAY, 1) }
  expect(deputyLine(deputy, NOW)).toMatchObject({
    name: '覃海燕',
    days: expect.stringContaining('共2天') as string,
  })
  expect(endQuestion(deputy).note).toBe('覃海燕将不能再代您审批。')
})

test('days that would be refused say why beside them', () => {
  expect(faultOfDays({ firstDay: TODAY, lastDay: TODAY }, NOW)).toBe('')
  expect(faultOfDays({ firstDay: TODAY, lastDay: addDays(TODAY, -1) }, NOW)).toMatch(/代理日期/)
})
