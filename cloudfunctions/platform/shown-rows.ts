import type { Stored } from './database'
import { log, traceOf } from './log'

/**
 * Rows of a list as the contract shows them. One that can't be shown is logged by its id and left out, so that it never
 * hides the others. `view` answers null for a row that isn't to be shown.
 */
export const shownRows = <T extends Stored, V>(
  rows: readonly T[],
  view: (row: T, index: number) => V | null,
): V[] =>
  rows.flatMap((row, index) => {
    try {
      return view(row, index) ?? []
    } catch (error) {
      log('error', 'row.left', { id: row._id, ...traceOf(error) })
      return []
    }
  })
