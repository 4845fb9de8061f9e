import { invalidRequest } from './errors'
import { quoted, type StatementCache } from './statements'

/** Makes the tables that say what a file holds, and settings that a connection that writes needs. */
export function openLayout(writer: StatementCache): void {
  writer.exec(`PRAGMA journal_mode=WAL`)
  // FULL: what was acknowledged is on the disk even if the machine loses power, not only the process.
  writer.exec(`PRAGMA synchronous=FULL`)
  writer.exec(`PRAGMA cache_size=-65536`)
  // Pages that many commits write one after the other, as an import does, go from the log to the file once.
  writer.exec(`PRAGMA wal_autocheckpoint=16000`)
  writer.exec(`CREATE TABLE IF NOT EXISTS collections(name TEXT PRIMARY KEY) WITHOUT ROWID`)
  // Only ever what can be worked out again: when an index's columns change, give this table another name and every
  // index is rebuilt.
  writer.exec(
    `CREATE TABLE IF NOT EXISTS index_layouts(name TEXT PRIMARY KEY, declaration TEXT NOT NULL, arrays TEXT NOT NULL DEFAULT '') WITHOUT ROWID`,
  )
  writer.exec('DROP TABLE IF EXISTS index_states')
}

export function namesOfCollections(writer: StatementCache): string[] {
  return writer.all<{ name: string }>('SELECT name FROM collections', []).map(({ name }) => name)
}

/**
 * Makes a collection's table unless it is there, and gives its name: `n` the number of the document in the order of
 * insertion, `k` ordered key of the _id, `v` version, `d` text. Documents that a file holds without numbers are given
 * some, in the order of their last change.
 */
export function openDocuments(writer: StatementCache, collection: string): string {
  if (!/^[A-Za-z][\w-]{0,63}$/.test(collection))
    throw invalidRequest(`not a name for a collection: ${collection}`)
  const [table, unnumbered] = [quoted(`d_${collection}`), `c_${collection}`]
  writer.run('INSERT OR IGNORE INTO collections(name) VALUES(?)', [collection])
  writer.exec(
    `CREATE TABLE IF NOT EXISTS ${table}(n INTEGER PRIMARY KEY, k BLOB NOT NULL UNIQUE, v INTEGER NOT NULL, d TEXT NOT NULL)`,
  )
  if (writer.get('SELECT 1 FROM sqlite_master WHERE name = ?', [unnumbered])) {
    const from = quoted(unnumbered)
    writer.exec(
      `BEGIN IMMEDIATE; INSERT INTO ${table}(k, v, d) SELECT k, v, d FROM ${from} ORDER BY v; DROP TABLE ${from}; COMMIT`,
    )
  }
  return table
}

/** An index's table, empty: `k` ordered key, `n` the document's number, `r` the document's key. */
export function makeIndex(writer: StatementCache, table: string, unique: boolean): void {
  writer.exec(`DROP TABLE IF EXISTS ${table}`)
  const primary = unique ? 'k' : 'k, n'
  writer.exec(
    `CREATE TABLE ${table}(k BLOB NOT NULL, n INTEGER NOT NULL, r BLOB NOT NULL, PRIMARY KEY(${primary})) WITHOUT ROWID`,
  )
}
