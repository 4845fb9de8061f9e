import { element } from './dom'

const ROW_PX = 44

/** One column of a picker: rows that snap, chosen by turning or by a tap. */
export interface Wheel {
  root: HTMLElement
  index(): number
  setRows(labels: string[], index: number): void
}

export function createWheel(labels: string[], index: number, changed: (index: number) => void): Wheel {
  const list = element('div', { class: 'wx-wheel-rows', role: 'listbox' })
  const root = element('div', { class: 'wx-wheel' }, list)
  let current = index
  let settle = 0

  const choose = (next: number, turn: boolean) => {
    if (turn) list.scrollTo({ top: next * ROW_PX })
    if (next === current) return
    current = next
    mark()
    changed(next)
  }
  const mark = () => {
    for (const [position, row] of [...list.children].entries())
      row.setAttribute('aria-selected', String(position === current))
  }
  const setRows = (rows: string[], at: number) => {
    current = Math.max(0, Math.min(at, rows.length - 1))
    list.replaceChildren(
      ...rows.map((label, position) =>
        element(
          'div',
          { class: 'wx-wheel-row', role: 'option', onclick: () => choose(position, true) },
          label,
        ),
      ),
    )
    mark()
    requestAnimationFrame(() => list.scrollTo({ top: current * ROW_PX }))
  }
  list.addEventListener('scroll', () => {
    clearTimeout(settle)
    settle = window.setTimeout(() => choose(Math.round(list.scrollTop / ROW_PX), false), 100)
  })
  setRows(labels, index)
  return { root, index: () => current, setRows }
}
