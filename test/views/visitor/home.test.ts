import { describe, expect, test } from 'vitest'
import { homeView, type HomeState } from '../../../miniprogram/pages/home/home.view'
import { BLANK_FORM } from '../../../miniprogram/domain/visit/form-fields'
import { gateOf, meOf, NOW, rowOf, TODAY, NO_NETWORK } from './builders'

const view = (changes: Partial<HomeState> = {}) =>
  homeView({
    me: meOf(),
    today: TODAY,
    now: NOW,
    failure: null,
    loading: false,
    kept: [],
    ended: [],
    evacuation: false,
    passagesWait: false,
    lastVisit: null,
    draft: null,
    ...changes,
  })

describe('the first screen', () => {
  test('puts booking first while there is no pass for today, and tells newcomers how a visit goes', () => {
    expect(view()).toMatchObject({ stage: 'ready', bookingFirst: true, steps: true, cards: [] })
  })

  test('puts today’s pass first', () => {
    const shown = view({ me: meOf({ todayPasses: [rowOf({ plate: '桂C12345' })] }) })
    expect(shown.bookingFirst).toBe(false)
    expect(shown.passes).toEqual([
      {
        id: 'visit-1',
        purpose: '因私来访',
        days: '5月23日–25日 共3天',
        unit: '计算机学院',
        plate: '桂C·12345',
        title: '今日可入校',
        good: true,
      },
    ])
  })

  test.each([
    ['holds', { hours: { from: 0, until: 1440 } }, [['今日可入校', true]]],
    ['is for other hours', { hours: { from: 0, until: 60 } }, [['现在不在可入校的时段', false]]],
    ['is for workdays', { weekdays: [1, 2, 3, 4, 5] }, [['现在不在可入校的时段', false]]],
    ['has papers of before', { papersUntil: '2026-05-22' }, [['登记的证照已过期，暂不能入校', false]]],
    ['was used', { entries: 1, entriesMade: 1 }, [['入校次数已用完，离校时仍可出示', false]]],
  ])('says of a pass that %s what the gate will say, with and without a network', (_, right, said) => {
    const row = rowOf({ state: 'approved', right })
    for (const shown of [view({ me: meOf({ todayPasses: [row] }) }), view({ me: null, kept: [row] })])
      expect(shown.passes.map(({ title, good }) => [title, good])).toEqual(said)
  })

  test('has no kept pass any more whose last hours are over', () => {
    const right = { hours: { from: 0, until: 60 } }
    expect(view({ me: null, kept: [rowOf({ lastDay: TODAY, right })] }).passes).toEqual([])
  })

  test('leads who is a guard no more to what the phone still has to tell', () => {
    const shown = view({ passagesWait: true })
    expect(shown.cards).toMatchObject([{ target: 'gate', title: '通行记录待上传', urgent: true }])
    const guard = { gates: [gateOf('雁山东门', '雁山校区')] }
    expect(view({ passagesWait: true, me: meOf({ guard }) }).cards).toMatchObject([{ title: '门岗核验' }])
  })

  test.each([
    ['nothing was booked', null, {}, ''],
    ['it is over', {}, {}, '找覃海燕（计算机学院）'],
    ['its day is to come', { firstDay: '2026-05-24' }, {}, ''],
    ['a pass holds today', {}, { todayPasses: [rowOf({})] }, ''],
    ['one waits', {}, { waiting: { approvals: 0, returned: 0, pending: 1, approved: 0 } }, ''],
    ['one came back', {}, { waiting: { approvals: 0, returned: 1, pending: 0, approved: 0 } }, ''],
    [
      'others wait for this person',
      {},
      { waiting: { approvals: 3, returned: 0, pending: 0, approved: 0 } },
      '找覃海燕（计算机学院）',
    ],
  ])('offers the last visit again: %s', (_what, visit, me, again) => {
    const last = { visitId: 'visit-1', hostName: '覃海燕', unitName: '计算机学院', firstDay: '2026-05-20' }
    expect(view({ me: meOf(me), lastVisit: visit && { ...last, ...visit } }).again).toBe(again)
  })

  test.each([
    ['nothing', null, ''],
    ['a form without a host', { form: BLANK_FORM, host: null }, '已填写的内容保存在这部手机上'],
    [
      'a form with a host',
      { form: BLANK_FORM, host: { hostId: 's1', name: '覃海燕', unitName: '计算机学院' } },
      '找覃海燕（计算机学院）',
    ],
  ])('offers to go on with %s', (_what, draft, words) => expect(view({ draft }).draft).toBe(words))

  test('shows a card for what waits, the urgent first', () => {
    const me = meOf({ waiting: { approvals: 0, returned: 1, pending: 120, approved: 0 } })
    expect(view({ me }).cards.map(({ target, count, urgent }) => [target, count, urgent])).toEqual([
      ['returned', '1', true],
      ['pending', '99+', false],
    ])
  })

  test('leads approvers and guards to their work', () => {
    const me = meOf({
      approver: { units: [{ id: 'computing', name: '计算机学院' }], frozen: null },
      guard: { gates: [gateOf('育才西门', '育才校区'), gateOf('育才东门', '育才校区')] },
      waiting: { approvals: 2, returned: 0, pending: 0, approved: 0 },
    })
    expect(view({ me }).cards.map(({ target, count, advice }) => [target, count, advice])).toEqual([
      ['approvals', '2', '访客正在等您的决定'],
      ['gate', '', '育才西门、育才东门'],
    ])
  })

  test('tells a frozen approver why', () => {
    const me = meOf({ approver: { units: [], frozen: { reason: '岗位变动', since: 0 } } })
    expect(view({ me }).frozen).toContain('岗位变动')
  })

  test('without network it offers the passes on this phone beside 重试', () => {
    const offline = view({ me: null, failure: NO_NETWORK, kept: [rowOf()] })
    expect(offline).toMatchObject({ stage: 'failed', failure: NO_NETWORK })
    expect(offline.passes).toHaveLength(1)
  })

  test.each([
    ['revoked', '会议取消', '这条预约已取消审核'],
    ['expired', null, '这条预约已过期'],
    ['cancelled', null, '这条预约已取消'],
  ] as const)('a booking that was %s is no empty screen', (state, reason, title) => {
    const ended = [{ ...rowOf({ state, reason }), unitPhone: '0773-5550001' }]
    for (const me of [meOf(), null])
      expect(view({ me, failure: me === null ? NO_NETWORK : null, ended })).toMatchObject({
        steps: false,
        ended: [{ id: 'visit-1', title, reason: reason ?? '', phone: '0773-5550001' }],
      })
  })

  test.each([
    [{}, '结果请在这里查看'],
    [{ 'template-decision': 0, 'template-new': 3 }, '结果请在这里查看'],
    [{ 'template-decision': 1 }, '结果会通过消息告诉您'],
  ])('with consents %j a pending booking says: %s', (consents, advice) => {
    const me = meOf({ waiting: { approvals: 0, returned: 0, pending: 1, approved: 0 }, consents })
    expect(view({ me }).cards.map((card) => card.advice)).toEqual([advice])
  })

  test.each([
    [0, '1分钟'],
    [59, '59分钟'],
    [60, '1小时'],
    [23 * 60 + 59, '23小时'],
    [24 * 60, '1天'],
    [3 * 24 * 60 + 5, '3天'],
  ])(
    'one that waits for %i minutes shows its day, its host, how long, and opens itself',
    (minutes, waited) => {
      const now = NOW + minutes * 60_000
      const row = rowOf({ state: 'pending', submittedAt: NOW })
      const me = meOf({
        now,
        waiting: { approvals: 0, returned: 0, pending: 1, approved: 0 },
        pending: [row],
      })
      expect(view({ me }).cards).toMatchObject([
        {
          target: 'pending',
          title: '待审批：5月23日–25日 共3天',
          advice: `找覃海燕（计算机学院）\n已等待${waited}\n结果请在这里查看`,
          count: '',
          visitId: row.id,
        },
      ])
    },
  )

  test('one that waits for a place says so, and for what', () => {
    const row = rowOf({ state: 'pending', activity: { title: '校庆大会', waiting: true } })
    const me = meOf({ waiting: { approvals: 0, returned: 0, pending: 1, approved: 0 }, pending: [row] })
    const [card] = view({ me }).cards
    expect(card?.title).toBe('候补中：5月23日–25日 共3天')
    expect(card?.advice).toBe('校庆大会\n已等待1分钟\n结果请在这里查看')
  })

  test('is a skeleton before the first answer', () => {
    expect(view({ me: null, loading: true }).stage).toBe('loading')
  })
})
