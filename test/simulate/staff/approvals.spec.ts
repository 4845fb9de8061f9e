import { describe, expect, jest, test } from '@jest/globals'
import { meOf, rowOf } from '../../views/office-builders'
import { drawnRows, openPage, phoneWith, refused, settled, type Answers } from './stage'

const open = async (answers: Answers) => {
  const phone = phoneWith({
    me: meOf(),
    'consent.record': { consents: {} },
    ...answers,
  })
  const page = openPage('staff/approvals/list/list')
  await settled()
  return { phone, page, data: () => (page.instance as any).data }
}

test('a row opens its booking', async () => {
  const { phone, page } = await open({ 'approval.list': { rows: [rowOf()], next: null } })
  page.querySelector('.row')?.querySelector('.card')?.dispatchEvent('tap')
  await settled()
  expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/staff/approvals/visit/visit?id=visit-1' })
})

test('reaching the end loads the next page once', async () => {
  const pages = [
    { rows: [rowOf()], next: 'after-1' },
    { rows: [rowOf({ id: 'visit-2' })], next: null },
  ]
  const { phone, page, data } = await open({ 'approval.list': () => pages.shift() as object })
  ;(page.instance as any).onReachBottom()
  ;(page.instance as any).onReachBottom()
  await settled()
  ;(page.instance as any).onReachBottom()
  await settled()
  expect(phone.called('approval.list').map(({ input }) => input.cursor)).toEqual([null, 'after-1'])
  expect(drawnRows(data().cards).map(({ id }: { id: string }) => id)).toEqual(['visit-1', 'visit-2'])
  expect(data().end).toBe('all')
})

test('the late answer of a tab already left is dropped', async () => {
  let late: (value: object) => void = () => undefined
  const answers = [
    () => new Promise<object>((resolve) => (late = resolve)),
    () => Promise.resolve({ rows: [rowOf({ id: 'approved-1', state: 'approved' })], next: null }),
  ]
  const { page, data } = await open({ 'approval.list': () => (answers.shift() as () => Promise<object>)() })
  ;(page.instance as any).onTab({ detail: { value: 'approved' } })
  await settled()
  late({ rows: [rowOf({ id: 'pending-1' })], next: null })
  await settled()
  expect(drawnRows(data().cards).map(({ id }: { id: string }) => id)).toEqual(['approved-1'])
})

test('one more reminder counts at once', async () => {
  const { page, data } = await open({ 'approval.list': { rows: [], next: null } })
  expect(data().reminders.sentence).toBe('新预约提醒余量1条')
  await (page.instance as any).onMoreReminders()
  await settled()
  expect(data().reminders.sentence).toBe('新预约提醒余量2条')
})

test.each([
  ['the queue', 'staff/approvals/list/list', 'onMoreReminders'],
  ['the reminders', 'rights/reminders/reminders', 'onMore'],
])('who refused messages for good is told where to allow them: from %s', async (_, address, handler) => {
  const phone = phoneWith({ me: meOf(), 'approval.list': { rows: [], next: null } })
  const toast = jest.fn(async (_shown: { title: string }) => undefined)
  const refusing = async () => Promise.reject(Object.assign(new Error('20004'), { errCode: 20004 }))
  const title = async () => undefined
  Object.assign((globalThis as any).wx, { showToast: toast, setNavigationBarTitle: title })
  const page = openPage(address).instance as any
  await settled()
  Object.assign((globalThis as any).wx, { requestSubscribeMessage: refusing })
  await page[handler]({ currentTarget: { dataset: { purpose: 'newBooking' } } })
  expect(toast.mock.calls.map(([shown]) => shown.title)).toEqual([expect.stringContaining('设置')])
  expect(phone.called('consent.record')).toEqual([])
})

test('an empty queue says what to do', async () => {
  const { page } = await open({ 'approval.list': { rows: [], next: null } })
  expect(page.querySelector('.nothing')?.dom?.textContent).toContain('没有待审批的预约')
})

