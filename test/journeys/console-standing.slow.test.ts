import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Started } from '../../local/start'
import { addDays, dayOf } from '../../miniprogram/domain/values/days'
import { launchBrowser } from '../browser'
import { startOnCampus } from '../demo-campus'
import { mainlandId } from '../domain/builders'
import { goTo, openComputer, signInOffStage, type Computer } from './console-room'
import { castMember, offStage } from './people'

/** A contractor's crew from the unit's spreadsheet to the office's answer, with papers and evidence as pictures (spec 4.4, 5.4). */
const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/console-standing')
const [OFFICE, APPROVER] = ['office-qin', 'approver-wei'].map((id) => castMember(id).openid) as [
  string,
  string,
]
const CREW = 20
const nameOf = (number: number): string =>
  `工人${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌'[number - 1] ?? ''}`
const documentOf = (number: number): string => mainlandId(700 + number)

let dir: string
let started: Started
let browser: Browser
let office: Computer
let approver: Computer
/** As a camera makes it: larger than what is sent. */
let photo: Buffer
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'console-standing-'))
  ;[started, browser] = await Promise.all([startOnCampus(dir), launchBrowser()])
  office = await openComputer(browser, PICTURES)
  approver = await openComputer(browser, PICTURES)
  await signInOffStage({ started }, office, OFFICE)
  await signInOffStage({ started }, approver, APPROVER)
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  photo = await sharp({ create: { width: 3200, height: 2400, channels: 3, background: '#fff', noise } })
    .jpeg({ quality: 95 })
    .toBuffer()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await started?.close()
  await fs.rm(dir, { recursive: true, force: true })
})

const passes = async () =>
  (await offStage({ started }, APPROVER, 'standing.list', { waiting: false, cursor: null })).rows

it('a crew is applied for from a spreadsheet, with what is wrong beside its row and a paper as a picture', async () => {
  const { page } = approver
  await goTo(approver, '/standing-passes')
  await page.getByRole('button', { name: '申请长期通行' }).click()
  const dialog = page.getByRole('dialog', { name: '申请长期通行' })
  await dialog.getByRole('button', { name: '提交申请' }).click()
  await dialog.getByRole('alert').getByText('用途').waitFor()
  expect(await approver.look('empty')).toEqual([])

  await dialog.getByLabel('用途').fill('图书馆改造施工')
  const rows = Array.from({ length: CREW }, (_, at) => `${nameOf(at + 1)},${documentOf(at + 1)},,`)
  rows[4] = `${nameOf(5)},450305199001011111,,`
  const list = Buffer.from(['姓名,证件号码,手机号,车牌', ...rows].join('\r\n'))
  await dialog
    .locator('input[accept*=csv]')
    .setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: list })
  await dialog.getByText(`名单上有${CREW - 1}人`).waitFor()
  await dialog.getByRole('row', { name: /第6行/ }).waitFor()
  expect(await dialog.getByRole('button', { name: '提交申请' }).isDisabled()).toBe(true)

  await dialog.getByRole('button', { name: '添加证照' }).click()
  await dialog.getByLabel('证照名称').fill('工伤保险')
  await dialog.getByLabel('有效期到').fill(addDays(dayOf(Date.now()), 200))
  const picture = dialog.locator('input[accept*=jpeg]')
  await picture.setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('不是照片') })
  await dialog.getByText('“说明.txt”不是照片').waitFor()
  await picture.setInputFiles({ name: '保险单.jpg', mimeType: 'image/jpeg', buffer: photo })
  await dialog.getByText('已上传').waitFor()
  expect(await approver.look('application')).toEqual([])

  const text = await dialog.getByLabel(/^名单/).inputValue()
  await dialog.getByLabel(/^名单/).fill(text.replace('450305199001011111', documentOf(5)))
  await dialog.getByRole('button', { name: '提交申请' }).click()
  await page.getByText(`已提交${CREW}人，等待保卫处审批`).waitFor()
  expect(await approver.look('sent')).toEqual([])
  const [pass] = await passes()
  expect(pass).toMatchObject({ state: 'asked', why: '图书馆改造施工' })
  const { papers, people } = await offStage({ started }, OFFICE, 'standing.get', { passId: pass?.id ?? '' })
  expect(people).toBe(CREW)
  const stored = Buffer.from(await (await fetch(papers[0]?.url ?? '')).arrayBuffer())
  expect(await sharp(stored).metadata()).toMatchObject({ format: 'jpeg', width: 2400, height: 1800 })
}, 120_000)

