import type { Output } from '../../../contract'

type Inside = Output<'campus.inside'>

/** The server's pages are large; this many hold more people than any campus. */
const MAX_PAGES = 25

/**
 * Everybody on a campus: a roll is called from the whole list. `next` isn't null when it was cut.
 * @param read one page; `campusId` null: the first one that the caller may look at
 */
export async function readInside(
  read: (campusId: string | null, cursor: string | null) => Promise<Inside>,
  campusId: string | null,
): Promise<Inside> {
  const first = await read(campusId, null)
  const rows = new Map(first.rows.map((row) => [row.id, row]))
  let { next } = first
  for (let page = 1; next !== null && page < MAX_PAGES; page++) {
    const more: Inside = await read(first.campusId, next)
    // Who passed a gate between two pages may come twice.
    for (const row of more.rows) if (!rows.has(row.id)) rows.set(row.id, row)
    next = more.next
  }
  return { ...first, rows: [...rows.values()], next }
}