describe('finding', () => {
  const list = { rows: [rowOf()], next: null }
  const found = (rows: object[], more = false) => ({
    'approval.list': list,
    'approval.search': { rows, more },
  })
  const type = async (page: any, text: string) => {
    page.instance.onType({ detail: { value: text } })
    await settled(500)
  }

  test('searches all tabs once the typing pauses, and leads to the tab that has it', async () => {
    const { phone, page, data } = await open(found([rowOf({ id: 'visit-9', state: 'approved' })]))
    ;(page.instance as any).onType({ detail: { value: '张' } })
    await type(page, '张三')
    expect(phone.called('approval.search').map(({ input }) => [input.text, input.list])).toEqual([
      ['张三', null],
    ])
    expect(data()).toMatchObject({ stage: 'empty', empty: { action: '查看“审核通过”' } })
    ;(page.instance as any).onOtherTab()
    await settled()
    expect(drawnRows(data().cards).map(({ id }: { id: string }) => id)).toEqual(['visit-9'])
    await type(page, '')
    expect(drawnRows(data().cards).map(({ id }: { id: string }) => id)).toEqual(['visit-1'])
  })

  test('the answer to what has been typed over is dropped', async () => {
    let late: (value: object) => void = () => undefined
    const answers = [
      () => new Promise<object>((resolve) => (late = resolve)),
      () => Promise.resolve({ rows: [rowOf({ id: 'visit-2' })], more: false }),
    ]
    const { page, data } = await open({
      'approval.list': list,
      'approval.search': () => (answers.shift() as () => Promise<object>)(),
    })
    await type(page, '张')
    await type(page, '张三')
    late({ rows: [rowOf({ id: 'visit-1' })], more: false })
    await settled()
    expect(drawnRows(data().cards).map(({ id }: { id: string }) => id)).toEqual(['visit-2'])
  })

  test('a search without network says so and finds on 重试', async () => {
    let network = false
    const { page, data } = await open({
      'approval.list': list,
      'approval.search': () => (network ? { rows: [rowOf()], more: false } : 'offline'),
    })
    await type(page, '张三')
    expect(data().stage).toBe('failed')
    network = true
    ;(page.instance as any).onRetry()
    await settled()
    expect(data().stage).toBe('rows')
  })

  test('a filter narrows the list, reading on over pages where nothing fits', async () => {
    const pages = [list, { rows: [], next: 'after-20' }, { rows: [rowOf({ id: 'visit-7' })], next: null }]
    const { phone, page, data } = await open({ 'approval.list': () => pages.shift() as object })
    page.querySelector('.chip')?.dispatchEvent('tap')
    await settled()
    expect(
      phone.called('approval.list').map(({ input }) => [(input.filter as any)?.today, input.cursor]),
    ).toEqual([
      [undefined, null],
      [true, null],
      [true, 'after-20'],
    ])
    expect(drawnRows(data().cards).map(({ id }: { id: string }) => id)).toEqual(['visit-7'])
  })
})

