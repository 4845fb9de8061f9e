import { pageScroller } from '../page-frame'
import { defineBuiltin } from './definition'

/** Elements that only hold others: view, text, cover-view and their like. */
export function defineContainers(): void {
  for (const name of [
    'view',
    'cover-view',
    'movable-area',
    'movable-view',
    'swiper-item',
    'picker-view-column',
  ]) {
    defineBuiltin(name, { itemId: String, x: null, y: null, direction: String, scrollTop: null })
  }
  defineBuiltin(
    'text',
    {
      selectable: Boolean,
      userSelect: Boolean,
      space: String,
      decode: Boolean,
      maxLines: Number,
      overflow: String,
    },
    (element) => {
      element.watch(['selectable', 'userSelect'], () => {
        element.host.style.userSelect =
          element.read('selectable') || element.read('userSelect') ? 'text' : 'none'
      })
    },
  )
  defineBuiltin('label', { for: String }, ({ host, read, node }) => {
    host.addEventListener('click', (event) => {
      const id = read<string>('for')
      const named = id && (node as any).ownerShadowRoot?.getElementById(id)?.$$
      const target: HTMLElement | null =
        named || host.querySelector('wx-checkbox,wx-radio,wx-switch,wx-button,wx-input')
      if (target && !target.contains(event.target as Node)) (target.querySelector('input') ?? target).click()
    })
  })
  defineBuiltin('root-portal', { enable: { type: Boolean, value: true } }, (element) => {
    // The children leave for the page's own level, where no ancestor's overflow or stacking holds them.
    const { host } = element
    const home = document.createElement('wx-portal-content')
    const move = () => {
      if (!element.read('enable')) return
      home.append(...host.childNodes)
      ;(host.closest('.wx-page-view') ?? pageScroller()).append(home)
    }
    // glass-easel adds and removes children on the host: while they are away it has to find them here.
    for (const method of ['appendChild', 'insertBefore', 'removeChild', 'replaceChild'] as const) {
      const own = host[method].bind(host) as (...args: Node[]) => Node
      host[method] = ((...nodes: Node[]) =>
        home.isConnected ? (home[method] as any)(...nodes) : own(...nodes)) as never
    }
    requestAnimationFrame(move)
    element.onRelease(() => home.remove())
  })
  defineBuiltin(
    'match-media',
    {
      minWidth: Number,
      maxWidth: Number,
      width: Number,
      minHeight: Number,
      maxHeight: Number,
      height: Number,
      orientation: String,
    },
    (element) => {
      element.watch(['minWidth', 'maxWidth'], () => {
        const least = element.read<number>('minWidth') || 0
        const most = element.read<number>('maxWidth') || Infinity
        element.host.classList.toggle('wx-hidden', innerWidth < least || innerWidth > most)
      })
    },
  )
}
