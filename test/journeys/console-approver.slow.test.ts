import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Started } from '../../local/start'
import { dayOf } from '../../miniprogram/domain/values/days'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import { launchBrowser } from '../browser'
import { startOnCampus } from '../demo-campus'
import { mainlandId } from '../domain/builders'
import { goTo, openComputer, signInOffStage, type Computer } from './console-room'
import { castMember, offStage, staffId } from './people'

/** What approvers, office and desk could do on a phone alone, at their computers. */
const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/console-approver')
const [OFFICE, COLLEAGUE, APPROVER] = ['office-qin', 'office-tang', 'approver-wei'].map(
  (id) => castMember(id).openid,
) as [string, string, string]
const ASKING = castMember('visitor-zhou').openid
const VISITORS = [
  { id: 'visitor-approved', name: '陈思远', number: 61, plate: '桂C61T01' },
  { id: 'visitor-kept', name: '马晓东', number: 62, plate: '桂C62T02' },
  { id: 'visitor-released', name: '何志强', number: 63, plate: '桂C63T03' },
] as const
const [APPROVED, KEPT, RELEASED] = VISITORS
const phoneOf = (number: number) => `138007700${number}`

let dir: string
let started: Started
let browser: Browser
let office: Computer
let approver: Computer
let desk: Computer
const booked = new Map<string, string>()
const visitIdOf = ({ id }: (typeof VISITORS)[number]) => booked.get(id) ?? ''
const stateOf = async (visitor: (typeof VISITORS)[number]) =>
  (await offStage({ started }, visitor.id, 'visit.get', { visitId: visitIdOf(visitor) })).visit

beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'console-approver-'))
  ;[started, browser] = await Promise.all([startOnCampus(dir), launchBrowser()])
  const today = dayOf(Date.now())
  for (const { id, name, number, plate } of VISITORS) {
    const form = {
      ...{ ...BLANK_FORM, privacy: tickedAt(0), hostId: staffId('覃海燕', 'computing'), name },
      ...{ purpose: 'official' as const, phoneKind: 'mainland' as const, phone: phoneOf(number) },
      ...{ documentKind: 'mainlandId' as const, document: mainlandId(number), driving: true, plate },
      ...{ firstDay: today, lastDay: today },
    }
    booked.set(id, (await offStage({ started }, id, 'visit.submit', { form })).visitId)
  }
  await offStage({ started }, APPROVER, 'approval.approve', { visitId: visitIdOf(APPROVED) })
  for (const visitor of [KEPT, RELEASED])
    await offStage({ started }, ASKING, 'release.ask', {
      ...{ visitId: visitIdOf(visitor), field: 'plate', firstDay: today, lastDay: today },
    })
  office = await openComputer(browser, PICTURES)
  approver = await openComputer(browser, PICTURES)
  await signInOffStage({ started }, office, OFFICE)
  await signInOffStage({ started }, approver, APPROVER)
  desk = await openComputer(browser, PICTURES)
  await signInOffStage({ started }, desk, castMember('desk-yucai').openid)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await started?.close()
  await fs.rm(dir, { recursive: true, force: true })
})

it('sees whom a booking is in the way of, and who its visitor is, and keeps it', async () => {
  const { page } = approver
  await goTo(approver, '/approvals')
  await page.getByRole('button', { name: KEPT.name, exact: true }).click()
  const panel = page.getByRole('complementary', { name: '预约详情' })
  await panel.getByText('另有1位访客因这条预约无法提交').waitFor()
  await panel.getByText('其他访客的车牌与这条预约相同，请求释放').waitFor()
  expect(await panel.getByText(phoneOf(KEPT.number)).count()).toBe(0)
  await panel.getByRole('button', { name: '查看完整信息' }).click()
  await panel.getByText(phoneOf(KEPT.number)).waitFor()
  const dial = panel.getByRole('link', { name: '打电话' })
  expect(await dial.getAttribute('href')).toBe(`tel:${phoneOf(KEPT.number)}`)
  expect(await approver.look('in-the-way')).toEqual([])

  await panel.getByRole('button', { name: /^保留/ }).click()
  await panel.getByText('已保留，这条预约仍然有效').waitFor()
  await panel.getByText('没有人请求释放或变更这条预约。').waitFor()
  expect((await stateOf(KEPT)).state).toBe('pending')
  const { shownTo } = await offStage({ started }, OFFICE, 'record.get', { visitId: visitIdOf(KEPT) })
  expect(shownTo.map(({ name }) => name)).toEqual([castMember('approver-wei').name])
}, 120_000)

it('lets another booking go from the list of what is asked, and finds that booking from there', async () => {
  const { page } = approver
  await goTo(approver, '/releases')
  const row = page.getByRole('row').filter({ hasText: RELEASED.name })
  // The page before has a row of that name too.
  await page.getByRole('heading', { name: '释放请求' }).waitFor()
  await row.waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  expect(await approver.look('releases')).toEqual([])
  await row.getByRole('link').click()
  await page.getByRole('complementary').getByRole('heading', { name: RELEASED.name }).waitFor()
  await goTo(approver, '/releases')
  await row.getByRole('button', { name: /^释放/ }).click()
  await page.getByText('已释放，对方可以重新提交了').waitFor()
  await page.getByText('没有等待答复的请求').waitFor()
  expect((await stateOf(RELEASED)).state).toBe('returned')
}, 120_000)

