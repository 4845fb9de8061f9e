import type { Page } from 'playwright-core'
import type { MeterEntry } from '../../local/preview/protocol'
import type { Screen } from '../../test/journeys/screens/pages'
import { atRest, entriesSince, entriesSoFar, reach } from './measured-phone'
import type { MeasuredStage } from './stage'

/** What one tap, or one typed character, makes the page send itself: how often, and bytes in all. */
export interface Gesture {
  /** What was tapped: it and the elements around it. */
  on: string
  calls: number
  bytes: number
}

/** Of things that look the same on a page (rows, chips, keys) so many are tapped. */
const OF_A_KIND = 2

/** A list comes to its end after so many pages. */
const MAX_LOOKS = 12

/** That the phone asks one after the other. */
const MAX_QUESTIONS = 4

interface Target {
  on: string
  x: number
  y: number
  typed: boolean
}

/**
 * Taps what the page offers, each kind of thing twice, at most `most` in all; what opens in front of it first. Questions of
 * the phone are answered with no, its pickers with yes. After a tap that leads on to another page the way back is taken; a
 * page that is gone is opened anew.
 */
export async function tapThrough(stage: MeasuredStage, screen: Screen, most: number): Promise<Gesture[]> {
  const done: Gesture[] = []
  const times: Record<string, number> = {}
  let fresh = true
  while (done.length < most) {
    const target = await targetAtRest(stage, times)
    if (target === null && fresh) break
    if (target !== null) {
      times[target.on] = (times[target.on] ?? 0) + 1
      done.push(await gesture(stage, screen.page, target))
    }
    fresh = target === null || !(await backTo(stage, screen.page))
    if (fresh) await reach(stage, screen)
  }
  return done
}

async function gesture(stage: MeasuredStage, page: string, { on, x, y, typed }: Target): Promise<Gesture> {
  const { phone } = stage
  if (typed) {
    await phone.mouse.click(x, y)
    await atRest(stage)
  }
  const from = await entriesSoFar(stage)
  if (typed) await phone.keyboard.press('1')
  else await phone.mouse.click(x, y)
  await atRest(stage)
  for (let asked = 0; asked < MAX_QUESTIONS && (await answerPhone(phone)); asked++) await atRest(stage)
  const entries = await entriesSince(stage, from)
  return { on, ...sentBy(page, entries) }
}

/** What was sent to the page and its components. */
export function sentBy(page: string, entries: MeterEntry[]): { calls: number; bytes: number } {
  const sizes = entries.flatMap((entry) =>
    entry.kind === 'setData' && entry.page === page ? [entry.bytes] : [],
  )
  return { calls: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) }
}

/** Presses a button of what the phone itself asks; true when it did. */
const answerPhone = (phone: Page): Promise<boolean> =>
  phone.evaluate(() => {
    const layers = [...document.querySelectorAll('.wx-layer:not(.wx-layer-toast, .wx-layer-loading)')]
    const button = layers.at(-1)?.querySelector<HTMLElement>('.wx-confirm, .wx-cancel, footer button, button')
    button?.click()
    return button != null
  })

/** Whether the page is there, below what was opened above it. It is shown then. */
async function backTo(stage: MeasuredStage, page: string): Promise<boolean> {
  const above = await stage.phone.evaluate(async (page) => {
    const pages = getCurrentPages()
    const delta = pages.length - 1 - pages.map(({ route }) => route).lastIndexOf(page)
    if (delta > 0 && delta < pages.length) await wx.navigateBack({ delta })
    return delta
  }, page)
  if (above > 0) await atRest(stage)
  return (await stage.phone.evaluate(() => getCurrentPages().at(-1)?.route)) === page
}

/** The next thing to tap, when all that the scrolling to it brings about is over: rows come, and it stands elsewhere. */
async function targetAtRest(stage: MeasuredStage, times: Record<string, number>): Promise<Target | null> {
  let before = await nextTarget(stage.phone, times)
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    await atRest(stage)
    const target = await nextTarget(stage.phone, times)
    if (target?.on === before?.on && target?.x === before?.x && target?.y === before?.y) return target
    before = target
  }
  return before
}

/** The first thing of a kind not tapped often enough yet that a finger would meet, scrolled to; null: there is none. */
const nextTarget = (phone: Page, times: Record<string, number>): Promise<Target | null> =>
  phone.evaluate(
    ([times, ofAKind]) => {
      const seen: Record<string, number> = {}
      for (const { element, name: on } of window.meter?.tapTargets() ?? []) {
        seen[on] = (seen[on] ?? 0) + 1
        const before = times[on] ?? 0
        // An icon of the library listens for itself; what it stands in hears the tap as well.
        if (before >= ofAKind || seen[on] <= before || /\.t-icon$/.test(on)) continue
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
        const { left, top, width, height } = element.getBoundingClientRect()
        const [x, y] = [left + width / 2, top + height / 2]
        const met = document.elementFromPoint(x, y)
        if (width === 0 || met === null || !element.contains(met)) continue
        return { on, x, y, typed: ['wx-input', 'wx-textarea'].includes(element.localName) }
      }
      return null
    },
    [times, OF_A_KIND] as const,
  )
