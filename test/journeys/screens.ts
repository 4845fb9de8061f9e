import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { startPreview } from '../../local/start'
import { launchBrowser } from '../browser'
import { liveLong, liveUsually, type Made, type Stage } from './screens/campus-life'
import { SCREENS, STATES, urlOf, type Screen, type ScreenState } from './screens/pages'
import { uploadsTo } from './screens/upload'

/**
 * Takes a picture of every page in three states: on an empty campus, on an ordinary day, and
 * with long names at the phone's largest type. `node --import tsx test/journeys/screens.ts [state] [part of a page's
 * path …]`. To artifacts/screens/<state>/<page>.png; what is below the fold follows as -2, -3 … `--en`: on a phone in
 * English, to artifacts/screens/en; `--narrow`: on the narrowest phone.
 */
const options = process.argv.slice(2).filter((each) => each.startsWith('--'))
const english = options.includes('--en')
const folder = fileURLToPath(new URL(`../../artifacts/screens/${english ? 'en/' : ''}`, import.meta.url))
const SIZE = options.includes('--narrow') ? { width: 320, height: 568 } : { width: 390, height: 844 }
/** Longer pages say nothing new further down. */
const MAX_PICTURES = 4

const [first = '', ...rest] = process.argv.slice(2).filter((each) => !options.includes(each))
const states = STATES.filter((state) => state === first)
const wanted = states.length === 0 && first !== '' ? [first, ...rest] : rest

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'screens-'))
const [started, browser] = await Promise.all([startPreview({ port: 0, dir, fresh: true }), launchBrowser()])
try {
  const context = await browser.newContext({ viewport: SIZE, timezoneId: 'Asia/Shanghai' })
  const phone = await context.newPage()
  phone.setDefaultTimeout(60_000)
  const problems: string[] = []
  phone.on('pageerror', (error) => problems.push(String(error)))
  phone.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await phone.goto(`${started.url}/phone/1${english ? '?language=en' : ''}`)
  const stage: Stage = { started, ...uploadsTo(started) }
  let made: Made = {}
  for (const state of STATES.slice(
    0,
    1 + Math.max(...(states.length > 0 ? states : STATES).map((each) => STATES.indexOf(each))),
  )) {
    if (state === 'usual') made = await liveUsually(stage)
    if (state === 'long') made = await liveLong(stage)
    if (states.length > 0 && !states.includes(state)) continue
    const screens = SCREENS.filter(
      ({ page }) => wanted.length === 0 || wanted.some((part) => page.includes(part)),
    )
    for (const screen of screens) {
      await open(phone, screen, state, made)
      const taken = await shoot(phone, path.join(folder, state), screen.page)
      console.log(
        `${state} ${screen.page} ${taken}${problems.length > 0 ? `\n  ${problems.join('\n  ')}` : ''}`,
      )
      problems.length = 0
    }
  }
} finally {
  await browser.close()
  await started.close()
  await fs.rm(dir, { recursive: true, force: true })
}

/** Hands the phone over, starts the program at the page, and waits until everything has come. */
async function open(phone: Page, screen: Screen, state: ScreenState, made: Made): Promise<void> {
  const { who, then } = screen
  await fetch(`${started.url}/preview/phones/1`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: who }),
  })
  await phone.evaluate(
    ([url, large]) => {
      window.phone.setLargeType(large)
      document.documentElement.dataset.ready = ''
      window.phone.launch({ url, scene: 1001 })
    },
    [urlOf(screen, made), state === 'long'] as const,
  )
  await settled(phone)
  await then?.(phone, state)
  await settled(phone)
}

/** Nothing is on its way: no skeleton, no picture half loaded. */
async function settled(phone: Page): Promise<void> {
  await phone.waitForFunction(
    () =>
      document.documentElement.dataset.ready === 'true' &&
      document.querySelector('.wx-page-frame:not([hidden]) .wx-page-view') !== null &&
      document.querySelector('.wx-page-frame:not([hidden]) row-skeleton') === null &&
      [...document.images].every(({ complete }) => complete),
  )
  await phone.waitForTimeout(250)
}

/** The screen, and what is below it, screen by screen; resolves with how many. */
async function shoot(phone: Page, into: string, page: string): Promise<number> {
  await fs.mkdir(into, { recursive: true })
  const name = page
    .split('/')
    .filter((part, index, parts) => part !== parts[index - 1])
    .join('-')
  for (let taken = 1; ; taken++) {
    await phone.screenshot({ path: path.join(into, `${name}${taken === 1 ? '' : `-${taken}`}.png`) })
    const moved = await phone.evaluate(() => {
      const frame = document.querySelector('.wx-page-frame:not([hidden])')
      const scroller = [...(frame?.querySelectorAll('*') ?? [])].find(
        (each) =>
          each.scrollHeight > each.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(each).overflowY),
      )
      if (scroller === undefined) return false
      const before = scroller.scrollTop
      scroller.scrollTop += scroller.clientHeight * 0.75
      return scroller.scrollTop > before + 4
    })
    if (!moved || taken === MAX_PICTURES) return taken
    await settled(phone)
  }
}
