import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { SignInBegun } from '../../contract/console'
import { wantsPictures } from './album'
import type { Journey } from './journey'
import { offStage } from './people'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
] as const
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** A computer with the console's page, beside the phones of a journey. */
export interface Computer {
  page: Page
  /** What its browser wrote as errors; a refused call of the page is told by the browser itself. */
  errors: string[]
  /**
   * Takes a picture at both sizes if pictures are wanted, and gives what keeps somebody from using the page: what axe-core
   * finds, and what the smaller window cuts off at its side.
   */
  look(title: string): Promise<string[]>
}

/** Opens the console in a browser window of its own, to `folder` with its pictures. */
export async function openComputer(browser: Browser, folder: string): Promise<Computer> {
  await fs.mkdir(folder, { recursive: true })
  const context = await browser.newContext({
    viewport: SIZES[0],
    timezoneId: 'Asia/Shanghai',
    locale: 'zh-CN',
  })
  await context.addInitScript(addFonts)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))
  return {
    page,
    errors,
    async look(title) {
      for (const size of wantsPictures() ? SIZES : []) {
        await page.setViewportSize(size)
        await page.screenshot({ path: path.join(folder, `${title}-${size.width}.png`) })
      }
      await page.setViewportSize(SIZES[1])
      const cut = [...(await cutOff(page)), ...(await outOfSight(page))]
      await page.setViewportSize(SIZES[0])
      return [...(await fontless(page)), ...(await seriousIssues(page)), ...cut]
    },
  }
}

/** For machines without a Chinese font: runs in every page before its own scripts, so a reload has them again. */
function addFonts(): void {
  document.addEventListener('DOMContentLoaded', () => {
    const link = document.createElement('link')
    Object.assign(link, { rel: 'stylesheet', href: '/preview/fonts.css' })
    document.head.append(link)
  })
}

/** A picture without them has no Chinese: nothing can be seen on it. */
async function fontless(page: Page): Promise<string[]> {
  const has = await page.evaluate(() =>
    [...document.styleSheets].some(({ href }) => href?.endsWith('/preview/fonts.css')),
  )
  return has ? [] : ['no Chinese font']
}

/** Signs `openid` in at the computer, whose code they say yes to on a phone off the stage. */
export async function signInOffStage(
  journey: Pick<Journey, 'started'>,
  { page }: Computer,
  openid: string,
): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/v1/sign-in'))
  await page.goto(`${journey.started.url}/console/`)
  const { data } = (await (await answered).json()) as { data: SignInBegun }
  await offStage(journey, openid, 'console.confirm', { code: data.code })
  await page.getByRole('navigation').waitFor()
}

/** Goes to a page of the console by its address, without loading the whole anew. */
export const goTo = ({ page }: Computer, address: string): Promise<void> =>
  page.evaluate((to) => void (location.hash = `#${to}`), address)

/** Places of a page that scroll sideways. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main, main .list, aside, dialog[open]')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ tagName, scrollWidth, clientWidth }) => `cut off: ${tagName}, ${scrollWidth} > ${clientWidth}`),
  )

/** Titles and buttons of an open dialog that its scrolling has taken away. */
const outOfSight = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('dialog[open]')].flatMap((dialog) => {
      const box = dialog.getBoundingClientRect()
      return [...dialog.querySelectorAll('h2, form > .row-of-buttons:last-child')].flatMap((part) => {
        const { top, bottom } = part.getBoundingClientRect()
        return top < box.top - 1 || bottom > box.bottom + 1 ? [`out of sight: ${part.textContent}`] : []
      })
    }),
  )

/** Only what it found is handed over: what is in order of a thousand rows takes longer than to look at them. */
const RUN_AXE = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)),
)`

async function seriousIssues(page: Page): Promise<string[]> {
  // As the browser's own tools run it: the page's policy lets no script in.
  if (!(await page.evaluate<boolean>('typeof axe === "object"')))
    await page.evaluate(await fs.readFile(AXE, 'utf8'))
  return page.evaluate<string[]>(RUN_AXE)
}
