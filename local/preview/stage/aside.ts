import { element } from '../runtime/dom'

export interface Side {
  label: string
  /** Beside the label. */
  mark?: Node
  parts: HTMLElement[]
  /** The width it needs, as a class of the stage. */
  wide?: boolean
}

/** What stands beside the phones: one side at a time, the first at the beginning. */
export function createAside(sides: readonly Side[]): { root: HTMLElement; news(side: number): void } {
  const pages = sides.map(({ parts }) => element('div', { class: 'side', role: 'tabpanel' }, ...parts))
  const tabs = sides.map(({ label, mark }, index) =>
    element('button', { role: 'tab', onclick: () => open(index) }, label, mark),
  )
  const bar = element('div', { class: 'side-tabs', role: 'tablist' }, ...tabs)
  const root = element('aside', {}, sides.length > 1 && bar, ...pages)

  function open(chosen: number): void {
    root.classList.toggle('wide', sides[chosen]?.wide === true)
    tabs.forEach((tab, index) => tab.setAttribute('aria-selected', String(index === chosen)))
    tabs[chosen]?.classList.remove('news')
    pages.forEach((page, index) => (page.hidden = index !== chosen))
  }
  open(0)
  return {
    root,
    /** Something came on a side that isn't open. */
    news(side) {
      if (pages[side]?.hidden) tabs[side]?.classList.add('news')
    },
  }
}
