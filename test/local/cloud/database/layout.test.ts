import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, onTestFinished, test } from 'vitest'
import { CloudDatabase } from '../../../../local/cloud/database/database'
import { orderedKey } from '../../../../local/cloud/database/ordered-key'

const INDEXES = { rows: [{ name: 'by_time', keys: [['time', 1]] as [string, 1][] }] }

test('documents without numbers get some, in the order of their last change, and their indexes anew', () => {
  const dir = mkdtempSync(join(tmpdir(), 'layout-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const path = join(dir, 'db.sqlite')
  const file = new Database(path)
  file.exec(`CREATE TABLE collections(name TEXT PRIMARY KEY) WITHOUT ROWID;
    INSERT INTO collections(name) VALUES('rows'), ('others');
    CREATE TABLE c_rows(k BLOB PRIMARY KEY, v INTEGER NOT NULL, d TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE c_others(k BLOB PRIMARY KEY, v INTEGER NOT NULL, d TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE i_rows_by_time(k BLOB NOT NULL, r BLOB NOT NULL, PRIMARY KEY(k, r)) WITHOUT ROWID;
    CREATE TABLE index_states(name TEXT PRIMARY KEY, declaration TEXT NOT NULL, arrays TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
    INSERT INTO index_states(name, declaration) VALUES('"i_rows_by_time"', '[[["time",1]],false]')`)
  const insert = file.prepare('INSERT INTO c_rows(k, v, d) VALUES(?, ?, ?)')
  const ids = ['m', 'a', 'z']
  for (const [version, id] of ids.entries())
    insert.run([orderedKey(id), version + 10, JSON.stringify({ _id: id, time: 1 })])
  file.close()

  for (const opening of ['first', 'second']) {
    const database = new CloudDatabase(path, INDEXES)
    const found = (condition: Record<string, unknown>) =>
      database.get({ condition }, 'rows').map((row) => (row as { _id: string })._id)
    expect(found({}), opening).toEqual(ids)
    expect(found({ time: 1 }), opening).toEqual(ids)
    expect(database.queries.recent.at(-1)).toMatchObject({ index: 'by_time', examined: 3 })
    expect(database.count('others', {})).toBe(0)
    database.close()
  }
})
