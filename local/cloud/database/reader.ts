import { compile, type Condition } from './condition'
import { fromText, type Document } from './documents'
import { ID_INDEX } from './indexes'
import { plan, type KeyRange, type Plan } from './planner'
import type { QueryLog } from './query-log'
import type { Collection, RecordFile } from './record-file'
import { sortDocuments, type Order } from './sort'

export type Search = { condition: Condition; order?: Order; limit?: number; skip?: number }

/** A document's text with its number and, where an index is read, the key under which it was found. */
type Row = { n: number; k?: Buffer; d: string }

/** Rows read at once; grows while a stretch goes on. */
const FIRST_PAGE = 64
const LARGEST_PAGE = 2048

/** Answers searches from the newest committed state, by index wherever one serves. */
export class Reader {
  constructor(
    private readonly file: RecordFile,
    private readonly log: QueryLog,
  ) {}

  find(collectionName: string, { condition, order = {}, limit = Infinity, skip = 0 }: Search): Document[] {
    const collection = this.file.collection(collectionName)
    const matches = compile(condition)
    const chosen = plan(condition, order, collection.indexes, this.file.arrayFields)
    const wanted = skip + limit
    const found: Document[] = []
    const seen = new Set<number>()
    let examined = 0
    for (const range of chosen.ranges) {
      // Each stretch can hold the first of the wanted ones; without an order the first found do.
      const enough = Object.keys(order).length > 0 ? found.length + wanted : wanted
      for (const { n, d } of this.rows(collection, chosen, range, wanted)) {
        examined++
        if (seen.has(n)) continue
        seen.add(n)
        const document = fromText(d)
        if (matches(document)) found.push(document)
        if (chosen.sorted && found.length >= enough) break
      }
      if (Object.keys(order).length === 0 && found.length >= wanted) break
    }
    const sorted = chosen.sorted && chosen.ranges.length === 1 ? found : sortDocuments(found, order)
    const documents = sorted.slice(skip, wanted)
    this.log.record(collectionName, condition, order, chosen, examined, documents.length)
    return documents
  }

  /** A stretch of an index, or all documents in the order of insertion, page by page. */
  private *rows(collection: Collection, chosen: Plan, range: KeyRange, wanted: number): Generator<Row> {
    const { sql, start, after } = chosen.scan ? allOf(collection) : stretchOf(collection, chosen, range)
    let from = start
    let size = Math.min(Math.max(wanted, 1), FIRST_PAGE)
    for (;;) {
      const page = this.file.writer.all<Row>(sql, [...from, size])
      yield* page
      const last = page.at(-1)
      if (!last || page.length < size) return
      from = after(last)
      size = Math.min(size * 4, LARGEST_PAGE)
    }
  }
}

/** How pages are read: bound values for the first, and for the one after a row. */
type Pages = { sql: string; start: (Buffer | number)[]; after: (row: Row) => (Buffer | number)[] }

function allOf({ table }: Collection): Pages {
  const sql = `SELECT n, d FROM ${table} WHERE n > ? ORDER BY n LIMIT ?`
  return { sql, start: [0], after: ({ n }) => [n] }
}

function stretchOf(collection: Collection, { index, direction }: Plan, { low, high }: KeyRange): Pages {
  const { table } = collection
  const from =
    index.name === ID_INDEX.name
      ? `SELECT i.k AS k, i.n AS n, i.d AS d FROM ${table} i WHERE `
      : `SELECT i.k AS k, i.n AS n, t.d AS d FROM ${tableOf(collection, index.name)} i CROSS JOIN ${table} t ON t.n = i.n WHERE `
  const [sql, first, end] =
    direction === 1
      ? [`${from} (i.k, i.n) > (?, ?) AND i.k < ? ORDER BY i.k, i.n LIMIT ?`, low, high]
      : [`${from} (i.k, i.n) < (?, ?) AND i.k >= ? ORDER BY i.k DESC, i.n DESC LIMIT ?`, high, low]
  // Numbers begin at 1, so (low, 0) stands right before the first and (high, 0) right after the last.
  return { sql, start: [first, 0, end], after: ({ k, n }) => [Buffer.from(k!), n, end] }
}

function tableOf(collection: Collection, index: string): string {
  return collection.indexes.find(({ name }) => name === index)!.table
}
