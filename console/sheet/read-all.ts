import type { Page } from '../list/read-page'

/** Rows that one file holds at most: what a spreadsheet still opens with ease. */
export const MAX_ROWS = 50_000

/**
 * All rows of a list, a piece a call, so that no call is long. `told` hears how many there are by now; `stopped` ends it.
 * @returns null when it was stopped; `cut` when there were more than a file takes
 */
export async function readAll<Row>(
  read: (cursor: string | null) => Promise<Page<Row>>,
  told: (rows: number) => void,
  stopped: () => boolean,
): Promise<{ rows: Row[]; cut: boolean } | null> {
  const rows: Row[] = []
  for (let cursor: string | null = null; ;) {
    const page: Page<Row> = await read(cursor)
    rows.push(...page.rows)
    if (stopped()) return null
    told(rows.length)
    cursor = page.next
    if (cursor === null || rows.length >= MAX_ROWS)
      return { rows: rows.slice(0, MAX_ROWS), cut: cursor !== null || rows.length > MAX_ROWS }
  }
}
