import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Started } from '../../local/start'
import { dayOf } from '../../miniprogram/domain/values/days'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import { launchBrowser } from '../browser'
import { mainlandId } from '../domain/builders'
import { goTo, openComputer, signInOffStage, type Computer } from './console-room'
import { startOnCampus } from '../demo-campus'
import { castMember, offStage, staffId } from './people'

/** The office and an approver at their computers; phones are off the stage. */
const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/console-office')
const BOOKINGS = 6
const [OFFICE, APPROVER] = [castMember('office-qin').openid, castMember('approver-wei').openid]
const visitor = (number: number) => `visitor-office-${number}`
const phoneOf = (number: number) => `1380088001${number}`

let dir: string
let started: Started
let browser: Browser
let office: Computer
let approver: Computer
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'console-office-'))
  ;[started, browser] = await Promise.all([startOnCampus(dir), launchBrowser()])
  const today = dayOf(Date.now())
  for (let number = 1; number <= BOOKINGS; number++) {
    const form = {
      ...{
        ...BLANK_FORM,
        privacy: tickedAt(0),
        hostId: staffId('覃海燕', 'computing'),
        purpose: 'official' as const,
      },
      ...{ name: castMember('visitor-lin').name, phoneKind: 'mainland' as const, phone: phoneOf(number) },
      ...{ documentKind: 'mainlandId' as const, document: mainlandId(40 + number) },
      ...{ firstDay: today, lastDay: today },
    }
    const { visitId } = await offStage({ started }, visitor(number), 'visit.submit', { form })
    if (number > 1) await offStage({ started }, APPROVER, 'approval.approve', { visitId })
  }
  office = await openComputer(browser, PICTURES)
  approver = await openComputer(browser, PICTURES)
  await signInOffStage({ started }, office, OFFICE)
  await signInOffStage({ started }, approver, APPROVER)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await started?.close()
  await fs.rm(dir, { recursive: true, force: true })
})

it('finds a booking by the tail of its phone, and shows who it is on a tap that is noted', async () => {
  const { page } = office
  await goTo(office, '/search')
  await page.getByRole('searchbox').fill(phoneOf(3).slice(-4))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: castMember('visitor-lin').name }).click()
  const panel = page.getByRole('complementary', { name: '记录详情' })
  await panel.getByText('138****0013').waitFor()
  await panel.getByRole('button', { name: '查看完整号码' }).click()
  await panel.getByText(phoneOf(3)).waitFor()
  await panel.getByRole('heading', { name: '查看过完整号码' }).waitFor()
  expect(await office.look('search')).toEqual([])
}, 120_000)

it('takes the list along as a spreadsheet that the page’s policy lets it make', async () => {
  const { page } = office
  await goTo(office, '/records?state=approved')
  await page.getByText(`已显示${BOOKINGS - 1}条`).waitFor()
  expect(await office.look('records')).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出表格' }).click()
  const saved = await (await download).path()
  const rows = await readSheet(await fs.readFile(saved))
  expect(rows).toHaveLength(BOOKINGS)
  expect(rows[0]).toContain('证件号码')
  await page.getByText(`已导出${BOOKINGS - 1}条`).waitFor()
  await goTo(office, '/audit?topic=exported')
  await page.getByText('导出预约记录').waitFor()
}, 120_000)

it('reads the list of a day with its codes, for paper', async () => {
  const { page } = office
  await goTo(office, '/day-list?campus=yanshan')
  await page.getByRole('button', { name: '读取名单' }).click()
  await page.getByText(`共${BOOKINGS - 1}条`).waitFor()
  expect(await page.getByRole('row').count()).toBe(BOOKINGS)
  expect(await office.look('day-list')).toEqual([])
}, 120_000)

it('shows who asked to be erased, after the person has taken their data along', async () => {
  const own = await offStage({ started }, visitor(2), 'data.export', {})
  expect(JSON.stringify(own)).toContain(phoneOf(2))
  await offStage({ started }, visitor(2), 'data.erase', {})
  await goTo(office, '/erasures')
  await office.page.getByRole('columnheader', { name: '完成时间' }).waitFor()
  await office.page.getByRole('row').nth(1).waitFor()
  expect(await office.page.getByRole('row').count()).toBe(2)
  expect(await office.look('erasures')).toEqual([])
}, 120_000)

it('keeps what is typed of a template while somebody looks at another page', async () => {
  const { page } = office
  const template = page.locator('form.card input').first()
  await goTo(office, '/notices')
  await template.fill('half-typed')
  await goTo(office, '/erasures')
  await template.waitFor({ state: 'detached' })
  await goTo(office, '/notices')
  await template.waitFor()
  expect(await template.inputValue()).toBe('half-typed')
}, 120_000)

it('freezes an approver whose console is open: what they do next asks for a sign-in that isn’t given', async () => {
  const { page } = office
  await goTo(office, '/accounts')
  const { name } = castMember('approver-wei')
  await page.getByRole('button', { name: `冻结${name}的账号` }).click()
  await page.getByRole('dialog').getByLabel('工作调动').check()
  await page.getByRole('dialog').getByRole('button', { name: '冻结' }).click()
  await page.getByText('已冻结').waitFor()
  await approver.page.getByRole('searchbox').fill('林')
  await approver.page.getByRole('button', { name: '查找' }).click()
  await approver.page.getByText('登录已结束，请重新扫码').waitFor()
  expect(await approver.page.getByRole('searchbox').inputValue()).toBe('林')
  await approver.look('frozen')
  // A refused call of the page is told by the browser itself.
  for (const { errors } of [office, approver])
    expect(errors.filter((each) => !/status of 401/.test(each))).toEqual([])
}, 120_000)
