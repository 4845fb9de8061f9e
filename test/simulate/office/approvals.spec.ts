import { expect, test } from '@jest/globals'
import { meOf, rowOf } from '../../views/office-builders'
import { openPage, phoneWith, settled, type Answers } from './stage'

const rules = { adviseAheadDays: 7, adviseLongDays: 3 }
const open = async (answers: Answers) => {
  const phone = phoneWith({
    me: meOf(),
    'visit.options': rules,
    'consent.record': { consents: {} },
    ...answers,
  })
  const page = openPage('office/approvals/list/list')
  await settled()
  return { phone, page, data: () => (page.instance as any).data }
}

test('a row opens its booking', async () => {
  const { phone, page } = await open({ 'approval.list': { rows: [rowOf()], next: null } })
  page.querySelector('.row')?.querySelector('.card')?.dispatchEvent('tap')
  await settled()
  expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/office/approvals/visit/visit?id=visit-1' })
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
  expect(data().cards.map(({ id }: { id: string }) => id)).toEqual(['visit-1', 'visit-2'])
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
  expect(data().cards.map(({ id }: { id: string }) => id)).toEqual(['approved-1'])
})

test('one more reminder counts at once', async () => {
  const { page, data } = await open({ 'approval.list': { rows: [], next: null } })
  expect(data().reminders.sentence).toBe('新预约提醒余量 1 条')
  await (page.instance as any).onMoreReminders()
  await settled()
  expect(data().reminders.sentence).toBe('新预约提醒余量 2 条')
})

test('an empty queue says what to do', async () => {
  const { page } = await open({ 'approval.list': { rows: [], next: null } })
  expect(page.querySelector('.nothing')?.dom?.textContent).toContain('没有待审批的预约')
})
