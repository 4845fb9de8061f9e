import { defineBuiltin, type BuiltinElement } from './definition'

/** scroll-view, swiper, navigator's relatives that move. */
export function defineScrolling(): void {
  defineBuiltin(
    'scroll-view',
    {
      scrollX: Boolean,
      scrollY: Boolean,
      scrollTop: null,
      scrollLeft: null,
      scrollIntoView: String,
      scrollWithAnimation: Boolean,
      upperThreshold: { type: null, value: 50 },
      lowerThreshold: { type: null, value: 50 },
      refresherEnabled: Boolean,
      refresherTriggered: Boolean,
      refresherThreshold: Number,
      refresherDefaultStyle: String,
      refresherBackground: String,
      enhanced: Boolean,
      enableFlex: Boolean,
      showScrollbar: Boolean,
      enablePassive: null,
      scrollAnchoring: Boolean,
      bounces: Boolean,
      pagingEnabled: Boolean,
      fastDeceleration: Boolean,
      type: String,
      reverse: Boolean,
      enableBackToTop: Boolean,
      scrollIntoViewOffset: Number,
      clip: Boolean,
    },
    setUpScrollView,
  )
  defineBuiltin(
    'swiper',
    {
      current: Number,
      currentItemId: String,
      autoplay: Boolean,
      interval: { type: Number, value: 5000 },
      duration: { type: Number, value: 500 },
      circular: Boolean,
      vertical: Boolean,
      indicatorDots: Boolean,
      indicatorColor: String,
      indicatorActiveColor: String,
      previousMargin: String,
      nextMargin: String,
      displayMultipleItems: Number,
      easingFunction: String,
      snapToEdge: Boolean,
    },
    setUpSwiper,
  )
}

function setUpScrollView(element: BuiltinElement): void {
  const { host, read, fire } = element
  let previous = { top: 0, left: 0 }
  let atLower = false
  let atUpper = true
  host.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = host
    fire('scroll', {
      scrollTop,
      scrollLeft,
      scrollHeight,
      scrollWidth,
      deltaX: previous.left - scrollLeft,
      deltaY: previous.top - scrollTop,
    })
    previous = { top: scrollTop, left: scrollLeft }
    const [position, extent, whole] = read('scrollX')
      ? [scrollLeft, clientWidth, scrollWidth]
      : [scrollTop, clientHeight, scrollHeight]
    const lower = position + extent >= whole - Number.parseFloat(read('lowerThreshold'))
    const upper = position <= Number.parseFloat(read('upperThreshold'))
    if (lower && !atLower) fire('scrolltolower', { direction: read('scrollX') ? 'right' : 'bottom' })
    if (upper && !atUpper) fire('scrolltoupper', { direction: read('scrollX') ? 'left' : 'top' })
    atLower = lower
    atUpper = upper
  })
  element.watch(['scrollX', 'scrollY'], () => {
    host.style.overflowX = read('scrollX') ? 'auto' : 'hidden'
    host.style.overflowY = read('scrollY') ? 'auto' : 'hidden'
  })
  element.watch(['enableFlex'], () => host.toggleAttribute('enable-flex', Boolean(read('enableFlex'))))
  const behavior = () => (read('scrollWithAnimation') ? 'smooth' : 'auto')
  element.watch(['scrollTop'], () => {
    if (read('scrollTop') !== null && read('scrollTop') !== undefined)
      host.scrollTo({ top: Number.parseFloat(read('scrollTop')), behavior: behavior() })
  })
  element.watch(['scrollLeft'], () => {
    if (read('scrollLeft') !== null && read('scrollLeft') !== undefined)
      host.scrollTo({ left: Number.parseFloat(read('scrollLeft')), behavior: behavior() })
  })
  element.watch(['scrollIntoView'], () => {
    const id = read<string>('scrollIntoView')
    if (!id) return
    setTimeout(() => {
      const target: HTMLElement | undefined = (element.node as any).ownerShadowRoot?.getElementById(id)?.$$
      if (!target) return
      const [to, from] = [target.getBoundingClientRect(), host.getBoundingClientRect()]
      host.scrollTo({
        top: host.scrollTop + to.top - from.top,
        left: host.scrollLeft + to.left - from.left,
        behavior: behavior(),
      })
    })
  })
  setUpRefresher(element)
}

/** Pulling a scroll-view down past its threshold refreshes it, until `refresher-triggered` is false again. */
function setUpRefresher({ host, read, fire, watch }: BuiltinElement): void {
  let from: number | null = null
  const dots = document.createElement('div')
  dots.className = 'wx-refresh-dots'
  dots.append(...[1, 2, 3].map(() => document.createElement('i')))
  host.addEventListener('touchstart', (event) => {
    from = read('refresherEnabled') && host.scrollTop <= 0 ? (event.touches[0]?.clientY ?? null) : null
  })
  host.addEventListener('touchend', (event) => {
    if (from === null) return
    const distance = (event.changedTouches[0]?.clientY ?? from) - from
    from = null
    if (distance > (read<number>('refresherThreshold') || 45)) fire('refresherrefresh', { dy: distance })
    else if (distance > 0) fire('refresherabort', { dy: distance })
  })
  let shown = false
  watch(['refresherTriggered'], () => {
    const triggered = Boolean(read('refresherTriggered'))
    if (triggered && !shown) host.insertAdjacentElement('beforebegin', dots)
    if (!triggered && shown) {
      dots.remove()
      fire('refresherrestore')
    }
    shown = triggered
  })
}

function setUpSwiper(element: BuiltinElement): void {
  const { host, read, fire } = element
  const dots = document.createElement('div')
  dots.className = 'wx-swiper-dots'
  let current = 0
  let settle = 0
  let timer = 0
  const along = () => (read('vertical') ? host.clientHeight : host.clientWidth)
  const items = () => [...host.children].filter((child) => child.localName === 'wx-swiper-item')
  const move = (index: number, smooth: boolean) =>
    host.scrollTo({
      [read('vertical') ? 'top' : 'left']: index * along(),
      behavior: smooth ? 'smooth' : 'auto',
    })
  const drawDots = () => {
    dots.replaceChildren(
      ...items().map((_, index) => {
        const dot = document.createElement('i')
        dot.style.background =
          (index === current ? read('indicatorActiveColor') : read('indicatorColor')) ||
          (index === current ? '#000' : 'rgba(0,0,0,.3)')
        return dot
      }),
    )
    dots.hidden = !read('indicatorDots')
    dots.style.left = `${host.scrollLeft}px`
  }
  host.append(dots)
  host.addEventListener('scroll', () => {
    clearTimeout(settle)
    settle = window.setTimeout(() => {
      const index = Math.round((read('vertical') ? host.scrollTop : host.scrollLeft) / along())
      if (index !== current) {
        current = index
        element.keep('current', index)
        fire('change', { current: index, currentItemId: '', source: 'touch' })
      }
      drawDots()
      fire('animationfinish', { current: index, source: 'touch' })
    }, 120)
  })
  element.watch(['vertical'], () => host.toggleAttribute('vertical', Boolean(read('vertical'))))
  element.watch(['current'], () => {
    current = read('current') || 0
    requestAnimationFrame(() => {
      move(current, false)
      drawDots()
    })
  })
  element.watch(['autoplay', 'interval', 'indicatorDots'], () => {
    clearInterval(timer)
    if (read('autoplay'))
      timer = window.setInterval(
        () => move((current + 1) % Math.max(1, items().length), true),
        read('interval'),
      )
    drawDots()
  })
  element.onRelease(() => clearInterval(timer))
}
