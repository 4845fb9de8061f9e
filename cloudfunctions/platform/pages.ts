import { DomainError } from '../../miniprogram/domain/errors'
import { command } from './database'

/**
 * Lists page by cursor: the `sort` of the last row shown, which is unique in its list. A cursor is opaque and holds
 * letters, digits, - and _ only, so that it stands in an address as it is, whatever names the list is ordered by.
 */
export interface Page<T> {
  rows: T[]
  next: string | null
}

export const PAGE_SIZE = 20

/** The cursor that goes on after the row at `sort`. */
export const cursorAt = (sort: string): string => Buffer.from(sort).toString('base64url')

/** What `cursorAt` was given. Throws BAD_REQUEST for a text that no list gave. */
export function sortAt(cursor: string): string {
  const sort = Buffer.from(cursor, 'base64url').toString()
  if (cursorAt(sort) !== cursor) throw new DomainError('BAD_REQUEST', { fields: ['cursor'] })
  return sort
}

/** The condition for the rows beyond a cursor; none for the first page. Throws BAD_REQUEST. */
export function beyond(cursor: string | null, order: 'asc' | 'desc'): { sort?: unknown } {
  if (cursor === null) return {}
  const { gt, lt } = command()
  return { sort: (order === 'asc' ? gt : lt)(sortAt(cursor)) }
}

/** Cuts the one row too many that says whether there is more. */
export const pageOf = <T extends { sort: string }>(found: T[], size = PAGE_SIZE): Page<T> =>
  pageBy(found, size, ({ sort }) => sort)

/** The same for rows that are ordered by another text. */
function pageBy<T>(found: readonly T[], size: number, sortOf: (row: T) => string): Page<T> {
  const rows = found.slice(0, size)
  const last = rows[rows.length - 1]
  return { rows, next: found.length > size && last !== undefined ? cursorAt(sortOf(last)) : null }
}

/** The same for rows in the order of their ids, which never change: no row is missed, whatever happens between two pages. */
export const pageById = <T extends { _id: string }>(found: readonly T[], size: number): Page<T> => {
  const rows = found.slice(0, size)
  return { rows, next: found.length > size ? (rows[size - 1]?._id ?? null) : null }
}

/** The latest of several lists as one, each row once; every list gives one row more than a page, from the same cursor. */
export function mergedPage<T extends { _id: string }>(
  lists: readonly (readonly T[])[],
  size: number,
  sortOf: (row: T) => string,
): Page<T> {
  const rows = new Map(lists.flat().map((row) => [row._id, row]))
  return pageBy(
    [...rows.values()].sort((a, b) => (sortOf(a) < sortOf(b) ? 1 : -1)),
    size,
    sortOf,
  )
}

/** A moment as text that sorts by time, unique by the record's id. */
export const momentSort = (at: number, id: string): string => `${String(at).padStart(14, '0')}:${id}`

/** How many stand in some lists, counted at once and with the first page alone: nobody counts again while scrolling. */
export async function countsOf<List extends string>(
  cursor: string | null,
  counting: Readonly<Record<List, () => Promise<number>>>,
): Promise<Record<List, number> | null> {
  if (cursor !== null) return null
  const lists = Object.keys(counting) as List[]
  const counts = await Promise.all(lists.map((list) => counting[list]()))
  return Object.fromEntries(lists.map((list, index) => [list, counts[index]])) as Record<List, number>
}
