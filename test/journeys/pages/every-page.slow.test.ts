import { afterAll, beforeAll, expect, test } from 'vitest'
import { countOpening, countTaps } from '../../../bench/pages/counts'
import { fillLists } from '../../../bench/pages/full-lists'
import { atRest, handTo, reach } from '../../../bench/pages/measured-phone'
import { openMeasuredStage, type MeasuredStage } from '../../../bench/pages/stage'
import { LIMITS, type Limited } from '../../../bench/pages/table'
import { SCREENS, type Screen } from '../screens/pages'
import { tooPale, tooSmall } from './seen'

/** Every page of the program, on one campus full of long names: to make it takes longer than to open a dozen pages. */
let stage: MeasuredStage

/** Two minutes on an idle machine; others may use it as well. */
const TIME_LIMIT_MS = 600_000
/** Of the things on each page. */
const TAPS = 6
/** The narrowest phone in use. */
const NARROW = { width: 320, height: 640 }

type Counted = Record<Exclude<Limited, 'ratio'>, number> & { page: string }
const counted: Counted[] = []
/** Of what is seen on a narrow phone. */
const complaints: string[] = []

beforeAll(async () => {
  stage = await openMeasuredStage()
  await fillLists(stage.phone)
  await eachPage(async (screen) => {
    const { calls, nodes } = await countOpening(stage, screen)
    await reach(stage, screen)
    complaints.push(...(await seenNarrow()).map((words) => `${screen.page}: ${words}`))
    const { tapBytes } = await countTaps(stage, screen, TAPS)
    counted.push({ page: screen.page, calls, nodes, tapBytes })
  })
}, TIME_LIMIT_MS)
afterAll(() => stage.close())

/** One person's pages after the other's: to hand the phone over starts the program anew. */
async function eachPage(look: (screen: Screen) => Promise<unknown>): Promise<void> {
  for (const who of new Set(SCREENS.map((screen) => screen.who))) {
    await handTo(stage, who)
    for (const screen of SCREENS.filter((each) => each.who === who)) await look(screen)
  }
}

/** What is wrong with the open page on the narrowest phone. */
async function seenNarrow(): Promise<string[]> {
  const { phone } = stage
  const usual = phone.viewportSize()
  await phone.setViewportSize(NARROW)
  await atRest(stage)
  const seen = [...(await tooSmall(phone)), ...(await tooPale(phone))]
  const over = await phone.evaluate(() => {
    const scroller = document.querySelector('.wx-page-frame:not([hidden]) .wx-page-scroller')
    return scroller === null ? 0 : scroller.scrollWidth - scroller.clientWidth
  })
  if (over > 0) seen.push(`${over} px beyond the edge`)
  if (usual !== null) await phone.setViewportSize(usual)
  await atRest(stage)
  return seen
}

/** A sentence for each page beyond the limit. */
const beyond = (what: keyof Omit<Counted, 'page'>): string[] =>
  counted
    .filter((counts) => counts[what] > LIMITS[what])
    .map((counts) => `${counts.page}: ${what} ${counts[what]}, not ${LIMITS[what]}`)

test('every page asks the cloud once for its first screen and draws a hundred rows in few nodes', () => {
  expect(counted).toHaveLength(SCREENS.length)
  expect([...beyond('calls'), ...beyond('nodes')]).toEqual([])
})

test('a tap makes a page send itself little', () => {
  expect(beyond('tapBytes')).toEqual([])
})

test('on a narrow phone every page has targets for a finger, text that is read, and no line beyond its edge', () => {
  expect(complaints).toEqual([])
})

test('no page writes an error to the console', () => {
  expect(stage.errors).toEqual([])
})
