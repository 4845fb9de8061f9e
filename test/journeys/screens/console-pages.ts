import type { Browser } from 'playwright-core'
import { shellWords } from '../../../console/locales/zh/shell'
import { PAGES, type ConsolePage } from '../../../console/pages'
import { goTo, openComputer, signInOffStage, type Computer } from '../console-room'
import type { Journey } from '../journey'
import { castMember, offStage } from '../people'

/** Who looks at pages, in turn: the office at all that are for it, an approver at the rest. */
const LOOKING = ['office-qin', 'approver-wei'] as const

type Campus = Pick<Journey, 'started'>

/** What was seen of a page: its name among the pictures, and what axe-core found on it. */
export interface PageSeen {
  title: string
  issues: string[]
}

/**
 * Every page of the console's menu, one after the other, each as it is opened and with what its first button in a row and
 * its main button open. Pictures go to `folder`.
 * @param wanted parts of addresses; empty: every page
 * @returns what the browsers wrote as errors
 */
export async function lookAtPages(
  campus: Campus,
  browser: Browser,
  folder: string,
  wanted: readonly string[],
  seen: (page: PageSeen) => void,
): Promise<string[]> {
  const errors: string[] = []
  const left = new Set(PAGES.filter(({ path }) => isWanted(path, wanted)))
  for (const who of LOOKING) {
    const { openid } = castMember(who)
    const me = await offStage(campus, openid, 'me', {})
    const own = [...left].filter((page) => page.isFor(me))
    if (own.length === 0) continue
    const computer = await openComputer(browser, folder)
    await signInOffStage(campus, computer, openid)
    for (const page of own) {
      await lookAt(computer, page, seen)
      left.delete(page)
    }
    // A first call without a session is refused, and told by the browser itself.
    errors.push(...computer.errors.filter((each) => !/status of 401/.test(each)))
  }
  if (left.size > 0) throw new Error(`nobody looks at ${[...left].map(({ path }) => path).join(', ')}`)
  return errors
}

const isWanted = (path: string, wanted: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((part) => path.includes(part))

const OPENERS = { row: 'main tbody button >> nth=0', main: 'main .row-of-buttons > button.primary >> nth=0' }

async function lookAt(
  computer: Computer,
  { path, title }: ConsolePage,
  seen: (page: PageSeen) => void,
): Promise<void> {
  const { page } = computer
  const name = path.slice(1).replaceAll('/', '-')
  const look = async (part: string): Promise<void> =>
    seen({ title: `${name}${part}`, issues: await computer.look(`${name}${part}`) })
  await goTo(computer, path)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await hasCome(computer)
  await look('')
  for (const [part, selector] of Object.entries(OPENERS)) {
    const opener = page.locator(selector)
    if ((await opener.count()) === 0 || (await opener.isDisabled())) continue
    await opener.click()
    await hasCome(computer)
    await look(`-${part}`)
    // A dialog closes, a panel too; the page begins anew.
    await page.keyboard.press('Escape')
    await goTo(computer, '/sessions')
    await goTo(computer, path)
    await hasCome(computer)
  }
}

/** Nothing in sight says any more that it is being loaded. */
async function hasCome({ page }: Computer): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.getByText(shellWords.loading).filter({ visible: true }).first().waitFor({ state: 'hidden' })
}