it('sent back, it is changed with more people; its papers are renewed with another picture', async () => {
  const [asked] = await passes()
  const passId = asked?.id ?? ''
  await offStage({ started }, OFFICE, 'standing.answer', { passId, accept: false, reason: '请写明工期' })
  const { page } = approver
  await page.reload()
  await goTo(approver, '/standing-passes')
  await page.getByRole('button', { name: '查看：图书馆改造施工' }).click()
  const panel = page.getByRole('complementary', { name: '长期通行详情' })
  await panel.getByText('请写明工期').first().waitFor()
  await panel.getByRole('button', { name: '修改申请' }).click()
  const change = page.getByRole('dialog', { name: '修改申请' })
  await change.getByLabel('用途').fill('图书馆改造施工（一期）')
  await change
    .getByLabel(/^要增加的人员/)
    .fill(`${nameOf(21)},${documentOf(21)},,\n${nameOf(1)},${documentOf(1)},,`)
  expect(await approver.look('change')).toEqual([])
  await change.getByRole('button', { name: '提交申请' }).click()
  await panel.getByText('已提交1人，等待保卫处审批').waitFor()
  await panel.getByText('1人未能加入').waitFor()
  expect((await passes())[0]).toMatchObject({ state: 'asked', why: '图书馆改造施工（一期）' })
  await offStage({ started }, OFFICE, 'standing.answer', { passId, accept: true, reason: '' })

  await page.reload()
  await page.getByRole('button', { name: '更新证照' }).click()
  const papers = page.getByRole('dialog', { name: '更新证照' })
  await papers.getByText('已附照片').waitFor()
  const until = addDays(dayOf(Date.now()), 400)
  await papers.getByLabel('有效期到').fill(until)
  await papers.locator('input[accept*=jpeg]').setInputFiles({
    name: '新保险单.jpg',
    mimeType: 'image/jpeg',
    buffer: await sharp(photo).resize(300).toBuffer(),
  })
  await papers.getByText('已上传').waitFor()
  expect(await approver.look('papers')).toEqual([])
  await papers.getByRole('button', { name: '保存证照' }).click()
  await papers.waitFor({ state: 'detached' })
  const now = await offStage({ started }, OFFICE, 'standing.get', { passId })
  expect(now.papers).toMatchObject([{ name: '工伤保险', until }])
  const stored = Buffer.from(await (await fetch(now.papers[0]?.url ?? '')).arrayBuffer())
  expect((await sharp(stored).metadata()).width).toBe(300)
}, 120_000)

it('a picture that doesn’t get there stays to be sent again, and nothing goes without it', async () => {
  const { page } = office
  await goTo(office, '/blacklist')
  await page.getByRole('button', { name: '提出列入' }).click()
  const dialog = page.getByRole('dialog', { name: '提出列入' })
  await dialog.getByLabel('车牌号').fill('桂C88M67')
  await dialog.getByLabel('列入的理由').fill('冲卡')
  await page.route('**/console-api/v1/call', (route) =>
    route.request().headers()['content-type'] === 'application/octet-stream'
      ? route.fulfill({ json: { ok: false, code: 'BUSY', details: {} } })
      : route.continue(),
  )
  await dialog
    .locator('input[accept*=jpeg]')
    .setInputFiles({ name: '监控截图.jpg', mimeType: 'image/jpeg', buffer: photo })
  await dialog.getByRole('button', { name: '重新上传' }).waitFor()
  expect(await office.look('not-sent')).toEqual([])
  await dialog.getByRole('button', { name: '提出列入' }).click()
  await dialog.getByText('照片还没有上传完').waitFor()
  await page.unroute('**/console-api/v1/call')
  await dialog.getByRole('button', { name: '重新上传' }).click()
  await dialog.getByText('已上传').waitFor()
  await dialog.getByRole('button', { name: '提出列入' }).click()
  await page.getByText('已提出，等待另一位同事确认').waitFor()
  const { rows } = await offStage({ started }, OFFICE, 'blacklist.list', { list: 'waiting', cursor: null })
  const entry = await offStage({ started }, OFFICE, 'blacklist.get', { blacklistId: rows[0]?.id ?? '' })
  expect(entry.evidence).toHaveLength(1)
  for (const { errors } of [office, approver])
    expect(errors.filter((each) => !/status of 401/.test(each))).toEqual([])
}, 120_000)
