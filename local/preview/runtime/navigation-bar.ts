import { element } from './dom'

export interface NavigationBar {
  root: HTMLElement
  setTitle(title: string): void
  setColors(front: string, background: string): void
  setLoading(loading: boolean): void
  /** Arrow for pages above another, house for a page opened from outside, nothing on the first page. */
  setLead(lead: 'back' | 'home' | 'none'): void
}

const CLOCK_MS = 1000

// One for the bars of all pages.
setInterval(() => {
  for (const shown of document.querySelectorAll('.wx-status-bar .wx-clock')) {
    const now = clock()
    if (shown.textContent !== now) shown.textContent = now
  }
}, CLOCK_MS)

/** What the bar's buttons do; set once by the page stack and the menu. */
export const barActions = { back: () => {}, home: () => {}, menu: () => {}, close: () => {} }

/** Status bar, title and WeChat's capsule. With a custom navigation bar only status bar and capsule float above the page. */
export function createNavigationBar(custom: boolean): NavigationBar {
  const title = element('h1', { class: 'wx-bar-title' })
  const spinner = element('i', { class: 'wx-bar-spinner', hidden: true })
  const lead = element('button', { class: 'wx-bar-lead', 'aria-label': '返回', hidden: true })
  const capsule = element(
    'div',
    { class: 'wx-capsule' },
    element('button', { class: 'wx-more', 'aria-label': '更多', onclick: () => barActions.menu() }, ''),
    element('button', { class: 'wx-close', 'aria-label': '关闭', onclick: () => barActions.close() }, ''),
  )
  const root = element(
    'header',
    { class: custom ? 'wx-navigation-bar wx-floating' : 'wx-navigation-bar' },
    element(
      'div',
      { class: 'wx-status-bar' },
      element('span', { class: 'wx-clock' }, clock()),
      element('span', { class: 'wx-signal' }),
    ),
    element('div', { class: 'wx-bar' }, lead, spinner, title, capsule),
  )
  lead.addEventListener('click', () => (lead.dataset.lead === 'home' ? barActions.home() : barActions.back()))
  return {
    root,
    setTitle: (text) => {
      title.textContent = text
    },
    setColors: (front, background) => {
      root.style.color = front
      if (!custom) root.style.background = background
    },
    setLoading: (loading) => {
      spinner.hidden = !loading
    },
    setLead: (kind) => {
      lead.hidden = custom || kind === 'none'
      lead.dataset.lead = kind
      lead.setAttribute('aria-label', kind === 'home' ? '返回首页' : '返回')
    },
  }
}

function clock(): string {
  return new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false })
}
