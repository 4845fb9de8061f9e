import type { Router } from 'vue-router'
import { ref } from 'vue'
import { connection } from '../api/connection'
import { readSession } from '../api/session'

/**
 * A file of the console didn't come although the server answers: it was put there anew since this page was opened, or the
 * browser keeps to what it found while the network was lost. Either way only loading the page anew helps.
 */
export const isOutdated = ref(false)

/** The page that was asked for and couldn't be opened; empty: none. */
let wanted = ''

/**
 * Says why a page of the menu, or another file that is loaded only when it is needed, doesn't come. What stands there stays
 * with all that is typed; only the network is asked for.
 * @param page gets Vite's event of any such file
 */
export function watchPageFiles(page: Pick<EventTarget, 'addEventListener'>, router: Router): void {
  page.addEventListener('vite:preloadError', () => void tellWhy())
  router.onError((_, { fullPath }) => void (wanted = fullPath))
  router.afterEach((_to, _from, failure) => {
    if (failure === undefined) wanted = ''
  })
}

async function tellWhy(): Promise<void> {
  await readSession().catch(() => undefined)
  if (!connection.lost) isOutdated.value = true
}

/** Loads the console anew, at the page that was asked for. */
export function loadAnew(): void {
  if (wanted !== '') history.replaceState(history.state, '', `#${wanted}`)
  location.reload()
}
