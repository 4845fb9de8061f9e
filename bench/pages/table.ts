import type { OpeningCounts, TapCounts } from './counts'
import type { FirstScreen } from './first-screen'

/** What no page may exceed (spec 8): bytes of JSON in UTF-8, nodes, times an empty page, cloud calls. */
export const LIMITS = { tapBytes: 4096, nodes: 600, calls: 1, ratio: 1.5 } as const
export type Limited = keyof typeof LIMITS

export interface PageFigures extends OpeningCounts, TapCounts {
  page: string
  /** Null: the program can't be started at this page. */
  first: FirstScreen | null
}

/** The limits that a page exceeds. */
export function missed({ first, ...counts }: PageFigures): Limited[] {
  const figures: Record<Limited, number> = { ...counts, ratio: first?.ratio ?? 0 }
  return (Object.keys(LIMITS) as Limited[]).filter((what) => figures[what] > LIMITS[what])
}

type Column = [heading: string, cell: (row: PageFigures) => string, limited?: Limited]

const COLUMNS: readonly Column[] = [
  ['', ({ page }) => page],
  ['taps', ({ gestures }) => String(gestures)],
  ['p95 KB', ({ tapBytes }) => kb(tapBytes), 'tapBytes'],
  ['most KB', ({ tapBytesMost }) => kb(tapBytesMost)],
  ['calls', ({ tapCalls }) => String(tapCalls)],
  ['opening KB', ({ openingBytes }) => kb(openingBytes)],
  ['nodes', ({ nodes }) => String(nodes), 'nodes'],
  ['ms', ({ first }) => (first === null ? '–' : first.ms.toFixed(0))],
  ['empty ms', ({ first }) => (first === null ? '–' : first.emptyMs.toFixed(0))],
  ['ratio', ({ first }) => (first === null ? '–' : first.ratio.toFixed(2)), 'ratio'],
  ['cloud', ({ calls }) => String(calls), 'calls'],
  ['at start', ({ calls, first }) => (first === null ? '–' : `+${first.calls.length - calls}`)],
  ['asked', ({ asked }) => asked.join(' ')],
]

/** One row a page; `!` behind a figure that exceeds its limit. */
export function pagesTable(rows: readonly PageFigures[]): string {
  const lines = [
    COLUMNS.map(([heading]) => heading),
    ...rows.map((row) =>
      COLUMNS.map(([, cell, limited]) =>
        limited === undefined ? cell(row) : `${cell(row)}${missed(row).includes(limited) ? '!' : ' '}`,
      ),
    ),
  ]
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const last = COLUMNS.length - 1
  const text = lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 || column === last
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  return [...text, '', ...LEGEND].join('\n')
}

const kb = (bytes: number): string => (bytes / 1024).toFixed(1)

const LEGEND = [
  `!          more than ${kb(LIMITS.tapBytes)} KB sent by setData in 95 of 100 taps, ${LIMITS.nodes} nodes, ${LIMITS.ratio} times the empty page, ${LIMITS.calls} cloud call`,
  'taps       taps and typed characters, of each kind of thing on the page two; KB and calls: all setData of one, of the page and its components',
  'opening    setData until the page is at rest; nodes: most at a time while 100 rows are scrolled through',
  'ms, empty  from the start of the program until the first screen is painted, medians in turn; empty: a page with nothing on it',
  'cloud      calls from the opening of the page in a running program until its first screen; at start: more of them in a fresh program',
]
