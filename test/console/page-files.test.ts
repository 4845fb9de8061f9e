import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { connection } from '../../console/api/connection'
import { isOpening, isOutdated, openWanted, retryPage, watchPageFiles } from '../../console/shell/page-files'

/** Pages of the menu whose files take their time, or don't come. */
vi.mock('../../console/api/session', () => ({ readSession: () => Promise.resolve() }))

const EMPTY = { render: () => null }
let files: EventTarget
let router: Router
/** What the next file asked for becomes of. */
let load: () => Promise<typeof EMPTY>
const [reload, replaceState] = [vi.fn(), vi.fn()]
beforeEach(async () => {
  vi.useFakeTimers()
  vi.stubGlobal('location', { reload })
  vi.stubGlobal('history', { state: null, replaceState })
  ;[isOutdated.value, connection.lost] = [false, false]
  files = new EventTarget()
  router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: EMPTY },
      { path: '/other', component: () => load() },
    ],
  })
  watchPageFiles(files, router)
  await router.push('/')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})
const broken = (): Promise<never> => {
  files.dispatchEvent(new Event('vite:preloadError'))
  return Promise.reject(new Error('Failed to fetch dynamically imported module'))
}
const open = (): Promise<unknown> => router.push('/other').catch(() => undefined)

it('a page that takes its time is said to be coming, one that is there at once isn’t', async () => {
  let come: (page: typeof EMPTY) => void = () => undefined
  load = () => new Promise((resolve) => (come = resolve))
  const opened = open()
  await vi.advanceTimersByTimeAsync(299)
  expect(isOpening.value).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(isOpening.value).toBe(true)
  come(EMPTY)
  await opened
  expect([isOpening.value, router.currentRoute.value.path]).toEqual([false, '/other'])
  await router.push('/')
  await vi.advanceTimersByTimeAsync(1000)
  expect(isOpening.value).toBe(false)
})

it('a page that doesn’t come is told, stays asked for, and opens when it is tried again', async () => {
  load = broken
  await open()
  await vi.advanceTimersByTimeAsync(1000)
  expect([isOpening.value, isOutdated.value, router.currentRoute.value.path]).toEqual([false, true, '/'])
  load = () => Promise.resolve(EMPTY)
  await retryPage()
  expect([isOutdated.value, router.currentRoute.value.path]).toEqual([false, '/other'])
  expect(reload).not.toHaveBeenCalled()
})

it('a browser that keeps to what it found loads the console anew, at the page that was asked for', async () => {
  load = broken
  await open()
  await retryPage()
  expect(replaceState).toHaveBeenCalledWith(null, '', '#/other')
  expect(reload).toHaveBeenCalledTimes(1)
})

it('without a network only that is told, and the page opens once it is back', async () => {
  connection.lost = true
  load = broken
  await open()
  await openWanted()
  expect([isOutdated.value, router.currentRoute.value.path]).toEqual([false, '/'])
  ;[connection.lost, load] = [false, () => Promise.resolve(EMPTY)]
  await openWanted()
  expect(router.currentRoute.value.path).toBe('/other')
})
