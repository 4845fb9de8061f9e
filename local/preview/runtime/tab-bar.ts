import { element } from './dom'

interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

/** The tab bar of app.json as it stands at run time: wx.setTabBarItem and badges change it. */
export interface TabBarState {
  color: string
  selectedColor: string
  backgroundColor: string
  borderStyle: string
  list: TabItem[]
  badges: Record<number, string>
  dots: Set<number>
  hidden: boolean
}

export function tabBarState(config: Record<string, any> | undefined): TabBarState | null {
  if (!config) return null
  return {
    color: config.color ?? '#999',
    selectedColor: config.selectedColor ?? '#07c160',
    backgroundColor: config.backgroundColor ?? '#fff',
    borderStyle: config.borderStyle ?? 'black',
    list: config.list.map((item: TabItem) => ({ ...item })),
    badges: {},
    dots: new Set(),
    hidden: false,
  }
}

export function renderTabBar(
  state: TabBarState,
  current: string,
  choose: (path: string, index: number) => void,
): HTMLElement {
  const buttons = state.list.map((item, index) => {
    const selected = item.pagePath === current
    const icon = selected ? (item.selectedIconPath ?? item.iconPath) : item.iconPath
    const badge = state.badges[index]
    return element(
      'button',
      {
        class: selected ? 'wx-tab wx-selected' : 'wx-tab',
        style: `color:${selected ? state.selectedColor : state.color}`,
        onclick: () => choose(item.pagePath, index),
      },
      icon ? element('img', { src: `/preview/files/${icon.replace(/^\//, '')}`, alt: '' }) : null,
      element('span', {}, item.text),
      badge
        ? element('b', { class: 'wx-tab-badge' }, badge)
        : state.dots.has(index)
          ? element('b', { class: 'wx-tab-dot' })
          : null,
    )
  })
  const bar = element('nav', { class: 'wx-tab-bar', hidden: state.hidden }, ...buttons)
  bar.style.background = state.backgroundColor
  bar.dataset.border = state.borderStyle
  return bar
}
