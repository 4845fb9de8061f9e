import { boardWords as words } from '../locales/zh/board'
import type { Figure } from './option'

/** What happened in one hour of the day, by kind. */
export interface Hour {
  hour: number
  in: number
  out: number
  refused: number
}

export const KINDS = ['in', 'out', 'refused'] as const
type Kind = (typeof KINDS)[number]
const COLOURS = { in: '--green-7', out: '--green-3', refused: '--red-7' } as const satisfies Record<
  Kind,
  string
>

/** A day as bars, what came in, went out and was refused one above the other. */
export function hourFigure(hours: readonly Hour[]): Figure {
  const sum = (kind: Kind): number => hours.reduce((all, hour) => all + hour[kind], 0)
  return {
    kind: 'bars',
    summary: words.hoursOf(sum('in'), sum('out'), sum('refused')),
    names: hours.map(({ hour }) => words.hour(hour)),
    series: KINDS.map((kind) => ({
      ...{ name: words.kinds[kind], colour: COLOURS[kind], values: hours.map((hour) => hour[kind]) },
    })),
  }
}
