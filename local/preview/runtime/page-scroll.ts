import { element } from './dom'
import type { Page } from './page'

const REACH_BOTTOM_PX = 50
const PULL_PX = 60

/** onPageScroll, onReachBottom and pull-down refresh of one page. */
export function watchScroll(page: Page): void {
  const { scroller } = page.frame
  let reported = false
  let frame = 0
  scroller.addEventListener('scroll', () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      page.call('onPageScroll', { scrollTop: scroller.scrollTop })
      const distance = page.window.onReachBottomDistance ?? REACH_BOTTOM_PX
      const reached = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - distance
      if (reached && !reported) page.call('onReachBottom')
      reported = reached
    })
  })
  if (page.window.enablePullDownRefresh) watchPull(page)
}

function watchPull(page: Page): void {
  const { scroller } = page.frame
  let from: number | null = null
  scroller.addEventListener('touchstart', (event) => {
    from = scroller.scrollTop <= 0 ? (event.touches[0]?.clientY ?? null) : null
  })
  scroller.addEventListener('touchmove', (event) => {
    if (from === null) return
    const distance = (event.touches[0]?.clientY ?? from) - from
    if (distance > 0) scroller.style.transform = `translateY(${Math.min(distance / 2, PULL_PX)}px)`
  })
  scroller.addEventListener('touchend', (event) => {
    if (from === null) return
    const distance = (event.changedTouches[0]?.clientY ?? from) - from
    from = null
    scroller.style.transform = ''
    if (distance > PULL_PX) startRefresh(page)
  })
}

/** Shows the refresh dots and calls onPullDownRefresh. */
export function startRefresh(page: Page): void {
  if (page.frame.view.querySelector('.wx-refresh-dots')) return
  page.frame.view.prepend(
    element('div', { class: 'wx-refresh-dots', role: 'status' }, element('i'), element('i'), element('i')),
  )
  page.frame.scroller.style.paddingTop = `${PULL_PX}px`
  page.call('onPullDownRefresh')
}

export function stopRefresh(page: Page): void {
  page.frame.view.querySelector('.wx-refresh-dots')?.remove()
  page.frame.scroller.style.paddingTop = ''
}
