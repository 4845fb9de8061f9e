import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { invalidRequest } from '../database/errors'
import type { StatementCache } from '../database/statements'
import type { WriteQueue } from '../database/write-queue'

/** A stored file. `owner` is the openid of whoever uploaded it from a phone; null for functions. */
export type StoredFile = { path: string; owner: string | null; contentType: string }

/** Largest file: 50 MB, the limit for uploads from phones. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024

/**
 * Files by cloud path. The bytes lie in a folder under names that nothing in the path can influence; what is
 * known of them is in the database. A file exists once its row does.
 */
export class FileStore {
  constructor(
    private readonly folder: string,
    private readonly environmentId: string,
    private readonly connection: StatementCache,
    private readonly queue: WriteQueue,
  ) {
    mkdirSync(folder, { recursive: true })
    connection.exec(`CREATE TABLE IF NOT EXISTS files(
      path TEXT PRIMARY KEY, owner TEXT, content_type TEXT NOT NULL, uploaded_at INTEGER NOT NULL) WITHOUT ROWID`)
  }

  /** Keeps the file, in place of an earlier one of that path; on the disk before it resolves. */
  async put(file: StoredFile, bytes: Buffer): Promise<void> {
    checkPath(file.path)
    const place = this.placeOf(file.path)
    const draft = `${place}.${randomUUID()}`
    await writeThrough(draft, bytes)
    await rename(draft, place)
    await syncFolder(this.folder)
    await this.queue.write(() =>
      this.connection.run(
        'INSERT OR REPLACE INTO files(path, owner, content_type, uploaded_at) VALUES(?, ?, ?, ?)',
        [file.path, file.owner, file.contentType, Date.now()],
      ),
    )
  }

  find(path: string): StoredFile | undefined {
    return this.connection.get<StoredFile>(
      'SELECT path, owner, content_type AS contentType FROM files WHERE path = ?',
      [path],
    )
  }

  read(path: string): Promise<Buffer> {
    return readFile(this.placeOf(path))
  }

  /** Whether there was such a file. */
  async remove(path: string): Promise<boolean> {
    const { changes } = await this.queue.write(() =>
      this.connection.run('DELETE FROM files WHERE path = ?', [path]),
    )
    await rm(this.placeOf(path), { force: true })
    return changes > 0
  }

  /** `cloud://<environment>.<bucket>/<path>` */
  fileId(path: string): string {
    return `cloud://${this.environmentId}.local/${path}`
  }

  /** The path in a file id of this environment, or undefined. */
  pathOf(fileId: string): string | undefined {
    const start = this.fileId('')
    return fileId.startsWith(start) ? fileId.slice(start.length) : undefined
  }

  private placeOf(path: string): string {
    return join(this.folder, createHash('sha256').update(path).digest('hex'))
  }
}

/** Throws INVALID_PARAM for a path that storage wouldn't take. */
export function checkPath(path: unknown): asserts path is string {
  if (typeof path !== 'string') throw invalidRequest('the path of a file must be a text')
  const fine = path !== '' && !path.startsWith('/') && !path.includes('//') && Buffer.byteLength(path) <= 850
  // eslint-disable-next-line no-control-regex
  if (!fine || /[\u0000-\u001f\u007f\\]/.test(path) || path.split('/').includes('..')) {
    throw invalidRequest(`not a path for a file: ${path}`)
  }
}

async function writeThrough(place: string, bytes: Buffer): Promise<void> {
  const file = await open(place, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes the renaming itself durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
