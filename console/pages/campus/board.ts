import type { Output } from '../../../contract'
import { reasonSentence } from '../../../miniprogram/locales/gate'
import type { Hour } from '../../chart/hours'
import { boardWords } from '../../locales/zh/board'

export type Board = Output<'board.read'>
type SumKey = keyof typeof boardWords.sums

/** Today in numbers, of one campus or all of them. */
export interface BoardView {
  sums: { key: SumKey; label: string; definition: string; count: number }[]
  hours: Hour[]
  gates: {
    id: string
    name: string
    campus: string
    in: number
    out: number
    refused: number
    reason: string
  }[]
}

/** The campus that the address asks for; null: all that the caller may look at. */
export const campusAsked = (asked: unknown, campuses: Board['campuses']): string | null =>
  campuses.find(({ id }) => id === asked)?.id ?? null

/** @param campusId null: all */
export function boardView({ campuses, gates }: Board, campusId: string | null): BoardView {
  const own = gates.filter((gate) => campusId === null || gate.campusId === campusId)
  const counted = campuses.filter(({ id }) => campusId === null || id === campusId)
  const tries = own.flatMap(({ hours }) => hours)
  const counts: Record<SumKey, number> = {
    expected: total(counted, 'expected'),
    inside: total(counted, 'inside'),
    pending: total(counted, 'pending'),
    entries: total(tries, 'in'),
    refused: total(tries, 'refused'),
  }
  return {
    sums: (Object.keys(boardWords.sums) as SumKey[]).map((key) => ({
      ...{ key, label: boardWords.sums[key], definition: boardWords.definitions[key], count: counts[key] },
    })),
    hours: Array.from({ length: 24 }, (_, hour) => hourOf(tries, hour)),
    gates: own.map(({ id, name, campusId: at, hours, refused }) => ({
      ...{ id, name, campus: campuses.find((each) => each.id === at)?.name ?? '' },
      ...{ in: total(hours, 'in'), out: total(hours, 'out'), refused: total(hours, 'refused') },
      reason: mostOf(refused),
    })),
  }
}

function hourOf(tries: Board['gates'][number]['hours'], hour: number): Hour {
  const own = tries.filter((each) => each.hour === hour)
  return { hour, in: total(own, 'in'), out: total(own, 'out'), refused: total(own, 'refused') }
}

const total = <Key extends string>(rows: readonly Record<Key, number>[], key: Key): number =>
  rows.reduce((sum, row) => sum + row[key], 0)

/** The reason that most were refused for, and how many. */
function mostOf(refused: Readonly<Record<string, number>>): string {
  const [most] = Object.entries(refused).sort(([, a], [, b]) => b - a)
  if (most === undefined) return boardWords.none
  return boardWords.reasonCount(reasonSentence(most[0]) ?? most[0], most[1])
}
