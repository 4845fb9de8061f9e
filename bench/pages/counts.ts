import type { Screen } from '../../test/journeys/screens/pages'
import { quantile } from '../measure'
import { sentBy, tapThrough } from './gestures'
import { atRest, entriesSince, entriesSoFar, reach } from './measured-phone'
import type { MeasuredStage } from './stage'

/** What can be counted while a page opens with full lists: the same on every machine. Bytes are of JSON in UTF-8. */
export interface OpeningCounts {
  /** Cloud calls until its first screen, in a program that runs. */
  asked: string[]
  calls: number
  /** All setData until it has come to rest. */
  openingBytes: number
  /** Most at a time while a hundred rows are scrolled through. */
  nodes: number
}

/** What taps and typed characters make a page send itself, each with all that it brings about. */
export interface TapCounts {
  gestures: number
  /** 95 of 100 send less. */
  tapBytes: number
  tapBytesMost: number
  /** In so many setData. */
  tapCalls: number
  /** What was tapped when most was sent. */
  tapMost: string
}

/** Opens the page and scrolls to its end. */
export async function countOpening(stage: MeasuredStage, screen: Screen): Promise<OpeningCounts> {
  const from = await entriesSoFar(stage)
  const { calls: asked } = await reach(stage, screen)
  const openingBytes = sentBy(screen.page, await entriesSince(stage, from)).bytes
  return { asked, calls: asked.length, openingBytes, nodes: await mostNodes(stage) }
}

/** Taps up to `most` of the things on the page, which has been opened. */
export async function countTaps(stage: MeasuredStage, screen: Screen, most: number): Promise<TapCounts> {
  const gestures = await tapThrough(stage, screen, most)
  const [largest] = [...gestures].sort((a, b) => b.bytes - a.bytes)
  return {
    gestures: gestures.length,
    tapBytes: p95(gestures.map(({ bytes }) => bytes)),
    tapBytesMost: largest?.bytes ?? 0,
    tapCalls: p95(gestures.map(({ calls }) => calls)),
    tapMost: largest?.on ?? '',
  }
}

const p95 = (values: number[]): number => (values.length === 0 ? 0 : Math.round(quantile(values, 0.95)))

/** Scrolls down until nothing more comes. */
async function mostNodes(stage: MeasuredStage): Promise<number> {
  const { phone } = stage
  for (let most = 0; ;) {
    most = Math.max(most, await phone.evaluate(() => window.meter?.nodes() ?? 0))
    const moved = await phone.evaluate((screens) => {
      const frame = document.querySelector('.wx-page-frame:not([hidden])')
      const moving = [...(frame?.querySelectorAll('*') ?? [])].find(
        (each) =>
          each.scrollTop + each.clientHeight < each.scrollHeight - 4 &&
          /auto|scroll/.test(getComputedStyle(each).overflowY),
      )
      moving?.scrollBy({ top: moving.clientHeight * screens, behavior: 'instant' })
      return moving !== undefined
    }, SCREENS_AT_ONCE)
    if (!moved) return most
    await atRest(stage)
  }
}

const SCREENS_AT_ONCE = 4
