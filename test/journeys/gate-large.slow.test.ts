import fs from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Started } from '../../local/start'
import { launchBrowser } from '../browser'
import { startOnCampus } from '../demo-campus'
import { mainlandId } from '../domain/builders'
import { scratchFolder } from '../scratch'

/** The guard's answer at the phone's largest type: what decides is read without scrolling. */
let started: Started
let browser: Browser
let phone: Page

const pictures = fileURLToPath(new URL('../../artifacts/journeys/gate-large/', import.meta.url))
const TIME_LIMIT_MS = 300_000

beforeAll(async () => {
  const answered = await Promise.all([startOnCampus(scratchFolder('gate-large-')), launchBrowser()])
  started = answered[0]
  browser = answered[1]
  const context = await browser.newContext({ timezoneId: 'Asia/Shanghai' })
  phone = await context.newPage()
  phone.setDefaultTimeout(60_000)
  await fs.mkdir(pictures, { recursive: true })
  await fetch(`${started.url}/preview/phones/1`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: 'guard-yucai' }),
  })
  await phone.goto(`${started.url}/phone/1`)
  await phone.evaluate(() => {
    window.phone.setLargeType(true)
    window.phone.launch({ url: 'staff/gate/scan/scan', scene: 1001 })
  })
  await phone.getByRole('button', { name: '证件', exact: true }).click()
  const sheet = phone.locator('person-sheet')
  await sheet.locator('input').nth(0).fill(mainlandId(990).slice(-6))
  await sheet.locator('input').nth(1).fill('没预约的人')
  await sheet.getByRole('button', { name: '核验' }).click()
  await phone.locator('.result--stop').waitFor()
}, TIME_LIMIT_MS)
afterAll(async () => {
  await browser.close()
  await started.close()
})

const PHOTO = {
  ...{ there: true, words: '', waits: false, retries: false },
  url: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><rect width="300" height="400" fill="#999"/></svg>')}`,
}
const NO_PHOTO = { ...PHOTO, there: false, url: '' }
const GREEN = {
  ...{
    tone: 'pass',
    icon: 'check',
    word: '放行',
    subject: '桂C·D12345',
    beneath: '林晓雨',
    headCount: '共2人',
  },
  ...{ sentence: '预约有效，请进', nextStep: '', hint: '', fee: '', pay: '', action: '下一位' },
  ...{ purposeMismatch: '事由不符', override: '', face: PHOTO, days: '12月1日 周二', unit: '计算机学院' },
}
const RED = {
  ...{ ...GREEN, tone: 'stop', icon: 'close', word: '不放行', face: NO_PHOTO, purposeMismatch: '' },
  ...{ override: '说明原因放行', sentence: '这次来访不能走此门', nextStep: '请在通行证上查看可走的校门' },
}
const LONG = {
  beneath: '阿卜杜热合曼·买买提吐尔逊',
  headCount: '共11人',
  place: '育才校区西门（靠近三里店大圆盘） · 进',
}

const ANSWERS: Record<string, object> = {
  green: GREEN,
  inside: { ...GREEN, hint: '记录显示已在校内' },
  fee: { ...GREEN, sentence: '请慢走', fee: '¥4.00', pay: '已收费', action: '未收费，下一位' },
  red: RED,
  long: { ...GREEN, ...LONG, hint: '记录显示已在校内' },
  'long-red': { ...RED, ...LONG },
}
/** What a guard goes by. */
const DECIDING = ['.word', '.sentence', '.fee', '.next-step', '.face', '.subject', '.people']

for (const [width, height] of [
  [390, 844],
  [320, 568],
] as const)
  test.each(Object.keys(ANSWERS))(`%s on ${width} × ${height}`, async (name) => {
    await phone.setViewportSize({ width, height })
    await phone.evaluate((data) => getCurrentPages().slice(-1)[0].setData(data), {
      place: '育才西门 · 进',
      ...ANSWERS[name],
    })
    await phone.evaluate(() => document.fonts.ready)
    await phone.screenshot({ path: path.join(pictures, `${name}-${width}.png`) })
    const hidden = await phone.evaluate((deciding) => {
      const bottom = document.querySelector('.answer')!.getBoundingClientRect().bottom
      return [...document.querySelectorAll(deciding.join(', '))]
        .filter((each) => each.getBoundingClientRect().bottom > bottom + 1)
        .map((each) => each.className)
    }, DECIDING)
    expect(hidden).toEqual([])
  })
