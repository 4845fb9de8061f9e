/** What happened in one hour of the day, by kind. */
export interface Bar {
  hour: number
  in: number
  out: number
  refused: number
}

export const KINDS = ['in', 'out', 'refused'] as const
type Kind = (typeof KINDS)[number]

/** One piece of a bar, in the chart's own units from its top left corner. */
interface Piece {
  kind: Kind
  y: number
  height: number
}

/** A round number that no bar exceeds, and that has halves to draw a line at. */
export function scaleOf(bars: readonly Bar[]): number {
  const most = Math.max(0, ...bars.map((bar) => bar.in + bar.out + bar.refused))
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)))
  return Math.max(2, [2, 4, 10].map((step) => step * power).find((end) => end >= most) ?? most)
}

/** The pieces of a bar one above the other; what counts nothing has none. @param height of the whole scale */
export function piecesOf(bar: Bar, scale: number, height: number): Piece[] {
  const pieces: Piece[] = []
  let y = height
  for (const kind of KINDS) {
    const own = (bar[kind] / scale) * height
    y -= own
    if (own > 0) pieces.push({ kind, y, height: own })
  }
  return pieces
}
