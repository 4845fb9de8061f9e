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
  /**
   * The height of a block that was never drawn: of those seen first, and from then on the same, so that it isn't sent for
   * every block again and again. Null: none was seen.
   */
  usual: number | null
}

/** Where a block is on the screen, from its upper edge, pixels. */
export interface BlockPlace {
  at: number
  top: number
  bottom: number
}

const ROWS_IN_BLOCK = 2
/** A screen holds so many rows of any list; more are drawn once it is known how high they are. */
const BLOCKS_AT_FIRST = 3
/** Drawn above and below what is seen, of the screen's height. */
const MARGIN = 0.5
/** Of a row that was never drawn; only the length of the scroll bar depends on it. */
const ROW_HEIGHT = 120

export const drawingAtFirst = (): Drawing => ({
  first: 0,
  last: BLOCKS_AT_FIRST - 1,
  heights: {},
  usual: null,
})

/** Another list in the place of one whose rows have been seen: only what a screen of such rows holds is drawn at first. */
export function drawingAnew({ usual }: Drawing, screenHeight: number): Drawing {
  const blocks = usual === null ? BLOCKS_AT_FIRST : Math.ceil(screenHeight / usual)
  return { ...drawingAtFirst(), last: Math.min(Math.max(blocks, 1), BLOCKS_AT_FIRST) - 1, usual }
}

/** The rows as blocks, of which those far from the screen only keep their room. */
export function blocksOf<Row>(
  rows: readonly Row[],
  { first, last, heights, usual }: Drawing,
): RowBlock<Row>[] {
  const room = usual ?? ROW_HEIGHT * ROWS_IN_BLOCK
  return Array.from({ length: Math.ceil(rows.length / ROWS_IN_BLOCK) }, (_, at) => {
    const drawn = at >= first && at <= last
    return {
      at,
      rows: drawn ? rows.slice(at * ROWS_IN_BLOCK, (at + 1) * ROWS_IN_BLOCK) : [],
      style: drawn ? '' : `height: ${Math.round(heights[at] ?? room)}px`,
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
  // The first look only learns: blocks that were never drawn take a guessed room, so what is near is guessed as well.
  const usual = mean(Object.values(heights))
  if (before.usual === null && usual !== null) return { ...before, heights, usual }
  if (first === before.first && last === before.last) return before
  return { ...before, first, last, heights }
}

const mean = (heights: number[]): number | null =>
  heights.length === 0 ? null : heights.reduce((sum, each) => sum + each, 0) / heights.length
