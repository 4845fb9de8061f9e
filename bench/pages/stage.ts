import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Started } from '../../local/start'
import { launchBrowser } from '../../test/browser'
import { startOnCampus } from '../../test/demo-campus'
import { liveLong, liveUsually, type Made } from '../../test/journeys/screens/campus-life'
import { uploadsTo } from '../../test/journeys/screens/upload'

/** A page with nothing on it and nothing to do, beside which the others are measured. */
export const EMPTY_PAGE = 'empty/empty'

const sources = fileURLToPath(new URL('../../miniprogram', import.meta.url))
const SIZE = { width: 390, height: 844 }

/** The whole system on a campus full of long names, and one phone that writes down what its program sends. */
export interface MeasuredStage {
  phone: Page
  started: Started
  made: Made
  /** What the phone wrote to the console as errors. */
  errors: string[]
  close(): Promise<void>
}

/** The built functions, the real Mini Program with one empty page more, a browser. */
export async function openMeasuredStage(): Promise<MeasuredStage> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'measured-pages-'))
  const miniprogram = path.join(dir, 'miniprogram')
  await withEmptyPage(miniprogram)
  const [started, browser] = await Promise.all([
    startOnCampus(path.join(dir, 'data'), { miniprogram }),
    launchBrowser(),
  ])
  const context = await browser.newContext({ viewport: SIZE, timezoneId: 'Asia/Shanghai' })
  const phone = await context.newPage()
  phone.setDefaultTimeout(30_000)
  const errors: string[] = []
  phone.on('pageerror', (error) => errors.push(String(error)))
  phone.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await phone.goto(`${started.url}/phone/1?measured=row-skeleton`)
  const stage = { started, ...uploadsTo(started) }
  await liveUsually(stage)
  const made = await liveLong(stage)
  return {
    ...{ phone, started, made, errors },
    async close() {
      await browser.close()
      await started.close()
      await fs.rm(dir, { recursive: true, force: true })
    },
  }
}

async function withEmptyPage(into: string): Promise<void> {
  await fs.cp(sources, into, { recursive: true })
  const page = path.join(into, EMPTY_PAGE)
  await fs.mkdir(path.dirname(page), { recursive: true })
  await fs.writeFile(`${page}.ts`, 'Page({})\n')
  await fs.writeFile(`${page}.wxml`, '<view />\n')
  await fs.writeFile(`${page}.json`, '{}\n')
  const manifest = path.join(into, 'app.json')
  const app = JSON.parse(await fs.readFile(manifest, 'utf8')) as { pages: string[] }
  await fs.writeFile(manifest, JSON.stringify({ ...app, pages: [...app.pages, EMPTY_PAGE] }))
}
