import { element } from '../runtime/dom'

const GAP_PX = 6
const EDGE_PX = 8

/** A panel under a button; closes on a press outside, on Escape, or when its content says so. */
export function openPopover(anchor: HTMLElement, fill: (close: () => void) => Node[]): void {
  document.querySelector('.popover')?.remove()
  const close = () => {
    panel.remove()
    document.removeEventListener('pointerdown', outside, true)
    document.removeEventListener('keydown', escape)
    window.removeEventListener('blur', close)
  }
  const outside = (event: Event) => !panel.contains(event.target as Node) && close()
  const escape = (event: KeyboardEvent) => event.key === 'Escape' && (close(), anchor.focus())
  const panel = element('div', { class: 'popover' }, ...fill(close))
  document.body.append(panel)
  place(panel, anchor.getBoundingClientRect())
  document.addEventListener('pointerdown', outside, true)
  document.addEventListener('keydown', escape)
  // A press inside a phone goes to its own document.
  window.addEventListener('blur', close)
}

/** Below its button, or above where there is more room; never over it. */
function place(panel: HTMLElement, { left, top, bottom, width }: DOMRect): void {
  const [below, above] = [innerHeight - bottom - GAP_PX - EDGE_PX, top - GAP_PX - EDGE_PX]
  panel.style.maxHeight = `${Math.max(below, above)}px`
  const middle = left + width / 2 - panel.offsetWidth / 2
  panel.style.left = `${Math.max(EDGE_PX, Math.min(middle, innerWidth - panel.offsetWidth - EDGE_PX))}px`
  panel.style.top = `${below >= above ? bottom + GAP_PX : top - GAP_PX - panel.offsetHeight}px`
}