describe('many at once', () => {
  const five = Array.from({ length: 5 }, (_, index) => rowOf({ id: `visit-${index}` }))
  const done = (visitId: string) => ({
    visitId,
    ok: true,
    state: 'approved',
    code: null,
    details: {},
    decidedAt: null,
  })
  const failed = (visitId: string, code: string, details: object, decidedAt: number | null = null) => ({
    ...done(visitId),
    ok: false,
    state: null,
    code,
    details,
    decidedAt,
  })
  const choosing = async (answers: Answers) => {
    const opened = await open({ 'approval.list': { rows: five, next: null }, ...answers })
    const queue = opened.page.instance as any
    opened.page.querySelector('.many')?.dispatchEvent('tap')
    await settled()
    queue.onChooseAll()
    await settled()
    return { ...opened, queue }
  }
  const sent = (phone: { called(action: string): any[] }) =>
    phone.called('approval.decideMany').map(({ input, requestId }) => ({ ids: input.visitIds, requestId }))

  test('five with one failing: each row says what came of it; the failed one stays chosen and is sent again', async () => {
    const answers = [
      { rows: five.map(({ id }, index) => (index === 2 ? failed(id, 'BUSY', {}) : done(id))) },
      { rows: [done('visit-2')] },
    ]
    const { phone, queue, data } = await choosing({ 'approval.decideMany': () => answers.shift() as object })
    expect(data().choice).toMatchObject({ chosen: '已选5条', approve: '通过 5条' })
    await queue.onApproveChosen()
    await settled()
    expect(drawnRows(data().cards).map((card: any) => card.outcome.words)).toEqual([
      '已通过',
      '已通过',
      '办理的人较多，请稍后再试',
      '已通过',
      '已通过',
    ])
    expect(data().choice).toMatchObject({ chosen: '已选1条', approve: '重试通过 1条', finished: false })
    await queue.onApproveChosen()
    await settled()
    expect(sent(phone).map(({ ids }) => ids)).toEqual([five.map(({ id }) => id), ['visit-2']])
    expect(data().choice.finished).toBe(true)
    queue.onStopChoosing()
    await settled()
    expect(data().choice).toBeNull()
  })

  test('one that its visitor changed meanwhile is read anew, and chosen again only by hand', async () => {
    let rows = [rowOf({ id: 'visit-0', submittedAt: 1 })]
    const answers = [{ rows: [failed('visit-0', 'CHANGED_MEANWHILE', {})] }, { rows: [done('visit-0')] }]
    const { phone, queue, data } = await choosing({
      'approval.list': () => ({ rows, next: null }),
      'approval.decideMany': () => answers.shift() as object,
    })
    rows = [rowOf({ id: 'visit-0', submittedAt: 2, name: '王五' })]
    await queue.onApproveChosen()
    await settled()
    expect(drawnRows(data().cards)).toMatchObject([
      { name: '王五', outcome: { words: '刚刚有变化，请先看看最新内容' } },
    ])
    expect(data().choice).toMatchObject({
      ...{ chosen: '已选0条', finished: false },
      summary: { words: '0条已办好，1条未成功，原因见各条' },
    })
    queue.onChoose({ detail: { visitId: 'visit-0' } })
    await queue.onApproveChosen()
    await settled()
    expect(phone.called('approval.decideMany').map(({ input }) => input.seen)).toEqual([
      { 'visit-0': 1 },
      { 'visit-0': 2 },
    ])
  })

  test('without an answer everything stays chosen, and the same tap sends the same request', async () => {
    let network = false
    const { phone, queue, data } = await choosing({
      'approval.decideMany': () => (network ? { rows: five.map(({ id }) => done(id)) } : 'offline'),
    })
    const first = queue.onApproveChosen()
    await settled()
    expect(data().choice.line).toBe('还没有收到答复，正在重试…')
    network = true
    await first
    await settled()
    expect(new Set(sent(phone).map(({ requestId }) => requestId)).size).toBe(1)
    expect(data().choice.finished).toBe(true)
  })

  test('sending back asks for one reason; a refusal keeps the choice and the sheet', async () => {
    const { phone, queue, data } = await choosing({
      'approval.decideMany': refused('BUSY'),
    })
    queue.onReturnChosen()
    expect(data().sheet.open).toBe(true)
    await queue.onReasoned({ detail: { kind: 'return', reason: '日期需调整' } })
    await settled()
    expect(phone.called('approval.decideMany').map(({ input }) => [input.decision, input.reason])).toEqual([
      ['return', '日期需调整'],
    ])
    expect(data().sheet).toMatchObject({ open: true, waiting: false, failure: '办理的人较多，请稍后再试' })
    expect(data().choice.chosen).toBe('已选5条')
  })

  test('an account frozen meanwhile is told why, and nothing is offered to try again', async () => {
    const { queue, data } = await choosing({
      'approval.decideMany': refused('FROZEN', { reason: '调岗' }),
    })
    queue.onReturnChosen()
    await queue.onReasoned({ detail: { kind: 'return', reason: '日期需调整' } })
    await settled()
    expect(data().sheet.open).toBe(false)
    expect(data().choice).toMatchObject({
      line: '您的审批账号已被冻结（调岗），如有疑问请联系保卫处',
      lineIsRefusal: true,
      finished: true,
    })
  })

  test('who was quicker is named, and that row needs no more deciding', async () => {
    const rows = [failed('visit-0', 'ALREADY_DECIDED', { byName: '李明', state: 'returned' }, Date.now())]
    const { page, queue, data } = await choosing({ 'approval.decideMany': { rows } })
    queue.onChooseAll()
    page.querySelector('.row')?.querySelector('.card')?.dispatchEvent('tap')
    await settled()
    expect(data().choice.chosen).toBe('已选1条')
    await queue.onApproveChosen()
    await settled()
    expect(drawnRows(data().cards)[0].outcome.words).toMatch(/^这条预约已由李明处理：已退回（/)
    expect(data().choice.chosen).toBe('已选0条')
    expect(drawnRows(data().cards)[0].choice.locked).toBe(true)
  })
})

