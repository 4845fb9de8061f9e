import { compile, type Condition } from './condition'
import { fromText, type Document } from './documents'
import { ID_INDEX } from './indexes'
import { plan, type KeyRange, type Plan } from './planner'
import type { QueryLog } from './query-log'
import type { Collection, RecordFile } from './record-file'
import { sortDocuments, type Order } from './sort'

export type Search = { condition: Condition; order?: Order; limit?: number; skip?: number }

type Row = { k: Buffer; r: Buffer; d: string }

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
    const seen = new Set<string>()
    let examined = 0
    for (const range of chosen.ranges) {
      // Each stretch can hold the first of the wanted ones; without an order the first found do.
      const enough = Object.keys(order).length > 0 ? found.length + wanted : wanted
      for (const { r, d } of this.rows(collection, chosen, range, wanted)) {
        examined++
        const key = r.toString('latin1')
        if (seen.has(key)) continue
        seen.add(key)
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

  /** A stretch of an index, page by page. */
  private *rows(
    collection: Collection,
    { index, direction }: Plan,
    range: KeyRange,
    wanted: number,
  ): Generator<Row> {
    const onId = index.name === ID_INDEX.name
    const from = onId
      ? `SELECT k, k AS r, d FROM ${collection.table} WHERE `
      : `SELECT i.k AS k, i.r AS r, t.d AS d FROM ${tableOf(collection, index.name)} i CROSS JOIN ${collection.table} t ON t.k = i.r WHERE `
    const [k, r] = onId ? ['k', 'k'] : ['i.k', 'i.r']
    const sql =
      direction === 1
        ? `${from} (${k}, ${r}) > (?, ?) AND ${k} < ? ORDER BY ${k}, ${r} LIMIT ?`
        : `${from} (${k}, ${r}) < (?, ?) AND ${k} >= ? ORDER BY ${k} DESC, ${r} DESC LIMIT ?`
    // No document has an empty key, so (low, '') stands right before the first and (high, '') right after the last.
    let [k0, r0] = [direction === 1 ? range.low : range.high, Buffer.alloc(0)]
    const end = direction === 1 ? range.high : range.low
    let size = Math.min(Math.max(wanted, 1), FIRST_PAGE)
    for (;;) {
      const page = this.file.writer.all<Row>(sql, [k0, r0, end, size])
      for (const row of page) yield { k: Buffer.from(row.k), r: Buffer.from(row.r), d: row.d }
      const last = page.at(-1)
      if (!last || page.length < size) return
      ;[k0, r0] = [Buffer.from(last.k), Buffer.from(last.r)]
      size = Math.min(size * 4, LARGEST_PAGE)
    }
  }
}

function tableOf(collection: Collection, index: string): string {
  return collection.indexes.find(({ name }) => name === index)!.table
}
