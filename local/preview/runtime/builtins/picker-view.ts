import { defineBuiltin, onWidth, type BuiltinElement } from './definition'

const ROW_PX = 34

/** A picker within the page: its columns scroll and snap, the row in the middle counts. */
export function definePickerView(): void {
  defineBuiltin(
    'picker-view',
    {
      value: Array,
      indicatorStyle: String,
      indicatorClass: String,
      maskStyle: String,
      maskClass: String,
      immediateChange: Boolean,
    },
    setUp,
  )
}

function setUp(element: BuiltinElement): void {
  const { host, read } = element
  const indicator = document.createElement('div')
  indicator.className = 'wx-picker-view-indicator'
  host.append(indicator)
  element.watch(['indicatorStyle'], () => (indicator.style.cssText = read('indicatorStyle') ?? ''))
  const rowHeight = () => indicator.offsetHeight || ROW_PX
  const columns = () => [...host.querySelectorAll<HTMLElement>('wx-picker-view-column')]
  let value: number[] = []
  let settle = 0

  const place = () => {
    for (const [index, column] of columns().entries()) {
      const rows = [...column.children] as HTMLElement[]
      for (const row of rows) row.style.height = row.style.lineHeight = `${rowHeight()}px`
      const room = (host.clientHeight - rowHeight()) / 2
      column.style.padding = `${room}px 0`
      column.scrollTop = (value[index] ?? 0) * rowHeight()
    }
  }
  element.watch(['value'], () => {
    value = [...(read<number[]>('value') ?? [])]
    requestAnimationFrame(place)
  })
  onWidth(host, place)
  host.addEventListener(
    'scroll',
    () => {
      clearTimeout(settle)
      settle = window.setTimeout(() => {
        const next = columns().map((column) => Math.round(column.scrollTop / rowHeight()))
        if (next.join() === value.join()) return
        value = next
        element.keep('value', next)
        element.fire('change', { value: next })
        element.fire('pickend')
      }, 120)
    },
    true,
  )
}