it('takes an approval back, with a reason that the visitor reads', async () => {
  const { page } = approver
  await goTo(approver, '/approvals?list=approved')
  await page.getByRole('button', { name: APPROVED.name, exact: true }).click()
  const panel = page.getByRole('complementary', { name: '预约详情' })
  await panel.getByRole('button', { name: '取消审核' }).click()
  const dialog = page.getByRole('dialog', { name: `取消对${APPROVED.name}的审核` })
  expect(await dialog.getByRole('button', { name: '取消审核' }).isDisabled()).toBe(true)
  await dialog.getByRole('radio', { name: '来访安排已取消' }).check()
  expect(await approver.look('revoke')).toEqual([])
  await dialog.getByRole('button', { name: '取消审核' }).click()
  await dialog.waitFor({ state: 'detached' })
  await panel.getByText('来访安排已取消').waitFor()
  await panel.getByRole('button', { name: '取消审核' }).waitFor({ state: 'detached' })
  await page.getByText('还没有审核通过的预约').waitFor()
  expect(await stateOf(APPROVED)).toMatchObject({ state: 'revoked', reason: '来访安排已取消' })
}, 120_000)

it('names who decides while away, and ends it', async () => {
  const { page } = approver
  await goTo(approver, '/deputy')
  await page.getByText('现在没有人代您审批。').waitFor()
  await page.getByRole('button', { name: '设置代理人' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('代理人').fill('覃')
  await page.keyboard.press('Enter')
  await dialog.getByRole('radio', { name: /覃海燕/ }).check()
  expect(await approver.look('deputy-form')).toEqual([])
  await dialog.getByRole('button', { name: '设为代理人' }).click()
  await page.getByText('已设置代理人').waitFor()
  const named = await offStage({ started }, APPROVER, 'deputy.get', {})
  expect(named.deputy?.name).toBe('覃海燕')
  expect(await approver.look('deputy')).toEqual([])
  await page.getByRole('button', { name: '结束代理' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束代理' }).click()
  await page.getByText('代理已结束').waitFor()
  expect((await offStage({ started }, APPROVER, 'deputy.get', {})).deputy).toBeNull()
}, 120_000)

it('proposes for the blacklist at the office’s computer, and somebody else confirms', async () => {
  const { page } = office
  await goTo(office, '/blacklist?list=active')
  await page.getByRole('button', { name: '提出列入' }).click()
  const dialog = page.getByRole('dialog', { name: '提出列入' })
  await dialog.getByLabel('车牌号').fill('ABC')
  await dialog.getByRole('button', { name: '提出列入' }).click()
  await dialog.getByText('车牌号不对').waitFor()
  await dialog.getByText('请写明列入或解除的理由').waitFor()
  expect(await office.look('propose')).toEqual([])
  await dialog.getByLabel('车牌号').fill('桂c88m66')
  await dialog.getByLabel('列入的理由').fill('两次冲卡')
  await dialog.getByLabel('长期有效').check()
  await dialog.getByRole('button', { name: '提出列入' }).click()
  await page.getByText('已提出，等待另一位同事确认').waitFor()
  const row = page.getByRole('row').filter({ hasText: '桂C·88M66' })
  await row.getByText('您提出的，等待另一位同事确认').waitFor()

  const list = { list: 'waiting' as const, cursor: null }
  const [waiting] = (await offStage({ started }, COLLEAGUE, 'blacklist.list', list)).rows
  expect(waiting).toMatchObject({ plate: '桂C88M66', reason: '两次冲卡', until: null, mine: false })
  const answer = { blacklistId: waiting?.id ?? '', accept: true }
  expect((await offStage({ started }, COLLEAGUE, 'blacklist.answer', answer)).state).toBe('active')
}, 120_000)

it('takes a call down while phone reports are taken, and shows the number to read out', async () => {
  const { page } = desk
  await goTo(desk, '/emergency')
  await page.getByText('电话报备未开启').waitFor()
  expect(await page.getByRole('button', { name: '登记来电' }).count()).toBe(0)
  await offStage({ started }, OFFICE, 'emergency.switch', { on: true, reason: '系统检修' })
  await page.reload()
  await page.getByRole('button', { name: '登记来电' }).click()
  const dialog = page.getByRole('dialog', { name: '登记来电' })
  await dialog.getByRole('button', { name: '登记并给出报备号' }).click()
  expect(await dialog.getByRole('alert').getByRole('listitem').count()).toBe(3)
  // Gates of the own campus, and no others.
  expect(await dialog.getByText(/^雁山/).count()).toBe(0)
  await dialog.getByLabel(/^被访人/).fill('李老师')
  await dialog.getByLabel('访客姓名').fill('张三')
  await dialog.getByRole('checkbox', { name: '育才西门' }).check()
  expect(await desk.look('report')).toEqual([])
  await dialog.getByRole('button', { name: '登记并给出报备号' }).click()
  await page.getByRole('heading', { name: '已为张三登记，请读给来电人' }).waitFor()
  const { rows } = await offStage({ started }, OFFICE, 'emergency.list', { list: 'open', cursor: null })
  expect(rows).toMatchObject([{ gateNames: [expect.stringContaining('西门') as string] }])
  await page
    .getByRole('status')
    .getByText(rows[0]?.number ?? '', { exact: true })
    .waitFor()
  await page.getByRole('rowheader', { name: rows[0]?.number ?? '' }).waitFor()
  expect(await desk.look('given')).toEqual([])
  for (const { errors } of [office, approver, desk])
    expect(errors.filter((each) => !/status of 401/.test(each))).toEqual([])
}, 120_000)
