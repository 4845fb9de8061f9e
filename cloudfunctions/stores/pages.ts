/** Lists page by cursor: the `sort` of the last row shown, which is unique in its list. */
export interface Page<T> {
  rows: T[]
  next: string | null
}

export const PAGE_SIZE = 20

/** Cuts the one row too many that says whether there is more. */
export function pageOf<T extends { sort: string }>(found: T[], size = PAGE_SIZE): Page<T> {
  const rows = found.slice(0, size)
  return { rows, next: found.length > size ? (rows[rows.length - 1]?.sort ?? null) : null }
}

/** One page over several lists in the same order, each read from the same cursor on. */
export function mergePages<T extends { sort: string }>(
  pages: readonly Page<T>[],
  order: 'asc' | 'desc',
): Page<T> {
  const rows = pages.flatMap((page) => page.rows)
  rows.sort((a, b) => (a.sort < b.sort ? -1 : 1) * (order === 'asc' ? 1 : -1))
  const more = rows.length > PAGE_SIZE || pages.some((page) => page.next !== null)
  const kept = rows.slice(0, PAGE_SIZE)
  return { rows: kept, next: more ? (kept[kept.length - 1]?.sort ?? null) : null }
}

/** A moment as text that sorts by time, unique by the record's id. */
export const momentSort = (at: number, id: string): string => `${String(at).padStart(14, '0')}:${id}`
