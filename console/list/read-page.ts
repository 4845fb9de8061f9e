/** Rows, and where the next page begins; null: there is none. */
export interface Page<Row> {
  rows: Row[]
  next: string | null
}

/** Rows that a list of the console shows at once. */
const SHOWN = 50

/**
 * Reads on until there are as many rows as a list of the console shows at once; pages of the server are made for phones.
 * @param read one page of the server from a cursor; null: from the beginning
 */
export async function readPage<Row>(
  read: (cursor: string | null) => Promise<Page<Row>>,
  from: string | null,
): Promise<Page<Row>> {
  const rows: Row[] = []
  for (let cursor = from; ;) {
    const page = await read(cursor)
    rows.push(...page.rows)
    if (page.next === null || rows.length >= SHOWN) return { rows, next: page.next }
    cursor = page.next
  }
}