test.each([
  ['kept as allowed', { mainSwitch: true, itemSettings: { 'template-new': 'accept' } }, 1],
  ['kept as refused', { mainSwitch: true, itemSettings: { 'template-new': 'reject' } }, 0],
  ['of another message', { mainSwitch: true, itemSettings: { 'template-other': 'accept' } }, 0],
  ['with messages switched off', { mainSwitch: false, itemSettings: { 'template-new': 'accept' } }, 0],
  ['never kept', { mainSwitch: true }, 0],
])(
  'opening a row adds a reminder quietly where the answer was %s',
  async (_kept, subscriptionsSetting, asked) => {
    ;(globalThis as any).wx.getSetting = async () => ({ subscriptionsSetting })
    const { phone, page } = await open({ 'approval.list': { rows: [rowOf()], next: null } })
    ;(page.instance as any).onOpen({ detail: { visitId: 'visit-1' } })
    expect(phone.requestSubscribeMessage).toHaveBeenCalledTimes(asked)
  },
)

describe('one of the office', () => {
  const OFFICE_ROWS = {
    'account.requests': { rows: [], next: null },
    'blacklist.list': { rows: [], next: null },
    'emergency.get': { on: false },
    'traffic.list': { controls: [] },
    'device.list': { rows: [], next: null },
    'gate.conflicts': { rows: [], next: null },
  }

  test.each([
    ['kept as allowed', { mainSwitch: true, itemSettings: { 'template-head': 'accept' } }, 1],
    ['kept as refused', { mainSwitch: true, itemSettings: { 'template-head': 'reject' } }, 0],
    ['never kept', { mainSwitch: true }, 0],
  ])(
    'takes one more head of the audit trail with each page, unasked, where the answer was %s',
    async (_kept, subscriptionsSetting, asked) => {
      const me = meOf({ office: { waiting: 0 } })
      const phone = phoneWith({ me, 'consent.record': { consents: {} }, ...OFFICE_ROWS })
      Object.assign((globalThis as any).wx, {
        getSetting: async () => ({ subscriptionsSetting }),
        requestSubscribeMessage: jest.fn(async () => ({ 'template-head': 'accept' })),
        setNavigationBarTitle: async () => undefined,
      })
      // Who it is was asked as the program began.
      openPage('rights/reminders/reminders')
      await settled()
      const page = openPage('staff/admin/home/home').instance as any
      await settled()
      page.onRow({ currentTarget: { dataset: { target: 'requests' } } })
      await settled()
      const ask = (globalThis as any).wx.requestSubscribeMessage
      expect(ask.mock.calls).toEqual(asked === 0 ? [] : [[{ tmplIds: ['template-head'] }]])
      expect(phone.called('consent.record').map(({ input }) => input)).toEqual(
        asked === 0 ? [] : [{ accepted: ['template-head'] }],
      )
    },
  )
})
