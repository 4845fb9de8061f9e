import { describe, expect, test } from 'vitest'
import type { ApprovalRow } from '../../contract'
import { approvalCard } from '../../miniprogram/staff/components/approval-card/approval-card.view'
import { approvalsView, initialApprovals } from '../../miniprogram/staff/approvals/list/list.view'
import { read } from '../../scripts/paths.mjs'
import { frozenApprover, meOf, MINUTE, NOW, rowOf } from './office-builders'
import { NO_NETWORK } from './visitor/builders'

const queue = (changes: Partial<ReturnType<typeof initialApprovals>> = {}) =>
  approvalsView({ ...initialApprovals(), me: meOf(), now: NOW, ...changes })
const loaded = (rows: ReturnType<typeof rowOf>[], next: string | null = null) => ({
  rows,
  next,
  loading: false,
  failure: null,
})

describe('one booking in the approver’s list', () => {
  test('says who, whom, why, when and since when it waits', () => {
    expect(approvalCard(rowOf(), NOW)).toMatchObject({
      name: '张**',
      whom: '覃海燕-计算机学院',
      purpose: '因公来访',
      classWord: '因公类',
      days: '5月23日–25日 共3天',
      moment: '今天 13:30 提交',
      plate: '',
      companions: '',
      hints: [],
    })
  })

  test('shows plate and companions only if there are any', () => {
    const card = approvalCard(rowOf({ plate: '桂CD12345', companions: 2 }), NOW)
    expect(card.plate).toBe('桂C·D12345')
    expect(card.companions).toBe('随行2人')
  })

  test.each([
    ['long', '预约天数较长，请确认确有需要'],
    ['farAhead', '预约日期较远，请确认行程已定'],
    ['officialByPrivateCar', '因公来访车辆免停车费，请确认事由属实'],
    ['officialCarAgain', '这辆车近期多次以因公事由预约，请确认事由属实'],
    ['officialUnconfirmed', '因公来访，被访人尚未确认'],
    ['onlyNewerServersKnow', 'onlyNewerServersKnow'],
  ])('hints at %s in words', (code, words) => {
    expect(approvalCard(rowOf({ hints: [code] }), NOW).hints).toEqual([{ words }])
  })

  test.each([
    ['confirmed', {}, [['被访人：确有预约', 'good']]],
    ['denied', { hostConfirmation: 'denied' }, [['被访人：不认识', 'attention']]],
    ['no word yet', { hostConfirmation: 'none' }, [['被访人尚未确认', 'plain']]],
    ['no word yet, hinted at', { hostConfirmation: 'none', hints: ['officialUnconfirmed'] }, []],
    ['no word, decided', { hostConfirmation: 'none', state: 'approved' }, []],
    [
      'invited as a guest of honour',
      { vip: true, inviterName: '覃海燕' },
      [
        ['贵宾', 'plain'],
        ['覃海燕发出的邀约', 'plain'],
        ['被访人：确有预约', 'good'],
      ],
    ],
  ] as const)('marks: %s', (_, changes, marks) => {
    const card = approvalCard(rowOf(changes as Partial<ApprovalRow>), NOW)
    expect(card.marks.map(({ words, tone }) => [words, tone])).toEqual(marks)
  })

  test('is read aloud as it is drawn, marks and all: no other name stands in its place', () => {
    expect(read('miniprogram/staff/components/approval-card/approval-card.wxml')).not.toContain('aria-label')
  })

  test.each([
    ['approved', '韦建国', '今天 13:59 韦建国通过'],
    ['approved', null, '今天 13:59 通过'],
    ['returned', '韦建国', '今天 13:59 韦建国退回'],
    ['revoked', '韦建国', '今天 13:59 韦建国取消审核'],
    ['finished', null, '今天 13:59 更新'],
  ] as const)('tells when a booking became %s, and by %s', (state, decidedBy, moment) => {
    expect(approvalCard(rowOf({ state, decidedBy, changedAt: NOW - MINUTE }), NOW).moment).toBe(moment)
  })

  test('repeats the reason of a return', () => {
    const card = approvalCard(rowOf({ state: 'returned', reason: '日期需调整' }), NOW)
    expect(card.reason).toBe('退回原因：日期需调整')
  })
})

describe('the approver’s queue', () => {
  test('counts what waits on its tab, up to 99', () => {
    const tabs = (approvals: number) =>
      queue({ me: meOf({ waiting: { approvals, returned: 0, pending: 0, approved: 0 } }) }).tabs.map(
        ({ label, count }) => [label, count],
      )
    expect(tabs(0)).toEqual([
      ['待审批', ''],
      ['审核通过', ''],
      ['已退回', ''],
    ])
    expect(tabs(2)[0]).toEqual(['待审批', '2'])
    expect(tabs(100)[0]).toEqual(['待审批', '99+'])
  })

  test('shows a skeleton first, then rows, or what to do when there are none', () => {
    expect(queue().stage).toBe('loading')
    expect(queue({ list: loaded([rowOf()]) }).stage).toBe('rows')
    expect(queue({ list: loaded([]) })).toMatchObject({
      stage: 'empty',
      empty: { sentence: '没有待审批的预约' },
    })
    expect(queue({ tab: 'returned', list: loaded([]) }).empty.sentence).toBe('没有退回的预约')
  })

  test('a failed first load is shown alone, a failed refresh beneath the rows', () => {
    const failed = { loading: false, failure: NO_NETWORK }
    expect(queue({ list: { rows: [], next: undefined, ...failed } })).toMatchObject({
      stage: 'failed',
      failure: failed.failure,
    })
    expect(queue({ list: { rows: [rowOf()], next: null, ...failed } })).toMatchObject({
      stage: 'rows',
      end: 'failed',
    })
  })

  test.each([
    ['more', loaded([rowOf()], 'cursor')],
    ['all', loaded([rowOf()])],
    ['loading', { ...loaded([rowOf()], 'cursor'), loading: true }],
  ])('ends with: %s', (end, list) => {
    expect(queue({ list }).end).toBe(end)
  })

  test('says how many reminders are left, and warns when few', () => {
    const left = (count: number) => queue({ me: meOf({ consents: { 'template-new': count } }) }).reminders
    expect(left(5)).toEqual({ sentence: '新预约提醒余量5条', few: false })
    expect(left(2)).toMatchObject({ few: true })
    expect(left(0)).toEqual({ sentence: '新预约提醒已用完，新预约不会通知您', few: true })
    expect(queue({ me: meOf({ consents: {} }) }).reminders?.few).toBe(true)
  })

  test('a frozen approver is told since when, why, and whom to ask; reminders are no matter then', () => {
    const view = queue({ me: meOf(frozenApprover(NOW - 24 * 60 * MINUTE)) })
    expect(view.frozen).toEqual({
      sentence: '您的审批账号自昨天 14:00起被冻结',
      advice: '原因：岗位变动。可以查看，不能审批；如有疑问请联系保卫处',
    })
    expect(view.reminders).toBeNull()
  })

  test('somebody who is no approver gets no banner', () => {
    expect(queue({ me: meOf({ approver: null }) })).toMatchObject({ frozen: null, reminders: null })
  })
})
