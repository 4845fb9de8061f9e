import type { MeterEntry } from '../../local/preview/protocol'
import { urlOf, type Screen } from '../../test/journeys/screens/pages'
import { EMPTY_PAGE, type MeasuredStage } from './stage'

/** Nothing to do for so long: the program has come to rest. */
const REST_MS = 40

/** A page that shows rows only once something is typed. */
const TYPED_INTO = 'pages/booking/host/host'

/** When a page came up, and what it asked the cloud for until then. Times in milliseconds. */
export interface Opened {
  /** Since the program was started, or since the page was opened in a running one. */
  ms: number
  calls: string[]
}

/** Hands the phone over and starts the program, so that it knows by whom it is held; what it asks once it has asked. */
export async function handTo(stage: MeasuredStage, person: string): Promise<void> {
  await fetch(`${stage.started.url}/preview/phones/1`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  })
  await startAt(stage, '')
}

/** Starts the program at a page, as a code or a notice does. */
export async function startAt(stage: MeasuredStage, url: string): Promise<Opened> {
  await stage.phone.evaluate((url) => {
    document.documentElement.dataset.ready = ''
    window.phone.launch({ url, scene: 1001 })
  }, url)
  return firstScreen(stage, 0)
}

/** Opens a page in the running program, after nothing. */
async function openWithin(stage: MeasuredStage, url: string): Promise<Opened> {
  const from = await entriesSoFar(stage)
  await stage.phone.evaluate((url) => wx.reLaunch({ url: `/${url}` }), url)
  return firstScreen(stage, from)
}

/** To the page of `screen` in the running program, with its rows; resolves with how it came up. */
export async function reach(stage: MeasuredStage, screen: Screen): Promise<Opened> {
  await openWithin(stage, EMPTY_PAGE)
  const from = await entriesSoFar(stage)
  const opened = await openWithin(stage, urlOf(screen, stage.made))
  if (screen.from === undefined && screen.page !== TYPED_INTO) return opened
  await screen.then?.(stage.phone, 'long')
  await atRest(stage)
  return screen.from === undefined ? opened : firstScreen(stage, from, screen.page)
}

export const entriesSoFar = ({ phone }: MeasuredStage): Promise<number> =>
  phone.evaluate(() => window.meter?.entries.length ?? 0)

/** What was written down since there were `from` entries. */
export const entriesSince = ({ phone }: MeasuredStage, from: number): Promise<MeterEntry[]> =>
  phone.evaluate((from) => window.meter?.entries.slice(from) ?? [], from)

export const atRest = ({ phone }: MeasuredStage): Promise<void> =>
  phone.evaluate((restMs) => window.meter?.atRest(restMs), REST_MS)

async function firstScreen(stage: MeasuredStage, from: number, page?: string): Promise<Opened> {
  await stage.phone.waitForFunction(
    ([from, page]) =>
      document.documentElement.dataset.ready === 'true' &&
      window.meter?.entries
        .slice(from)
        .some((entry) => entry.kind === 'screen' && entry.painted > 0 && (page ?? entry.page) === entry.page),
    [from, page] as const,
    { polling: 20 },
  )
  await atRest(stage)
  const entries = await entriesSince(stage, from)
  const shown = entries.findIndex((entry) => entry.kind === 'screen' && (page ?? entry.page) === entry.page)
  const screen = entries[shown] as Extract<MeterEntry, { kind: 'screen' }>
  // In the order they were written down: a clock's ticks are too long to tell a first screen from the call that follows it.
  const before = entries.slice(0, shown)
  const began = before.map(({ kind }) => kind).lastIndexOf('open')
  return {
    ms: screen.painted - (from === 0 ? 0 : (before[began]?.at ?? 0)),
    calls: before.slice(began + 1).flatMap((entry) => (entry.kind === 'call' ? [entry.action] : [])),
  }
}
