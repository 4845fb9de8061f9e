import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Started } from '../../local/start'
import { launchBrowser } from '../browser'
import { startOnCampus } from '../demo-campus'
import { goTo, openComputer, signInOffStage, type Computer } from './console-room'
import { castMember } from './people'

/** Pages of the console are loaded when they are first opened: one whose file doesn't come says so, and what stands stays. */
let dir: string
let started: Started
let browser: Browser
let office: Computer
let page: Page
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'console-files-'))
  ;[started, browser] = await Promise.all([startOnCampus(dir), launchBrowser()])
  office = await openComputer(
    browser,
    path.resolve(import.meta.dirname, '../../artifacts/journeys/console-files'),
  )
  page = office.page
  page.setDefaultTimeout(20_000)
  await signInOffStage({ started }, office, castMember('office-qin').openid)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await started?.close()
  await fs.rm(dir, { recursive: true, force: true })
})

/** Rules of the office with something typed that isn't saved. */
beforeEach(async () => {
  await page.reload()
  await page.getByRole('navigation').locator('a[aria-current=page]').waitFor()
  await goTo(office, '/settings')
  await page.locator('#maxLiveBookings').fill('7')
})
const menu = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true })
const alert = (words: string) => page.getByRole('alert').filter({ hasText: words })
const typed = () => page.locator('#maxLiveBookings').inputValue()

it('a page that is no longer on the server: the console was put there anew, and 重试 opens that page', async () => {
  const gone = (url: URL) => url.pathname.includes('/assets/DevicesPage')
  await page.route(gone, (route) => route.fulfill({ status: 404, body: 'Not Found' }))
  await menu('设备').click()
  const told = alert('控制台已更新')
  await told.waitFor()
  expect(await typed()).toBe('7')
  expect(await office.look('outdated')).toEqual([])
  await page.unroute(gone)
  await told.getByRole('button', { name: '重试' }).click()
  await page.getByRole('heading', { name: '设备', level: 1 }).waitFor()
})

it('without a network: that is said, and once it is back that only loading anew helps', async () => {
  await page.context().setOffline(true)
  await menu('校门').click()
  const told = alert('网络已断开')
  await told.waitFor()
  expect(await typed()).toBe('7')
  expect(await office.look('lost')).toEqual([])
  await page.context().setOffline(false)
  await told.waitFor({ state: 'detached' })
  // The browser doesn't ask again for a file that it once missed.
  await menu('校门').click()
  await alert('页面没有打开').getByRole('button', { name: '重试' }).click()
  await page.getByRole('heading', { name: '校门', level: 1 }).waitFor()
})
