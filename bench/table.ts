import type { Figures } from './measure'
import type { Step } from './recorder'

const COLUMNS: [heading: string, cell: (row: Figures) => string][] = [
  ['', ({ name }) => name],
  ['rounds', ({ rounds }) => String(rounds)],
  ['median ms', ({ median }) => ms(median)],
  ['p95 ms', ({ p95 }) => ms(p95)],
  ['bare median', ({ bareMedian }) => ms(bareMedian)],
  ['bare p95', ({ bareP95 }) => ms(bareP95)],
  ['ratio', ({ ratio }) => ratio.toFixed(2)],
  ['noise', ({ noise }) => `±${noise.toFixed(0)} %`],
  ['made of', ({ madeOf }) => madeOf],
]

/** The figures of each subject, in a table. */
export const tableOf = (rows: readonly Figures[]): string =>
  columns([COLUMNS.map(([heading]) => heading), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))])

/** One table, first and last column to the left, figures to the right. */
export function columns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  )
  return lines
    .map((line) =>
      line
        .map((text, column) => {
          const width = widths[column] ?? 0
          return column === 0 || column === line.length - 1 ? text.padEnd(width) : text.padStart(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const ms = (time: number): string => time.toFixed(time < 1 ? 3 : 1)

/** '3 reads, 1 count, transaction (5 reads, 6 writes), 2 messages'. */
export function inWords(steps: readonly Step[]): string {
  const count = (...kinds: Step['kind'][]): number => steps.filter(({ kind }) => kinds.includes(kind)).length
  const many = (number: number, word: string, plural = `${word}s`): string[] =>
    number === 0 ? [] : [`${number} ${number === 1 ? word : plural}`]
  const inside = [...many(count('readIn'), 'read'), ...many(count('writeIn'), 'write')].join(', ')
  return [
    ...many(count('read'), 'read'),
    ...many(count('query'), 'query', 'queries'),
    ...many(count('count'), 'count'),
    ...(inside === '' ? [] : [`transaction (${inside})`]),
    ...many(count('write'), 'write'),
    ...many(count('message'), 'message'),
  ].join(', ')
}
