import { isTabPage, manifest, requirePage, usePageStyle } from './manifest'
import { createPage, parseUrl, type Page } from './page'
import { showFrame } from './page-frame'
import { watchScroll } from './page-scroll'
import { renderTabBar, tabBarState, type TabBarState } from './tab-bar'
import { writeSession } from './phone'

/** WeChat's limit. */
const MAX_PAGES = 10

const stack: Page[] = []
const openListeners = new Set<(page: Page) => void>()
let container: HTMLElement
let tabs: TabBarState | null = null

export function startPages(parent: HTMLElement): void {
  container = parent
  tabs = manifest.customTabBar ? null : tabBarState(manifest.app.tabBar)
}

/** The listener hears of each page that opens, before anything of it runs. */
export function onOpen(listener: (page: Page) => void): void {
  openListeners.add(listener)
}

export function pages(): readonly Page[] {
  return stack
}

export function topPage(): Page {
  const page = stack.at(-1)
  if (!page) throw new Error('no page is open')
  return page
}

export function tabBar(): TabBarState | null {
  return tabs
}

/** `extra` is put on the opened page before its onLoad. */
export function navigateTo(url: string, extra: Record<string, unknown> = {}): Page {
  const target = absolute(url)
  if (isTabPage(parseUrl(target).path)) throw new Error('can not navigateTo a tabbar page')
  if (stack.length >= MAX_PAGES) throw new Error('webview count limit exceed')
  requirePage(parseUrl(target).path)
  hide()
  return open(target, extra)
}

export function redirectTo(url: string): Page {
  const target = absolute(url)
  if (isTabPage(parseUrl(target).path)) throw new Error('can not redirectTo a tabbar page')
  close()
  return open(target)
}

export function reLaunch(url: string): Page {
  const target = absolute(url)
  requirePage(parseUrl(target).path)
  while (stack.length) close()
  return open(target)
}

/** Tab pages stay alive in WeChat; here the shown one is made anew unless it is the bottom of the stack already. */
export function switchTab(url: string): Page {
  const target = absolute(url).split('?')[0] ?? ''
  if (!isTabPage(parseUrl(target).path)) throw new Error('can not switch to no-tabBar page')
  while (stack.length > 1) close()
  const bottom = stack[0]
  if (bottom && bottom.path === parseUrl(target).path) {
    reveal(bottom)
    return bottom
  }
  if (bottom) close()
  return open(target)
}

export function navigateBack(delta = 1): void {
  const count = Math.min(delta, stack.length - 1)
  if (count < 1) return
  for (let index = 0; index < count; index += 1) close()
  reveal(topPage())
}

/** Reads the page on top anew, if it is one that can be pulled down. */
export function refreshTop(): void {
  const page = stack.at(-1)
  if (page?.window.enablePullDownRefresh) page.call('onPullDownRefresh')
}

/** Draws the shown page's bars again after wx.setNavigationBar… or wx.setTabBar… */
export function refreshBars(page = topPage()): void {
  const { frame, window } = page
  frame.bar.setTitle(window.navigationBarTitleText ?? '')
  frame.bar.setColors(
    window.navigationBarTextStyle === 'white' ? '#fff' : '#000',
    window.navigationBarBackgroundColor ?? '#fff',
  )
  const isHome = page.path === manifest.pages[0] || isTabPage(page.path)
  frame.bar.setLead(stack.length > 1 ? 'back' : isHome ? 'none' : 'home')
  frame.view.style.background = window.backgroundColor ?? '#fff'
  frame.foot.replaceChildren()
  if (tabs && isTabPage(page.path) && !tabs.hidden) {
    frame.foot.append(
      renderTabBar(tabs, page.path, (path, index) => {
        topPage().call('onTabItemTap', { index, pagePath: path, text: tabs?.list[index]?.text })
        switchTab(`/${path}`)
      }),
    )
  }
  frame.measure()
}

function open(url: string, extra: Record<string, unknown> = {}): Page {
  const target = url.replace(/^\/+/, '')
  requirePage(parseUrl(target).path)
  const page = createPage(target, container)
  Object.assign(page.caller, extra)
  stack.push(page)
  for (const listener of openListeners) listener(page)
  show(page)
  page.attach()
  watchScroll(page)
  page.call('onLoad', page.query)
  page.call('onShow')
  page.pageLifetime('show')
  requestAnimationFrame(() => page.call('onReady'))
  return page
}

function show(page: Page): void {
  for (const other of stack) other.frame.root.hidden = other !== page
  usePageStyle(page.path)
  showFrame(page.frame)
  refreshBars(page)
  writeSession('route', page.url)
}

function reveal(page: Page): void {
  show(page)
  page.call('onShow')
  page.pageLifetime('show')
}

function hide(): void {
  const page = stack.at(-1)
  page?.call('onHide')
  page?.pageLifetime('hide')
}

function close(): void {
  const page = stack.pop()
  page?.call('onUnload')
  page?.destroy()
}

function absolute(url: string): string {
  if (url.startsWith('/') || !stack.length) return url.replace(/^\/+/, '')
  const [path = '', search] = url.split('?')
  const joined = new URL(path, `preview://pages/${topPage().path}`).pathname.replace(/^\/+/, '')
  return search === undefined ? joined : `${joined}?${search}`
}
