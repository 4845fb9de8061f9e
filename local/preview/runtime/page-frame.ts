import { element } from './dom'
import { createNavigationBar, type NavigationBar } from './navigation-bar'
import { TEXT_ZOOM_LARGE } from './text-size'
import { hasLargeType, onSwitches } from './phone'

/**
 * One page's place on the screen: its navigation bar above, a view in which `position: fixed` and `vh` mean the page
 * (not the screen), and inside it the box that scrolls.
 */
export interface PageFrame {
  root: HTMLElement
  bar: NavigationBar
  view: HTMLElement
  scroller: HTMLElement
  /** Where the tab bar goes on tab pages. */
  foot: HTMLElement
  measure(): void
  /** True when the page scales its text itself (page-meta with "system" sizes). */
  scalesItself: boolean
  /** 1rem on this page, as page-meta says; empty for the browser's own. */
  rootFontSize: string
}

/** Below the page on phones without a home button. */
const SAFE_AREA_BOTTOM_PX = 20

let shown: PageFrame | null = null

export function createPageFrame(custom: boolean): PageFrame {
  const scroller = element('div', { class: 'wx-page-scroller' })
  const view = element('div', { class: 'wx-page-view' }, scroller)
  const foot = element('div', { class: 'wx-page-foot' })
  const bar = createNavigationBar(custom)
  const root = element(
    'section',
    { class: custom ? 'wx-page-frame wx-custom' : 'wx-page-frame' },
    bar.root,
    view,
    foot,
  )
  const frame: PageFrame = { root, bar, view, scroller, foot, measure, scalesItself: false, rootFontSize: '' }

  function measure(): void {
    if (shown === frame) document.documentElement.style.fontSize = frame.rootFontSize
    const hasFoot = foot.childElementCount > 0
    view.style.setProperty('--vh', `${view.clientHeight / 100}px`)
    view.style.setProperty('--safe-area-inset-bottom', hasFoot ? '0px' : `${SAFE_AREA_BOTTOM_PX}px`)
    view.style.setProperty('--text-zoom', String(hasLargeType() && !frame.scalesItself ? TEXT_ZOOM_LARGE : 1))
  }
  return frame
}

export function showFrame(frame: PageFrame): void {
  shown = frame
  frame.measure()
}

onSwitches(() => shown?.measure())
window.addEventListener('resize', () => shown?.measure())

/** Where the shown page begins on the screen, and how far it is scrolled: pages count from their own corner. */
export function pageOrigin(): { top: number; scrollTop: number } {
  return { top: shown?.view.getBoundingClientRect().top ?? 0, scrollTop: shown?.scroller.scrollTop ?? 0 }
}

export function pageScroller(): HTMLElement {
  return shown?.scroller ?? document.body
}

export function pageFrame(): PageFrame | null {
  return shown
}
