import { readSheet } from 'read-excel-file/node'
import { describe, expect, it, test } from 'vitest'
import {
  activityFacts,
  activityLines,
  activityQuestion,
  adviceOf,
  guestCells,
  guestLines,
  guestListOf,
  newPlan,
  planFaults,
  planOf,
  type Activity,
  type PlanDraft,
} from '../../console/pages/activity/activities'
import { actions } from '../../contract'
import { xlsxOf } from '../../console/sheet/xlsx'
import { activityWords } from '../../miniprogram/staff/locales/activities'
import { NOW, TODAY } from '../domain/builders'

const row = {
  ...{ id: 'a', state: 'open' as const, over: false, title: '招聘会', unitName: '计算机学院' },
  ...{ organiserName: '覃海燕', firstDay: TODAY, lastDay: TODAY, quota: 50, askedAt: NOW },
}
const plan: Activity['plan'] = {
  ...{ title: '招聘会', purpose: 'official', firstDay: TODAY, lastDay: TODAY, hours: null, gateIds: [] },
  ...{ quota: 50, asksPlate: true, question: '' },
}
const may = {
  answer: false,
  needsColleague: false,
  close: true,
  cancel: true,
  message: true,
  addGuests: true,
}
const detail: Activity = {
  ...{ activity: row, plan, gates: [], taken: 12, waiting: 3, answeredBy: '秦立新', answer: null },
  ...{ purposeClass: 'official', purposeWords: { name: '因公来访', nameEn: '' } },
  ...{ cancelled: null, message: null, allowedActions: may },
}

test.each([
  [{ state: 'asked' as const }, '待审批', true],
  [{}, '报名中', false],
  [{ over: true }, '已结束', false],
  [{ state: 'cancelled' as const, over: true }, '已取消', false],
])('%j is said as %s', (more, state, waits) =>
  expect(activityLines([{ ...row, ...more }], NOW)[0]).toMatchObject({ state, waits }),
)

it('facts leave out what there isn’t', () => {
  const words = Object.fromEntries(activityFacts(detail, NOW).map(({ label, words }) => [label, words]))
  expect(words).toMatchObject({ 已报名: '12 / 50', 候补: '3人', 入校时间: '全天', 审批人: '秦立新' })
  expect(Object.keys(words)).not.toContain('未通过的原因')
})

test.each([
  [{ needsColleague: true }, '本人提交的活动须由本单位其他审批人通过'],
  [{}, '已提交，通过后即可发放报名码'],
  [{ answer: true }, ''],
])('one that was asked for, with %j, says %j', (more, advice) =>
  expect(
    adviceOf({ ...detail, activity: { ...row, state: 'asked' }, allowedActions: { ...may, ...more } }),
  ).toBe(advice),
)

test.each([
  ['accept', false, false],
  ['refuse', true, false],
  ['close', false, true],
  ['cancel', true, true],
  ['message', true, false],
  ['export', false, false],
] as const)('%s asks for words: %s, is final: %s', (step, asks, final) => {
  const question = activityQuestion(detail, step)
  expect([question.reason !== null, question.final]).toEqual([asks, final])
  // No more than the rules take.
  expect(question.reason?.limit ?? 100).toBe(100)
})

describe('guests', () => {
  const guest = {
    ...{
      id: 'g',
      name: '=1+1',
      phoneTail: '0001',
      plate: '桂C12345',
      answer: '"两"\n位',
      state: 'approved' as const,
    },
    ...{ listed: false, joinedAt: NOW, cameAt: null },
  }
  it('come out as a spreadsheet in which no cell is a formula or ends the line', async () => {
    const lines = [activityWords.columns, guestCells(guest), guestCells({ ...guest, state: 'pending' })]
    const read = await readSheet(Buffer.from(xlsxOf('客人', lines)))
    expect(read[0]).toEqual(['姓名', '手机尾号', '车牌', '回答', '状态', '报名时间', '入校时间'])
    expect(read[1]).toEqual(['=1+1', '0001', '桂C12345', '"两"\n位', '已报名', `${TODAY} 14:00`, null])
    expect(read[2]?.[4]).toBe('候补')
  })
  it('say whether they have come', () =>
    expect(guestLines([guest, { ...guest, cameAt: NOW }], NOW).map(({ came }) => came)).toEqual([
      '未入校',
      '今天 14:00',
    ]))
  it('are asked for by their list', () =>
    expect([guestListOf('waiting'), guestListOf('x')]).toEqual(['waiting', 'approved']))
})

describe('a plan', () => {
  const OFFERED = [{ id: 'official' }]
  const north = { id: 'north', name: '育才北门', campusName: '育才校区', pedestrian: false }
  const GATES = [{ ...north, vehicleBarrier: true, privateVehicles: 'none' as const }]
  const draft: PlanDraft = { ...newPlan('computing', OFFERED, NOW), title: ' 招聘会 ', quota: '50' }
  it('goes out as it is typed', () => {
    expect(planOf(draft)).toMatchObject({
      unitId: 'computing',
      plan: { title: '招聘会', hours: null, quota: 50 },
    })
    expect(planOf({ ...draft, allDay: false }).plan.hours).toEqual({ from: 480, until: 1080 })
  })
  /** Its hours, minutes since midnight, and what is said of them; null: they aren't sent. */
  test.each([
    ['18:00', '00:00', { from: 1080, until: 1440 }, '18:00–24:00'],
    ['00:00', '08:00', { from: 0, until: 480 }, '00:00–08:00'],
    ['00:00', '00:00', { from: 0, until: 1440 }, '00:00–24:00'],
    ['22:00', '06:00', { from: 1320, until: 360 }, '22:00–次日06:00'],
    ['', '18:00', null, '请填写入校时间的开始和结束，或选“全天可入校”'],
    ['08:00', '', null, '请填写入校时间的开始和结束，或选“全天可入校”'],
    ['', '', null, '请填写入校时间的开始和结束，或选“全天可入校”'],
    ['09:00', '09:00', null, '开始和结束时间不能相同'],
  ])('from %s until %s', (from, until, hours, said) => {
    const typed = { ...draft, allDay: false, from, until }
    const faults = planFaults(typed, { purposes: OFFERED, gates: GATES }, NOW)
    if (hours === null) {
      expect(faults).toEqual([said])
      return
    }
    expect(faults).toEqual([])
    const { unitId, plan: sent } = planOf(typed)
    expect(sent.hours).toEqual(hours)
    // The contract takes it, and the page says it back.
    expect(actions['activity.apply'].input.safeParse({ unitId, plan: sent }).success).toBe(true)
    expect(activityFacts({ ...detail, plan: { ...plan, hours } }, NOW)).toContainEqual({
      label: '入校时间',
      words: said,
    })
  })
  it('with hours cleared that it has no use for goes out', () =>
    expect(planFaults({ ...draft, from: '', until: '' }, { purposes: OFFERED, gates: GATES }, NOW)).toEqual(
      [],
    ))
  test.each<[Partial<PlanDraft>, number]>([
    [{}, 0],
    [{ title: '' }, 1],
    [{ quota: 'x' }, 1],
    [{ title: '', quota: '' }, 2],
    [{ lastDay: '' }, 1],
    [{ purpose: 'gone' }, 1],
    [{ gateIds: ['north'], asksPlate: true }, 0],
    [{ gateIds: ['north'], asksPlate: false }, 1],
  ])('%j has %d faults', (more, count) =>
    expect(planFaults({ ...draft, ...more }, { purposes: OFFERED, gates: GATES }, NOW)).toHaveLength(count),
  )
})
