import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import type { Started } from '../../local/start'
import { launchBrowser } from '../browser'
import { goTo, openComputer, signInOffStage, type Computer } from './console-room'
import { demoCampus } from '../../local/demo'
import { STAFF, startOnCampus } from '../demo-campus'
import { castMember, offStage } from './people'

/**
 * The office takes in a directory of three thousand, some of whose rows a spreadsheet broke, and comes to its end though the
 * network fails and the page is closed in the midst of it.
 */
const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/console-import')
const NEW = 3000
const HEAD = ['工号', '姓名', '单位', '手机号']
/** Every so many rows one is broken, in turn in each of these ways. */
const EVERY = 100
const BROKEN: readonly [column: number, text: string, words: string][] = [
  [3, '1.39E+10', '科学计数法'],
  [3, '', '这一格是空的'],
  [1, '=HYPERLINK("http://example.com")', '公式'],
  [0, '2026/1', '只能是字母、数字'],
  [2, '#N/A', '表格软件的错误值'],
]
const GONE = castMember('approver-mo')

let dir: string
let started: Started
let browser: Browser
let office: Computer
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'console-import-'))
  ;[started, browser] = await Promise.all([startOnCampus(dir), launchBrowser()])
  office = await openComputer(browser, PICTURES)
  await signInOffStage({ started }, office, castMember('office-qin').openid)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await started?.close()
  await fs.rm(dir, { recursive: true, force: true })
})

/** The directory without one who has left, and three thousand who are new. */
async function fileWith(name: string): Promise<{ file: string; broken: number; known: number }> {
  const staff = demoCampus({ staff: STAFF }).staff.filter(({ openid }) => openid !== GONE.openid)
  const known = staff.map((each) => [each.id, each.name, each.unitName, each.mobile])
  let broken = 0
  const added = Array.from({ length: NEW }, (_, index) => {
    const row = [`n${index}`, '曾绿洲', '法学院', `1991${String(index).padStart(7, '0')}`]
    const kind = BROKEN[(index / EVERY) % BROKEN.length]
    if (index % EVERY !== 0 || kind === undefined) return row
    broken++
    return row.map((cell, column) => (column === kind[0] ? kind[1] : cell))
  })
  const rows = [HEAD, ...known, ...added].map((row) => row.map((value) => ({ value, type: String })))
  const file = path.join(dir, name)
  await fs.writeFile(file, await writeXlsx(rows).toBuffer())
  return { file, broken, known: known.length }
}

it('names the broken rows, writes the others, and goes on after a lost network and a closed page', async () => {
  onTestFailed(() => office.look('failed').then(() => undefined))
  const { file, broken, known } = await fileWith('staff.xlsx')
  const { page } = office
  await goTo(office, '/import')
  await page.getByRole('heading', { name: '导入名册' }).waitFor()
  expect(await office.look('empty')).toEqual([])

  await page.getByLabel('选择文件').setInputFiles(file)
  await page.getByRole('heading', { name: '“staff.xlsx”的核对结果' }).waitFor()
  await page.getByText(`不变${known}条`).waitFor()
  await page.getByRole('radio', { name: `有错 ${broken}` }).waitFor()
  await page.getByRole('radio', { name: `新增 ${NEW - broken}` }).waitFor()
  // a row without a readable number may be the one who is missing
  await page.getByRole('radio', { name: '待确认 1' }).waitFor()
  for (const [index, [column, , words]] of BROKEN.entries()) {
    const row = known + 2 + index * EVERY
    const line = page.getByRole('row').filter({ hasText: `第${row}行${'ABCD'[column]}列（${HEAD[column]}）` })
    expect(await line.innerText()).toContain(words)
  }
  expect(await office.look('faults')).toEqual([])
  await page.getByRole('radio', { name: '待确认 1' }).check()
  await page.getByRole('cell', { name: GONE.name }).waitFor()
  expect(await office.look('doubtful')).toEqual([])

  await page.getByRole('button', { name: `导入${NEW - broken}条` }).click()
  let calls = 0
  await page.route('**/v1/call', (route) => {
    const writes = route.request().postData()?.includes('"import.write"') === true
    return writes && ++calls > 12 ? route.abort() : route.continue()
  })
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click()
  await page.getByText('已暂停').waitFor()
  const halfway = await written()
  expect(halfway).toBeGreaterThan(0)
  expect(halfway).toBeLessThan(NEW - broken)
  expect(await office.look('lost')).toEqual([])
  await page.unroute('**/v1/call')
  await page.getByRole('button', { name: '继续导入' }).click()
  await page.waitForFunction((before) => {
    const [, done = '0'] = /已处理(\d+)/.exec(document.body.innerText) ?? []
    return Number(done) > before
  }, halfway)

  // Somebody closes the page in the midst of it.
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await goTo(office, '/import')
  await page.getByText(/上次导入“staff\.xlsx”到\d+\/\d+条时中断了/).waitFor()
  expect(await office.look('left-off')).toEqual([])
  await page.getByLabel('选择文件').setInputFiles(file)
  const rest = page.getByRole('button', { name: /^导入\d+条$/ })
  await rest.waitFor()
  const left = Number(/\d+/.exec(await rest.innerText())?.[0])
  expect(left).toBeLessThan(NEW - broken - halfway + 1)
  // looked at: she has left indeed
  await page.getByRole('checkbox', { name: /已逐条核对/ }).check()
  await page.getByRole('button', { name: `导入${left + 1}条` }).click()
  await page.getByRole('dialog').getByText('其中1人离开，并失去审批等权限').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click()
  await page.getByText(`完成：${left + 1}条已导入`).waitFor()
  expect(await office.look('done')).toEqual([])
  const { approver } = await offStage({ started }, GONE.openid, 'me', {})
  expect(approver).toBeNull()

  await page.getByRole('button', { name: '再核对一次' }).click()
  await page.getByText(`不变${known + NEW - broken}条`).waitFor()
  await page.getByRole('radio', { name: `有错 ${broken}` }).waitFor()
  expect(await page.getByRole('radio', { name: /新增|待确认/ }).count()).toBe(0)
  const mine = office.errors.filter((each) => !/Failed to load resource/.test(each))
  expect(mine).toEqual([])

  async function written(): Promise<number> {
    return Number(/已处理(\d+)/.exec(await page.locator('body').innerText())?.[1] ?? Number.NaN)
  }
}, 300_000)
