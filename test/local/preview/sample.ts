import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Frame, Page } from 'playwright-core'
import { startPreview, type Started } from '../../../local/start'
import { launchBrowser, type BrowserOptions } from '../../browser'

const fixture = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixture')

/** The sample Mini Program on the stage, with a cloud, a folder and a browser of its own. */
export interface Sample {
  page: Page
  started: Started
  /** A copy of the sample's sources that may be edited. */
  sources: string
  dir: string
  /** What phones and stage wrote to the console as errors. */
  errors: string[]
  /** The document of a phone, to run code in. */
  frame(phone: number): Frame
  /** Opens a page on a phone and waits until it stands. */
  open(phone: number, url: string, scene?: number): Promise<Frame>
  close(): Promise<void>
}

export async function openSample(options: BrowserOptions = {}): Promise<Sample> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'preview-test-'))
  const sources = path.join(dir, 'miniprogram')
  await fs.cp(path.join(fixture, 'miniprogram'), sources, { recursive: true })
  const [started, browser] = await Promise.all([
    startPreview({
      port: 0,
      dir: path.join(dir, 'data'),
      miniprogram: sources,
      functions: path.join(fixture, 'functions'),
      campus: false,
    }),
    launchBrowser(options),
  ])
  const page = await stageIn(browser, started.url)
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))

  const frame = (phone: number): Frame => {
    const found = page.frames().find((each) => new URL(each.url()).pathname === `/phone/${phone}`)
    if (!found) throw new Error(`phone ${phone} is not on the stage`)
    return found
  }
  const open = async (phone: number, url: string, scene = 1001): Promise<Frame> => {
    await frame(phone)
      .evaluate(([url, scene]) => window.phone.launch({ url, scene }), [url, scene] as const)
      .catch(() => {})
    await page.waitForTimeout(50)
    await frame(phone).waitForFunction(
      (url) => document.documentElement.dataset.ready && window.phone.route() === url,
      url,
    )
    return frame(phone)
  }
  return {
    page,
    started,
    sources,
    dir,
    errors,
    frame,
    open,
    async close() {
      await browser.close()
      await started.close()
      await fs.rm(dir, { recursive: true, force: true })
    },
  }
}

/**
 * The stage in a window of a laptop, once every phone shows its first page; its clock is in `timezoneId`, or else where the
 * machine is.
 */
export async function stageIn(browser: Browser, url: string, timezoneId?: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  // Phones begin together, and a busy machine takes its time over it.
  page.setDefaultTimeout(60_000)
  await page.goto(url)
  await page.locator('iframe[data-phone]').first().waitFor()
  for (const iframe of await page.locator('iframe[data-phone]').all())
    await iframe.contentFrame().locator('html[data-ready]').waitFor({ state: 'attached' })
  page.setDefaultTimeout(15_000)
  return page
}
