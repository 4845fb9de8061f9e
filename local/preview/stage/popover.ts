import { element } from '../runtime/dom'

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
  const { left, bottom, width } = anchor.getBoundingClientRect()
  document.body.append(panel)
  panel.style.top = `${Math.min(bottom + 6, innerHeight - panel.offsetHeight - 8)}px`
  panel.style.left = `${Math.max(8, Math.min(left + width / 2 - panel.offsetWidth / 2, innerWidth - panel.offsetWidth - 8))}px`
  document.addEventListener('pointerdown', outside, true)
  document.addEventListener('keydown', escape)
  // A press inside a phone goes to its own document.
  window.addEventListener('blur', close)
}
