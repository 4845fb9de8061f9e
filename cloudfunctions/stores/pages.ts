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

/** A moment as text that sorts by time, unique by the record's id. */
export const momentSort = (at: number, id: string): string => `${String(at).padStart(14, '0')}:${id}`
