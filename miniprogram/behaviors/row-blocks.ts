/** Some rows of a long list, drawn or only kept room for. */
export interface RowBlock<Row> {
  at: number
  /** None: the block is far from the screen. */
  rows: readonly Row[]
  /** The room it takes while it isn't drawn. */
  style: string
}

/** Which blocks are drawn, and how high those were that have been, in pixels by number. */
export interface Drawing {
  first: number
  last: number
  heights: Readonly<Record<number, number>>
}

/** Where a block is on the screen, from its upper edge, pixels. */
export interface BlockPlace {
  at: number
  top: number
  bottom: number
}

const ROWS_IN_BLOCK = 3
/** A screen holds so many rows of any list; more are drawn once it is known how high they are. */
const BLOCKS_AT_FIRST = 3
/** Drawn above and below what is seen, of the screen's height. */
const MARGIN = 0.5
/** Of a row that was never drawn; only the length of the scroll bar depends on it. */
const ROW_HEIGHT = 120

export const drawingAtFirst = (): Drawing => ({ first: 0, last: BLOCKS_AT_FIRST - 1, heights: {} })

/** The rows as blocks, of which those far from the screen only keep their room. */
export function blocksOf<Row>(rows: readonly Row[], { first, last, heights }: Drawing): RowBlock<Row>[] {
  const known = Object.keys(heights).map((at) => heights[Number(at)] ?? 0)
  const usual =
    known.length === 0
      ? ROW_HEIGHT * ROWS_IN_BLOCK
      : known.reduce((sum, each) => sum + each, 0) / known.length
  return Array.from({ length: Math.ceil(rows.length / ROWS_IN_BLOCK) }, (_, at) => {
    const drawn = at >= first && at <= last
    return {
      at,
      rows: drawn ? rows.slice(at * ROWS_IN_BLOCK, (at + 1) * ROWS_IN_BLOCK) : [],
      style: drawn ? '' : `height: ${Math.round(heights[at] ?? usual)}px`,
    }
  })
}

/** What is to be drawn now that the blocks stand at these places; the same object when nothing changes. */
export function drawingAt(before: Drawing, places: readonly BlockPlace[], screenHeight: number): Drawing {
  // A page that isn't shown has no places.
  const near = places.filter(
    ({ top, bottom }) => bottom > top && bottom > -MARGIN * screenHeight && top < (1 + MARGIN) * screenHeight,
  )
  if (near.length === 0) return before
  const first = Math.min(...near.map(({ at }) => at))
  const last = Math.max(...near.map(({ at }) => at))
  const heights = { ...before.heights }
  for (const { at, top, bottom } of places)
    if (at >= before.first && at <= before.last) heights[at] = bottom - top
  return first === before.first && last === before.last ? before : { first, last, heights }
}
