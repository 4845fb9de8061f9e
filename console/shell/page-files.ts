import { ref } from 'vue'
import type { Router } from 'vue-router'
import { connection } from '../api/connection'
import { readSession } from '../api/session'

/** A page of the menu takes this long, in milliseconds, before it is said to be coming. */
const SOON = 300

/** A page was asked for and its file is still coming. */
export const isOpening = ref(false)

/**
 * A file of the console didn't come although the server answers: the line is bad, it was put there anew since this page was
 * opened, or the browser keeps to what it found while the network was lost.
 */
export const isOutdated = ref(false)

/** The page that was asked for and couldn't be opened; empty: none. */
let wanted = ''
let openAgain: () => Promise<unknown> = () => Promise.resolve()

/**
 * Says that a page of the menu is coming, and why it, or another file that is loaded only when it is needed, doesn't come. What
 * stands there stays with all that is typed; only the network is asked for.
 * @param page gets Vite's event of any such file
 */
export function watchPageFiles(page: Pick<EventTarget, 'addEventListener'>, router: Router): void {
  page.addEventListener('vite:preloadError', () => void tellWhy())
  let soon: ReturnType<typeof setTimeout> | undefined
  const settle = (): void => {
    clearTimeout(soon)
    isOpening.value = false
  }
  router.beforeEach(() => {
    settle()
    soon = setTimeout(() => void (isOpening.value = true), SOON)
  })
  router.onError((_, { fullPath }) => {
    settle()
    wanted = fullPath
  })
  router.afterEach((_to, _from, failure) => {
    settle()
    if (failure !== undefined) return
    if (wanted !== '') isOutdated.value = false
    wanted = ''
  })
  // What the router says of it, `onError` hears.
  openAgain = () => router.push(wanted).catch(() => undefined)
}

async function tellWhy(): Promise<void> {
  await readSession().catch(() => undefined)
  if (!connection.lost) isOutdated.value = true
}

/** Asks the server again, and once it answers for the page that couldn't be opened: what is typed stays. */
export async function openWanted(): Promise<void> {
  await readSession().catch(() => undefined)
  if (!connection.lost && wanted !== '') await openAgain()
}

/**
 * The same for a file that didn't come although the server answers. A browser that keeps to what it found is helped by loading
 * the console anew alone, at the page that was asked for.
 */
export async function retryPage(): Promise<void> {
  if (wanted !== '') await openWanted()
  if (!isOutdated.value || connection.lost) return
  if (wanted !== '') history.replaceState(history.state, '', `#${wanted}`)
  location.reload()
}
