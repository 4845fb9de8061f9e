import { codeSpace, windowBackend, type Caller } from './framework'
import { guarded } from './errors'
import { isTabPage, manifest, requirePage, unitOf } from './manifest'
import { createPageFrame, type PageFrame } from './page-frame'

/** A page on the stack. */
export interface Page {
  path: string
  query: Record<string, string>
  url: string
  caller: Caller
  frame: PageFrame
  /** app.json's and the page's window settings, with what wx.setNavigationBar… changed. */
  window: Record<string, any>
  /** The custom tab bar of this page, if the program has one. */
  tabBar: Caller | null
  /** Puts the components on the screen, once the page is the shown one: they may ask for its place and size. */
  attach(): void
  call(method: string, ...args: unknown[]): unknown
  /** Runs the components' pageLifetimes. */
  pageLifetime(name: 'show' | 'hide', args?: unknown[]): void
  destroy(): void
}

/** Creates a page from "path?query" with its frame in `parent`; nothing of it is attached yet. */
export function createPage(url: string, parent: HTMLElement): Page {
  const { path, query } = parseUrl(url)
  requirePage(path)
  const window = { ...manifest.app.window, ...unitOf(path)?.window }
  const frame = createPageFrame(window.navigationStyle === 'custom')
  parent.append(frame.root)
  const root = windowBackend.createRoot('page', codeSpace, url)
  const caller = root.get() as unknown as Caller
  Object.assign(caller, { route: path, __route__: path, options: query })
  const component = root.getComponent()
  let tabBarRoot: ReturnType<typeof windowBackend.createRoot> | null = null

  const page: Page = {
    path,
    query,
    url,
    caller,
    frame,
    window,
    tabBar: null,
    attach() {
      attach(root, frame.scroller)
      if (!manifest.customTabBar || !isTabPage(path)) return
      tabBarRoot = windowBackend.createRoot('custom-tab-bar', codeSpace, 'custom-tab-bar/index')
      attach(tabBarRoot, frame.view)
      page.tabBar = tabBarRoot.get()
    },
    call: (method, ...args) => guarded(() => (caller as Record<string, any>)[method]?.(...args)),
    pageLifetime: (name, args = []) => component.triggerPageLifetime(name, args as never),
    destroy: () => {
      root.release()
      tabBarRoot?.release()
      frame.root.remove()
    },
  }
  caller.getTabBar = () => page.tabBar
  return page
}

/** Splits "pages/a/a?x=1" into path and query. */
export function parseUrl(url: string): { path: string; query: Record<string, string> } {
  const [path = '', search = ''] = url.split('?')
  return {
    path: path.replace(/^\/+/, ''),
    query: Object.fromEntries(search.split('&').filter(Boolean).map(pair)),
  }
}

/** WeChat hands query values to onLoad as they were written, not decoded. */
function pair(text: string): [string, string] {
  const [name = '', ...value] = text.split('=')
  return [name, value.join('=')]
}

function attach(root: ReturnType<typeof windowBackend.createRoot>, parent: HTMLElement): void {
  const placeholder = document.createElement('div')
  parent.append(placeholder)
  root.attach(parent as never, placeholder as never)
}
