import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PAGES } from '../../console/pages'
import type { Started } from '../../local/start'
import { launchBrowser } from '../browser'
import { startOnCampus } from '../demo-campus'
import { liveUsually } from './screens/campus-life'
import { lookAtPages, type PageSeen } from './screens/console-pages'
import { uploadsTo } from './screens/upload'

const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/console-pages')

let dir: string
let started: Started
let browser: Browser
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'console-pages-'))
  ;[started, browser] = await Promise.all([startOnCampus(dir), launchBrowser()])
  await liveUsually({ started, ...uploadsTo(started) })
  await started.cloud.fireTimer('tick')
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await started?.close()
  await fs.rm(dir, { recursive: true, force: true })
})

it('keeps nobody from using a page, or what its buttons open', async () => {
  const pages: PageSeen[] = []
  const errors = await lookAtPages({ started }, browser, PICTURES, [], (page) => pages.push(page))
  expect(pages.filter(({ issues }) => issues.length > 0)).toEqual([])
  const titles = pages.map(({ title }) => title)
  expect(titles).toEqual(expect.arrayContaining(PAGES.map(({ path: address }) => address.slice(1))))
  expect(titles.length).toBeGreaterThan(PAGES.length)
  expect(errors).toEqual([])
}, 400_000)
