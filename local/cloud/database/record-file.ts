import Database from 'libsql'
import { collectionExists, collectionMissing, duplicateId, duplicateKey, invalidRequest } from './errors'
import { checkStorable, fromText, toText, type Document } from './documents'
import { describeKey, ID_INDEX, keysOf, type IndexDeclaration, type Indexes } from './indexes'
import { makeIndex, namesOfCollections, openDocuments, openLayout } from './layout'
import { orderedKey } from './ordered-key'
import { quoted, StatementCache } from './statements'

/** One change of one document; `after` null removes it, `insert` refuses to replace one that is there. */
export type Change = { collection: string; id: Document['_id']; after: Document | null; insert?: boolean }

/** A stored document with the number of the change that wrote it. */
export type Stored = { document: Document; version: number }

export type Collection = { name: string; table: string; indexes: (IndexDeclaration & { table: string })[] }

const NO_FIELDS: ReadonlySet<string> = new Set()

/**
 * The SQLite file: one table a collection, one table an index (see `layout`). Everything here is synchronous and
 * expects to be called inside a transaction of `WriteQueue` when it writes.
 */
export class RecordFile {
  readonly writer: StatementCache
  readonly collections = new Map<string, Collection>()
  /** Fields that hold arrays in some document, by index table. */
  private readonly arrays = new Map<string, Set<string>>()
  // Versions are only compared for equality and only while this process lives, so the clock is a good start.
  private version = Date.now() * 1000

  constructor(
    readonly path: string,
    private readonly declared: Indexes,
  ) {
    this.writer = new StatementCache(new Database(path))
    openLayout(this.writer)
    for (const name of new Set([...namesOfCollections(this.writer), ...Object.keys(declared)]))
      this.open(name)
  }

  createCollection(name: string): void {
    if (this.collections.has(name)) throw collectionExists(name)
    this.open(name)
  }

  collection(name: string): Collection {
    const collection = this.collections.get(name)
    if (!collection) throw collectionMissing(name)
    return collection
  }

  arrayFields = (index: IndexDeclaration & { table?: string }): ReadonlySet<string> =>
    this.arrays.get(index.table ?? '') ?? NO_FIELDS

  /** The document as `reader` sees it: the writer's connection gives the newest, a snapshot's its own time. */
  get(collection: string, id: unknown, reader: StatementCache = this.writer): Stored | undefined {
    const { table } = this.collection(collection)
    const row = reader.get<{ v: number; d: string }>(`SELECT v, d FROM ${table} WHERE k = ?`, [
      orderedKey(id),
    ])
    return row && { document: fromText(row.d), version: row.v }
  }

  /** The key of the document that holds a unique key, if any. */
  holder(table: string, key: Buffer, reader: StatementCache = this.writer): Buffer | undefined {
    const row = reader.get<{ r: Buffer }>(`SELECT r FROM ${table} WHERE k = ?`, [key])
    return row && Buffer.from(row.r)
  }

  /**
   * Writes all changes or throws (a duplicate key, a key too long). Old index keys go first, so that changes of
   * one batch can hand a unique key from one document to another.
   */
  apply(changes: readonly Change[]): void {
    for (const { collection, id } of changes) this.dropKeys(this.collection(collection), id)
    for (const change of changes) this.put(this.collection(change.collection), change)
  }

  close(): void {
    this.writer.close()
  }

  private dropKeys(collection: Collection, id: unknown): void {
    if (collection.indexes.length === 0) return
    const before = this.get(collection.name, id)
    if (!before) return
    for (const index of collection.indexes) {
      for (const key of keysOf(before.document, index).keys) {
        this.writer.run(`DELETE FROM ${index.table} WHERE k = ? AND r = ?`, [key, orderedKey(id)])
      }
    }
  }

  private put(collection: Collection, { id, after, insert }: Change): void {
    const { table } = collection
    const record = orderedKey(id)
    if (after === null) {
      this.writer.run(`DELETE FROM ${table} WHERE k = ?`, [record])
      return
    }
    const known = this.writer.get<{ n: number }>(`SELECT n FROM ${table} WHERE k = ?`, [record])?.n
    if (insert && known !== undefined) throw duplicateId(collection.name, id)
    const text = toText(after)
    checkStorable(after, text)
    const version = ++this.version
    // A document that is replaced keeps its place in the order of insertion.
    const number =
      known ??
      this.writer.run(`INSERT INTO ${table}(k, v, d) VALUES(?, ?, ?)`, [record, version, text])
        .lastInsertRowid
    if (known !== undefined)
      this.writer.run(`UPDATE ${table} SET v = ?, d = ? WHERE n = ?`, [version, text, known])
    for (const index of collection.indexes) this.index(collection, index, after, { number, record })
  }

  private index(
    collection: Collection,
    index: Collection['indexes'][number],
    document: Document,
    { number, record }: { number: number; record: Buffer },
  ): void {
    const { keys, arrayField } = keysOf(document, index)
    if (arrayField !== undefined) this.markArray(index.table, arrayField)
    for (const key of keys) {
      const { changes } = this.writer.run(`INSERT OR IGNORE INTO ${index.table}(k, n, r) VALUES(?, ?, ?)`, [
        key,
        number,
        record,
      ])
      if (changes === 0 && index.unique)
        throw duplicateKey(collection.name, index.name, describeKey(document, index))
    }
  }

  private markArray(table: string, field: string): void {
    const fields = new Set([...(this.arrays.get(table) ?? []), field])
    const marked = [...fields].sort().join(',')
    // Written every time: an earlier mark may have gone with a write that was rolled back.
    this.writer.run('UPDATE index_layouts SET arrays = ? WHERE name = ? AND arrays <> ?', [
      marked,
      table,
      marked,
    ])
    this.arrays.set(table, fields)
  }

  private open(name: string): void {
    const table = openDocuments(this.writer, name)
    const indexes = (this.declared[name] ?? []).map((index) => ({
      ...index,
      table: quoted(`i_${name}_${index.name}`),
    }))
    const collection = { name, table, indexes }
    this.collections.set(name, collection)
    for (const index of indexes) this.openIndex(collection, index)
  }

  /** Makes the index, or makes it anew when its declaration has changed since the file was last open. */
  private openIndex(collection: Collection, index: Collection['indexes'][number]): void {
    if (index.name === ID_INDEX.name || index.keys.length === 0)
      throw invalidRequest(`not an index: ${index.name}`)
    const declaration = JSON.stringify([index.keys, Boolean(index.unique)])
    const row = this.writer.get<{ declaration: string; arrays: string }>(
      'SELECT declaration, arrays FROM index_layouts WHERE name = ?',
      [index.table],
    )
    if (row?.declaration === declaration) {
      if (row.arrays !== '') this.arrays.set(index.table, new Set(row.arrays.split(',')))
      return
    }
    this.writer.exec('BEGIN IMMEDIATE')
    try {
      makeIndex(this.writer, index.table, index.unique ?? false)
      this.writer.run('INSERT OR REPLACE INTO index_layouts(name, declaration) VALUES(?, ?)', [
        index.table,
        declaration,
      ])
      for (const { n, k, d } of this.writer.all<{ n: number; k: Buffer; d: string }>(
        `SELECT n, k, d FROM ${collection.table}`,
        [],
      )) {
        this.index(collection, index, fromText(d), { number: n, record: Buffer.from(k) })
      }
      this.writer.exec('COMMIT')
    } catch (error) {
      this.writer.exec('ROLLBACK')
      throw error
    }
  }
}
