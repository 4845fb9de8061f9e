import { expect, test } from 'vitest'
import { readPage } from '../../console/list/read-page'

/** A list of `all` rows, 0 and up, by pages of `size`; the cursor is the first row of the page. */
const listOf = (all: number, size: number) => {
  const asked: (string | null)[] = []
  const read = (cursor: string | null) => {
    asked.push(cursor)
    const from = Number(cursor ?? 0)
    const rows = Array.from({ length: Math.max(0, Math.min(size, all - from)) }, (_, at) => from + at)
    return Promise.resolve({ rows, next: from + size < all ? String(from + size) : null })
  }
  return { asked, read }
}

test.each([
  [0, 20, null, 0, null, 1],
  [7, 20, null, 7, null, 1],
  [50, 20, null, 50, null, 3],
  [61, 20, null, 60, '60', 3],
  [61, 20, '60', 1, null, 1],
  [500, 50, '50', 50, '100', 1],
  [500, 200, null, 200, '200', 1],
])('%d rows by pages of %d from %j', async (all, size, from, shown, next, requests) => {
  const { asked, read } = listOf(all, size)
  const page = await readPage(read, from)
  expect(page.rows).toEqual(Array.from({ length: shown }, (_, at) => Number(from ?? 0) + at))
  expect(page.next).toBe(next)
  expect(asked).toHaveLength(requests)
})

test('pages that a search found nothing on are read over', async () => {
  const pages = [
    { rows: [], next: 'b' },
    { rows: [1], next: null },
  ]
  expect(await readPage(() => Promise.resolve(pages.shift()!), null)).toEqual({ rows: [1], next: null })
})
