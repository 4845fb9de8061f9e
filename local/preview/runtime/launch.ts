import type { Launch } from '../protocol'
import { currentApp } from './definitions'
import { guarded, errorListeners, unhandledRejectionListeners } from './errors'
import { launchOptions, SCENE_LIST } from './launch-options'
import { isTabPage, manifest } from './manifest'
import { parseUrl } from './page'
import { reLaunch, startPages, topPage } from './page-stack'
import { readSession, writeSession } from './phone'
import { hides, shows } from './wx/program'

/** Starts the program anew at a page and a scene. An empty address means the first page. */
export function restart(launch: Launch): void {
  writeSession('launch', launch)
  writeSession('route', '')
  location.reload()
}

/** Called by the compiled script when every definition is there. */
export function launch(): void {
  const wanted = readSession<Launch | null>('launch')
  // Used up: a live reload goes on at the page that is open then.
  writeSession('launch', null)
  const route = wanted?.url || readSession<string>('route') || ''
  const { path, query } = parseUrl(route)
  const url = manifest.units[path]?.isPage ? route : (manifest.pages[0] ?? '')
  if (route && url !== route) console.error(`page "${path}" is not found`)
  Object.assign(launchOptions, { path: parseUrl(url).path, query, scene: wanted?.scene ?? SCENE_LIST })

  const app = currentApp()
  if (app.onError) errorListeners.add((message) => app.onError.call(app, message))
  if (app.onUnhandledRejection)
    unhandledRejectionListeners.add((event) => app.onUnhandledRejection.call(app, event))
  startPages(document.getElementById('pages') as HTMLElement)
  guarded(() => app.onLaunch?.call(app, launchOptions))
  guarded(() => app.onShow?.call(app, launchOptions))
  shows.emit(launchOptions)
  reLaunch(isTabPage(parseUrl(url).path) ? `/${url.split('?')[0]}` : `/${url}`)
  watchVisibility()
  document.documentElement.dataset.ready = 'true'
}

/** A hidden browser tab is a program in the background. */
function watchVisibility(): void {
  document.addEventListener('visibilitychange', () => {
    const app = currentApp()
    const hidden = document.visibilityState === 'hidden'
    guarded(() => (hidden ? app.onHide : app.onShow)?.call(app, launchOptions))
    ;(hidden ? hides : shows).emit(launchOptions)
    topPage().call(hidden ? 'onHide' : 'onShow')
    topPage().pageLifetime(hidden ? 'hide' : 'show')
  })
}
