import { openPickerSheet } from '../picker-sheet'
import { defineBuiltin, type BuiltinElement } from './definition'

/** The phone's own pickers: selector, multiSelector, date and time. */
export function definePicker(): void {
  defineBuiltin(
    'picker',
    {
      mode: { type: String, value: 'selector' },
      range: { type: Array, value: [] },
      rangeKey: String,
      value: null,
      disabled: Boolean,
      start: String,
      end: String,
      fields: { type: String, value: 'day' },
      name: String,
      headerText: String,
      customItem: String,
      level: String,
    },
    (element) => {
      element.field = { value: () => element.read('value'), reset: () => element.keep('value', null) }
      element.host.addEventListener('click', () => !element.read('disabled') && open(element))
    },
  )
}

function open(element: BuiltinElement): void {
  const { read, fire } = element
  const mode = read<string>('mode')
  const title = read<string>('headerText')
  const finish = (value: unknown) => {
    element.keep('value', value)
    fire('change', { value })
  }
  const cancel = () => fire('cancel')
  const label = (row: any) => String(read('rangeKey') ? row[read<string>('rangeKey')] : row)

  if (mode === 'selector') {
    const rows = read<unknown[]>('range').map(label)
    openPickerSheet({
      title,
      columns: [rows],
      value: [Number(read('value')) || 0],
      done: ([index]) => finish(String(index)),
      cancel,
    })
  } else if (mode === 'multiSelector') {
    const columns = () => read<unknown[][]>('range').map((rows) => rows.map(label))
    const value = (read<number[]>('value') ?? []).map(Number)
    const sheet = openPickerSheet({
      title,
      columns: columns(),
      value: columns().map((_, index) => value[index] ?? 0),
      turned: (column, index) => fire('columnchange', { column, value: index }),
      done: finish,
      cancel,
    })
    let [known, chosen] = [columns(), JSON.stringify(value)]
    element.watch(['range', 'value'], () => {
      // A value that the page really changed counts for all columns; new rows alone begin at their top.
      const next = read<number[]>('value') ?? []
      const moved = JSON.stringify(next) !== chosen
      const rows = columns()
      rows.forEach((column, index) => {
        const same = column.join('\n') === known[index]?.join('\n')
        if (moved || !same) sheet.setColumn(index, column, moved ? Number(next[index] ?? 0) : 0)
      })
      ;[known, chosen] = [rows, JSON.stringify(next)]
    })
  } else if (mode === 'date') {
    openDate(
      read('value') || today(),
      read('start') || '1900-01-01',
      read('end') || '2100-12-31',
      read('fields'),
      title,
      finish,
      cancel,
    )
  } else if (mode === 'time') {
    const [hour = 0, minute = 0] = String(read('value') || '00:00')
      .split(':')
      .map(Number)
    const twoDigits = (count: number) =>
      Array.from({ length: count }, (_, index) => String(index).padStart(2, '0'))
    openPickerSheet({
      title,
      columns: [twoDigits(24), twoDigits(60)],
      value: [hour, minute],
      cancel,
      done: (value) => finish(value.map((part) => String(part).padStart(2, '0')).join(':')),
    })
  } else {
    console.error(`<picker mode="${mode}"> is not provided by the preview`)
  }
}

function openDate(
  value: string,
  start: string,
  end: string,
  fields: string,
  title: string,
  finish: (value: string) => void,
  cancel: () => void,
): void {
  const parts = fields === 'year' ? 1 : fields === 'month' ? 2 : 3
  const firstYear = Number(start.slice(0, 4))
  const years = Array.from(
    { length: Number(end.slice(0, 4)) - firstYear + 1 },
    (_, index) => firstYear + index,
  )
  const clamp = (day: string) => (day < start ? start : day > end ? end : day)
  const [year = 0, month = 1, day = 1] = clamp(value.padEnd(10, '-01')).split('-').map(Number)
  const columns = (y: number, m: number) =>
    [
      years.map((one) => `${one}年`),
      count(12, '月'),
      count(new Date(Date.UTC(y, m, 0)).getUTCDate(), '日'),
    ].slice(0, parts)
  const sheet = openPickerSheet({
    title,
    columns: columns(year, month),
    value: [year - firstYear, month - 1, day - 1].slice(0, parts),
    turned: (column, _index, indexes) => {
      const days = columns(firstYear + (indexes[0] ?? 0), (indexes[1] ?? 0) + 1)[2]
      if (column < 2 && days) sheet.setColumn(2, days, indexes[2] ?? 0)
    },
    done: ([y = 0, m = 0, d = 0]) =>
      finish(
        clamp([firstYear + y, twoDigit(m + 1), twoDigit(d + 1)].join('-')).slice(0, [4, 7, 10][parts - 1]),
      ),
    cancel,
  })
}

function count(most: number, unit: string): string[] {
  return Array.from({ length: most }, (_, index) => `${index + 1}${unit}`)
}

function twoDigit(value: number): string {
  return String(value).padStart(2, '0')
}

function today(): string {
  const now = new Date()
  return `${now.getFullYear()}-${twoDigit(now.getMonth() + 1)}-${twoDigit(now.getDate())}`
}
