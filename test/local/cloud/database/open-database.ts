import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { CloudDatabase } from '../../../../local/cloud/database/database'
import type { Indexes } from '../../../../local/cloud/database/indexes'
import { scratchFolder } from '../../../scratch'

/** A database in a folder of its own, both gone when the test is over. */
export function openDatabase(indexes: Indexes, options: { transactionMs?: number } = {}) {
  const dir = scratchFolder('database-')
  let database = new CloudDatabase(join(dir, 'db.sqlite'), indexes, options)
  onTestFinished(() => {
    database.close()
    rmSync(dir, { recursive: true })
  })
  /** Closes and opens the same file. */
  const reopen = (other: Indexes = indexes) => {
    database.close()
    database = new CloudDatabase(join(dir, 'db.sqlite'), other, options)
    return database
  }
  return { database, reopen }
}
