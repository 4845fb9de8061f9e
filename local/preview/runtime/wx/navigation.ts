import { pageScroller } from '../page-frame'
import * as stack from '../page-stack'
import { startRefresh, stopRefresh } from '../page-scroll'
import { api } from './api'

/** An event channel between a page and the one it opened. */
function eventChannel() {
  const listeners = new Map<string, { listener: (...args: unknown[]) => void; once: boolean }[]>()
  const add = (name: string, listener: (...args: unknown[]) => void, once: boolean) =>
    listeners.set(name, [...(listeners.get(name) ?? []), { listener, once }])
  return {
    on: (name: string, listener: (...args: unknown[]) => void) => void add(name, listener, false),
    once: (name: string, listener: (...args: unknown[]) => void) => void add(name, listener, true),
    off: (name: string) => void listeners.delete(name),
    emit(name: string, ...args: unknown[]) {
      const called = listeners.get(name) ?? []
      listeners.set(
        name,
        called.filter(({ once }) => !once),
      )
      for (const { listener } of called) listener(...args)
    },
  }
}

const barColors: Record<string, string> = { '#ffffff': 'white', '#000000': 'black' }

const changeBar = (change: (window: Record<string, any>) => void) => {
  const page = stack.topPage()
  change(page.window)
  stack.refreshBars(page)
}

const changeTabs = (change: (tabs: NonNullable<ReturnType<typeof stack.tabBar>>) => void) => {
  const tabs = stack.tabBar()
  if (!tabs) throw new Error('not TabBar page')
  change(tabs)
  stack.refreshBars()
}

/** Pages, navigation bar, tab bar and scrolling. */
export const navigation = {
  navigateTo: api(
    'navigateTo',
    ({ url, events = {} }: { url: string; events?: Record<string, (...args: unknown[]) => void> }) => {
      const channel = eventChannel()
      for (const [name, listener] of Object.entries(events)) channel.on(name, listener)
      stack.navigateTo(url, { getOpenerEventChannel: () => channel })
      return { eventChannel: channel }
    },
  ),
  redirectTo: api('redirectTo', ({ url }) => void stack.redirectTo(url)),
  reLaunch: api('reLaunch', ({ url }) => void stack.reLaunch(url)),
  switchTab: api('switchTab', ({ url }) => void stack.switchTab(url)),
  navigateBack: api('navigateBack', ({ delta }) => stack.navigateBack(delta)),
  exitMiniProgram: api('exitMiniProgram', () => window.phone.launch({ url: '', scene: 1001 })),

  setNavigationBarTitle: api('setNavigationBarTitle', ({ title }) =>
    changeBar((window) => (window.navigationBarTitleText = title)),
  ),
  setNavigationBarColor: api('setNavigationBarColor', ({ frontColor, backgroundColor }) =>
    changeBar((window) => {
      window.navigationBarTextStyle = barColors[frontColor]
      window.navigationBarBackgroundColor = backgroundColor
    }),
  ),
  setBackgroundColor: api('setBackgroundColor', ({ backgroundColor }) =>
    changeBar((window) => (window.backgroundColor = backgroundColor)),
  ),
  showNavigationBarLoading: api('showNavigationBarLoading', () => stack.topPage().frame.bar.setLoading(true)),
  hideNavigationBarLoading: api('hideNavigationBarLoading', () =>
    stack.topPage().frame.bar.setLoading(false),
  ),
  hideHomeButton: api('hideHomeButton', () => stack.topPage().frame.bar.setLead('none')),

  setTabBarBadge: api('setTabBarBadge', ({ index, text }) =>
    changeTabs((tabs) => (tabs.badges[index] = text)),
  ),
  removeTabBarBadge: api('removeTabBarBadge', ({ index }) => changeTabs((tabs) => delete tabs.badges[index])),
  showTabBarRedDot: api('showTabBarRedDot', ({ index }) => changeTabs((tabs) => tabs.dots.add(index))),
  hideTabBarRedDot: api('hideTabBarRedDot', ({ index }) => changeTabs((tabs) => tabs.dots.delete(index))),
  setTabBarItem: api('setTabBarItem', ({ index, ...change }) =>
    changeTabs((tabs) => Object.assign(tabs.list[index] ?? {}, change)),
  ),
  setTabBarStyle: api('setTabBarStyle', (style) => changeTabs((tabs) => Object.assign(tabs, style))),
  hideTabBar: api('hideTabBar', () => changeTabs((tabs) => (tabs.hidden = true))),
  showTabBar: api('showTabBar', () => changeTabs((tabs) => (tabs.hidden = false))),

  pageScrollTo: api('pageScrollTo', ({ scrollTop, selector, duration = 300, offsetTop = 0 }) => {
    const scroller = pageScroller()
    const root = stack.topPage().caller._$.getShadowRoot()
    const target: HTMLElement | undefined = selector && (root?.querySelector(selector) as any)?.$$
    if (selector && !target) throw new Error('selector not found')
    const top = target
      ? scroller.scrollTop +
        target.getBoundingClientRect().top -
        scroller.getBoundingClientRect().top +
        offsetTop
      : scrollTop
    scroller.scrollTo({ top, behavior: duration ? 'smooth' : 'auto' })
  }),
  startPullDownRefresh: api('startPullDownRefresh', () => startRefresh(stack.topPage())),
  stopPullDownRefresh: api('stopPullDownRefresh', () => stopRefresh(stack.topPage())),
}
