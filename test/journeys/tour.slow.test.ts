import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { cast } from '../../local/demo'
import { formatPlate } from '../../miniprogram/domain/values/plates'
import { approve } from './approval'
import { openBooking, submit, valueIn } from './booking'
import { answer, standAtGate } from './gate'
import { APPROVER, GUARD, openJourney, VISITOR, type Journey } from './journey'
import { castMember, giveTo } from './people'
import { notice } from './sheets'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('tour', undefined, undefined, { reminders: true })
})
afterAll(() => journey?.close())

const lin = cast.find(({ id }) => id === 'visitor-lin')!
const zhou = castMember('visitor-zhou')

it('the tour, from a fresh start to its end, one step out of order', { timeout: 300_000 }, async () => {
  const { page, album } = journey
  onTestFailed(() => album.failed())
  const visitor = () => journey.top(VISITOR)
  const approver = () => journey.top(APPROVER)
  const done = () => page.locator('.tour li.done b').allInnerTexts()
  const fillIn = () =>
    page.locator(`[data-card="${VISITOR}"]`).getByRole('button', { name: '填入资料' }).click()
  const entered = (label: string) => valueIn(journey, label)

  await page.getByText('访客预约 → 单位审批 → 校门放行').waitFor()
  // The clock of a phone goes on by itself.
  const clock = journey.frame(APPROVER).locator('.wx-page-frame:not([hidden]) .wx-clock')
  await clock.evaluate((shown) => (shown.textContent = ''))
  await expect.poll(() => clock.innerText()).toMatch(/^\d\d:\d\d$/)

  // What is entered is who holds the phone.
  await visitor().getByText('欢迎来访').waitFor()
  await giveTo(journey, VISITOR, zhou.id)
  await openBooking(journey)
  await fillIn()
  await expect.poll(() => entered('手机号')).toContain(zhou.mobile.slice(-4))
  expect(await entered('姓名')).toBe(zhou.name)
  await giveTo(journey, VISITOR, lin.id)
  // No form is open: it is opened.
  await fillIn()
  await visitor().getByText(formatPlate(lin.prepared!.plate)).waitFor()
  expect([await entered('姓名'), await entered('证件号码')]).toEqual([lin.name, lin.prepared!.document])
  await album.stage('filled-in')

  // One tap sends it. The approver hears of it without having done anything, and their first screen shows it.
  await visitor().getByRole('radio').filter({ hasText: '今天' }).click()
  await submit(journey)
  await visitor().getByText('提交成功').waitFor()
  await notice(journey, ['访客预约待审批提醒', '发给 韦建国']).waitFor()
  await expect.poll(done).toEqual(['提交预约', '通知审批人'])
  await approver().getByText('访客正在等您的决定').waitFor()
  await album.stage('approver-told')

  // From the first screen, not by the notice. The visitor's phone shows it by itself.
  await visitor().locator('.done').getByRole('button', { name: '返回首页' }).click()
  await approver().getByText('待我审批').click()
  await approver().getByText('找 覃海燕').first().click()
  await approve(journey)
  await expect.poll(done).toEqual(['提交预约', '通知审批人', '审批通过'])
  await visitor().getByText('出示通行码').waitFor()
  await album.stage('approved')

  // Out of order: the guard looks the visitor up by document before the pass was ever opened.
  await standAtGate(journey)
  await journey.top(GUARD).getByRole('button', { name: '证件', exact: true }).click()
  const sheet = journey.screen(GUARD).locator('person-sheet')
  await sheet.locator('input').nth(0).fill(lin.prepared!.document.slice(-6))
  await sheet.locator('input').nth(1).fill(lin.name)
  await sheet.getByRole('button', { name: '核验' }).click()
  expect(await answer(journey)).toMatchObject({ tone: 'pass' })
  await expect.poll(done).toEqual(['提交预约', '通知审批人', '审批通过', '取得通行证', '门岗扫码'])
  await album.stage('end')

  // Opened again, the stage is where it was.
  await page.reload()
  await expect.poll(done).toHaveLength(5)
  expect(journey.errors).toEqual([])
})
