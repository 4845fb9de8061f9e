import { createRequire } from 'node:module'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { dayOf } from '../../miniprogram/domain/values/days'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { mainlandId } from '../domain/builders'
import { APPROVER, openJourney, type Journey } from './journey'
import { button, castMember, offStage, openRow, staffId, tab } from './people'

const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/console')
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
]
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const BOOKINGS = 25

let journey: Journey
let computer: Page
const errors: string[] = []
beforeAll(async () => {
  journey = await openJourney('console-phones')
  await fs.rm(PICTURES, { recursive: true, force: true })
  await fs.mkdir(PICTURES, { recursive: true })
  const context = await journey.page
    .context()
    .browser()
    ?.newContext({ viewport: SIZES[0] ?? null })
  if (context === undefined) throw new Error('there is no browser')
  computer = await context.newPage()
  computer.setDefaultTimeout(60_000)
  computer.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  computer.on('pageerror', (error) => errors.push(String(error)))
})
afterAll(() => journey?.close())

const visitor = (number: number) => `visitor-console-${number}`

it('signs in by a scan, approves many at once while one of them is cancelled, and reads why that one was not', async () => {
  onTestFailed(async () => {
    await pictures('failed')
    await journey.album.stage('failed')
  })
  const booked: string[] = []
  for (let number = 1; number <= BOOKINGS; number++) booked.push(await book(number))

  await computer.goto(`${journey.started.url}/console/`)
  // For machines without a Chinese font.
  await computer.addStyleTag({ url: '/preview/fonts.css' })
  await signIn()
  await computer.getByRole('heading', { name: '访客审批' }).waitFor()
  await computer.getByText(`已载入 ${BOOKINGS} 条`).waitFor()
  await pictures('queue')
  expect(await seriousIssues()).toEqual([])

  await computer.keyboard.press('?')
  await computer.getByRole('heading', { name: '键盘操作' }).waitFor()
  await pictures('keys')
  await computer.keyboard.press('Escape')
  await computer.keyboard.press('ArrowDown')
  await computer.keyboard.press('o')
  await computer.getByRole('complementary', { name: '预约详情' }).getByText('提交预约').waitFor()
  expect(computer.url()).toContain('open=')
  await pictures('panel')
  expect(await seriousIssues()).toEqual([])
  await computer.keyboard.press('Escape')

  await computer.getByRole('checkbox', { name: '选择已载入的全部' }).check()
  await computer.getByText(`已选 ${BOOKINGS} 条`).waitFor()
  const cancelled = booked[BOOKINGS - 1] ?? ''
  await offStage(journey, visitor(BOOKINGS), 'visit.cancel', { visitId: cancelled })
  await computer.keyboard.press('a')
  await computer.getByRole('dialog').getByRole('button', { name: '通过' }).click()
  await computer.getByText(`${BOOKINGS - 1} 条已办好，1 条未成功，原因见各行`).waitFor()
  await pictures('batch')
  expect(await seriousIssues()).toEqual([])
  for (const [index, id] of booked.entries()) {
    const { rows } = await offStage(journey, visitor(index + 1), 'visit.list', {
      list: 'approved',
      cursor: null,
    })
    expect(rows.map((row) => row.id)).toEqual(id === cancelled ? [] : [id])
  }

  // The phone ends it: what is open on the computer asks for a new sign-in over the page.
  await journey.screen(APPROVER).getByRole('button', { name: '返回' }).click()
  await openRow(journey, APPROVER, '登录控制台')
  await journey.top(APPROVER).getByText('已登录的电脑').waitFor()
  await journey.album.phone(APPROVER, 'signed-in')
  await journey.top(APPROVER).getByText('结束', { exact: true }).click()
  await journey.top(APPROVER).getByText('已登录的电脑').waitFor({ state: 'detached' })
  await computer.getByRole('searchbox').fill('林')
  await computer.getByRole('button', { name: '查找' }).click()
  await computer.getByText('登录已结束，请重新扫码').waitFor()
  await pictures('signed-out')
  expect(await computer.getByRole('searchbox').inputValue()).toBe('林')
  // A refused call of the page is told by the browser itself.
  expect(errors.filter((each) => !/status of 401/.test(each))).toEqual([])
  expect(journey.errors).toEqual([])
}, 240_000)

/** The code on the computer's screen, scanned with the approver's phone. */
async function signIn(): Promise<void> {
  const code = computer.getByRole('img', { name: /登录二维码/ })
  await code.waitFor()
  await pictures('sign-in')
  expect(await seriousIssues()).toEqual([])
  const picture = path.join(PICTURES, 'code.png')
  await code.screenshot({ path: picture })
  const digits = await computer.locator('.digits strong').innerText()
  expect(digits).toMatch(/^\d\d$/)

  await tab(journey, APPROVER, '我的')
  await openRow(journey, APPROVER, '登录控制台')
  await button(journey, APPROVER, '扫一扫').click()
  const chooser = journey.page.waitForEvent('filechooser')
  await journey.screen(APPROVER).locator('.layer-scan').getByRole('button', { name: '选一张图片' }).click()
  await (await chooser).setFiles(picture)
  await journey.top(APPROVER).getByText('登录控制台？').waitFor()
  await journey.top(APPROVER).getByText(digits, { exact: true }).waitFor()
  await journey.album.phone(APPROVER, 'asked')
  await button(journey, APPROVER, '数字相同，确认登录').click()
  await journey.top(APPROVER).getByText('已确认，请在电脑上继续').waitFor()
  await journey.album.phone(APPROVER, 'confirmed')
}

async function pictures(title: string): Promise<void> {
  for (const size of SIZES) {
    await computer.setViewportSize(size)
    await computer.screenshot({ path: path.join(PICTURES, `${title}-${size.width}.png`) })
  }
  await computer.setViewportSize(SIZES[0] ?? { width: 1440, height: 900 })
}

/** What axe-core finds that keeps somebody from using the page. */
async function seriousIssues(): Promise<string[]> {
  const source = await fs.readFile(AXE, 'utf8')
  // As the browser's own tools run it: the page's policy lets no script in.
  const found = await computer.evaluate<{
    violations: { id: string; impact: string; nodes: { html: string }[] }[]
  }>(`${source}; axe.run(document)`)
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

async function book(number: number): Promise<string> {
  const today = dayOf(Date.now())
  const form = {
    ...BLANK_FORM,
    hostId: staffId('覃海燕', 'computing'),
    purpose: number % 3 === 0 ? ('private' as const) : ('official' as const),
    name: castMember('visitor-lin').name,
    phoneKind: 'mainland' as const,
    phone: `138007700${String(number).padStart(2, '0')}`,
    documentKind: 'mainlandId' as const,
    document: mainlandId(number),
    firstDay: today,
    lastDay: today,
  }
  return (await offStage(journey, visitor(number), 'visit.submit', { form })).visitId
}
