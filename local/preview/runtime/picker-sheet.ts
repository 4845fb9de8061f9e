import { element } from './dom'
import { openLayer } from './overlay'
import { createWheel } from './wheel'

interface PickerOptions {
  title?: string
  columns: string[][]
  /** Index of the chosen row in each column. */
  value: number[]
  turned?: (column: number, index: number, indexes: number[]) => void
  done: (indexes: number[]) => void
  cancel: () => void
}

/** The phone's picker from below. Rows can change while it is open. */
export function openPickerSheet({ title, columns, value, turned, done, cancel }: PickerOptions): {
  /** Replaces one column's rows. */
  setColumn(column: number, rows: string[], index: number): void
} {
  const indexes = () => wheels.map((wheel) => wheel.index())
  const wheels = columns.map((rows, column) =>
    createWheel(rows, value[column] ?? 0, (index) => turned?.(column, index, indexes())),
  )
  const finish = (then: () => void) => () => {
    layer.close()
    then()
  }
  const layer = openLayer(
    'picker',
    element(
      'div',
      { class: 'wx-box', role: 'dialog' },
      element(
        'header',
        {},
        element('button', { onclick: finish(cancel) }, '取消'),
        element('b', {}, title ?? ''),
        element('button', { class: 'wx-confirm', onclick: finish(() => done(indexes())) }, '确定'),
      ),
      element('div', { class: 'wx-wheels' }, ...wheels.map((wheel) => wheel.root)),
    ),
  )
  layer.root.addEventListener('click', (event) => event.target === layer.root && finish(cancel)())
  return { setColumn: (column, rows, index) => wheels[column]?.setRows(rows, index) }
}
