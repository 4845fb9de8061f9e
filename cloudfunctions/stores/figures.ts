import { noFigures, type DayFigures } from '../../miniprogram/domain/campus/figures'
import type { Day } from '../../miniprogram/domain/values/days'
import { findByIds, type Stored, type Transaction } from '../platform/database'
import { transact } from '../platform/transaction'

const COLLECTION = 'figures'

/** The figures of one day. Written by the timer alone. */
type StoredDay = Stored & DayFigures

/** How far the audit trail was counted. */
interface Counted extends Stored {
  seal: number
}
const COUNTED = 'counted'

/** Days in their order; those without figures come empty. */
export async function loadFigures(days: readonly Day[]): Promise<(DayFigures & { day: Day })[]> {
  const found = new Map((await findByIds<StoredDay>(COLLECTION, days)).map((each) => [each._id, each]))
  return days.map((day) => ({ ...noFigures(), ...found.get(day), day }))
}

/** How many there are of a campus's visits at a moment. */
export interface CampusCounts {
  expected: number
  inside: number
  pending: number
}

/** The state of all campuses as it was counted last. Written by the timer alone. */
interface Board extends Stored {
  day: Day
  at: number
  campuses: Record<string, CampusCounts>
}
const BOARD = 'board'

export const saveBoard = (board: Omit<Board, '_id'>): Promise<void> =>
  transact((tx) => tx.write<Board>(COLLECTION, { _id: BOARD, ...board }))

/** Figures of a day and the state of the campuses, in one request; `board` null: it wasn't counted on that day yet. */
export async function loadBoard(
  day: Day,
): Promise<{ figures: DayFigures; board: Omit<Board, '_id'> | null }> {
  const found = await findByIds<StoredDay | Board>(COLLECTION, [day, BOARD])
  const board = found.find((each): each is Board => each._id === BOARD)
  const figures = found.find((each): each is StoredDay => each._id === day)
  return {
    figures: { ...noFigures(), ...figures },
    board: board === undefined || board.day !== day ? null : board,
  }
}

/** Number of the last seal that was counted; 0 before the first. */
export async function countedSeal(): Promise<number> {
  const [counted] = await findByIds<Counted>(COLLECTION, [COUNTED])
  return counted?.seal ?? 0
}

/**
 * Adds what a seal holds to the days it belongs to, once: with the days it writes how far the trail was counted. False
 * when another timer has counted it.
 */
export const addFigures = (
  seal: number,
  days: readonly Day[],
  add: (day: Day, figures: DayFigures) => void,
): Promise<boolean> =>
  transact(async (tx) => {
    const counted = await tx.read<Counted>(COLLECTION, COUNTED)
    if ((counted?.seal ?? 0) !== seal - 1) return false
    for (const day of days) await changeDayIn(tx, day, (figures) => add(day, figures))
    await tx.write<Counted>(COLLECTION, { _id: COUNTED, seal })
    return true
  })

/** Says of a day what became of its notices. */
export const saveNoticeFigures = (day: Day, notices: NonNullable<DayFigures['notices']>): Promise<void> =>
  transact((tx) =>
    changeDayIn(tx, day, (figures) => {
      figures.notices = notices
    }),
  )

async function changeDayIn(tx: Transaction, day: Day, change: (figures: DayFigures) => void): Promise<void> {
  const { units, gates, notices } = { ...noFigures(), ...(await tx.read<StoredDay>(COLLECTION, day)) }
  // What was read isn't ours to change.
  const figures = structuredClone({ units, gates, notices })
  change(figures)
  await tx.write<StoredDay>(COLLECTION, { _id: day, ...figures })
}
