import { randomBytes } from 'node:crypto'
import Database from 'libsql'
import { checkStorable, toText, type Document } from './documents'
import { duplicateId, duplicateKey, transactionConflict, transactionMissing } from './errors'
import { describeKey, keysOf } from './indexes'
import { documentLock, Locks, locksOf } from './locks'
import { orderedKey } from './ordered-key'
import type { Change, RecordFile } from './record-file'
import { StatementCache } from './statements'
import type { WriteQueue } from './write-queue'

/** Production ends a transaction that lasts longer. */
const TRANSACTION_MS = 30_000

export type Transaction = {
  id: string
  /** The state that it sees: taken by its first operation, given back at its end. */
  snapshot: StatementCache | null
  staged: Map<string, Change>
  timer: NodeJS.Timeout
  ended: Promise<void>
  end: () => void
}

/**
 * Transactions with snapshot isolation. Each reads the state at its first operation and its own writes. The first to
 * touch a document wins it: another that touches it too, or that finds it changed since its own snapshot, is aborted
 * with TransactionConflict. What is only read isn't guarded: write skew is possible, as in production.
 */
export class Transactions {
  readonly locks = new Locks<Transaction>()
  private readonly open = new Map<string, Transaction>()
  private readonly idle: StatementCache[] = []

  constructor(
    private readonly file: RecordFile,
    private readonly queue: WriteQueue,
    private readonly lastsMs = TRANSACTION_MS,
  ) {}

  start(): string {
    const id = randomBytes(16).toString('hex')
    let end = () => {}
    const ended = new Promise<void>((resolve) => (end = resolve))
    const timer = setTimeout(() => this.abort(id), this.lastsMs)
    timer.unref()
    this.open.set(id, { id, snapshot: null, staged: new Map(), timer, ended, end })
    return id
  }

  /** The document as this transaction sees it. */
  read(id: string, collection: string, documentId: unknown): Document | null {
    return this.seen(this.find(id), collection, documentId)
  }

  /** Takes in a change, visible to this transaction only until it commits. Any refusal ends the transaction. */
  stage(id: string, change: Change): void {
    const transaction = this.find(id)
    try {
      this.claim(transaction, change)
      transaction.staged.set(documentLock(change.collection, change.id), { ...change, insert: false })
    } catch (error) {
      this.finish(transaction)
      throw error
    }
  }

  /** Resolves when all of it is on the disk; either all of it is, or nothing. */
  async commit(id: string): Promise<void> {
    const transaction = this.find(id)
    this.open.delete(id)
    clearTimeout(transaction.timer)
    try {
      // A reader held open through the commit would keep the write-ahead log from being emptied.
      this.releaseSnapshot(transaction)
      const changes = [...transaction.staged.values()]
      if (changes.length > 0) await this.queue.write(() => this.file.apply(changes))
    } finally {
      this.finish(transaction)
    }
  }

  abort(id: string): void {
    this.finish(this.find(id))
  }

  close(): void {
    for (const transaction of [...this.open.values()]) this.finish(transaction)
    for (const snapshot of this.idle) snapshot.close()
    this.idle.length = 0
  }

  private find(id: string): Transaction {
    const transaction = this.open.get(id)
    if (!transaction) throw transactionMissing()
    return transaction
  }

  private seen(transaction: Transaction, collection: string, id: unknown): Document | null {
    const staged = transaction.staged.get(documentLock(collection, id))
    if (staged) return staged.after && structuredClone(staged.after)
    return this.file.get(collection, id, this.snapshotOf(transaction))?.document ?? null
  }

  private snapshotOf(transaction: Transaction): StatementCache {
    if (transaction.snapshot) return transaction.snapshot
    const snapshot = this.idle.pop() ?? new StatementCache(new Database(this.file.path, { readonly: true }))
    snapshot.exec('BEGIN')
    // SQLite takes the snapshot at the first read, not at BEGIN.
    snapshot.get('SELECT count(*) FROM collections', [])
    transaction.snapshot = snapshot
    return snapshot
  }

  private claim(transaction: Transaction, change: Change): void {
    const before = this.seen(transaction, change.collection, change.id)
    if (change.insert && before) throw duplicateId(change.collection, change.id)
    if (change.after) checkStorable(change.after, toText(change.after))
    const names = locksOf(this.file, change, before)
    if (this.locks.heldByOther(names, transaction)) throw transactionConflict()
    if (this.changedSinceSnapshot(transaction, change)) throw transactionConflict()
    if (change.after) this.claimUniqueKeys(transaction, change, change.after)
    this.locks.take(names, transaction)
  }

  private changedSinceSnapshot(transaction: Transaction, { collection, id }: Change): boolean {
    if (this.locks.holds(documentLock(collection, id), transaction)) return false
    const then = this.file.get(collection, id, this.snapshotOf(transaction))?.version
    return then !== this.file.get(collection, id)?.version
  }

  private claimUniqueKeys(transaction: Transaction, change: Change, after: Document): void {
    const self = orderedKey(change.id)
    for (const index of this.file.collection(change.collection).indexes) {
      if (!index.unique) continue
      for (const key of keysOf(after, index).keys) {
        const taken = () => duplicateKey(change.collection, index.name, describeKey(after, index))
        for (const other of transaction.staged.values()) {
          if (other.collection !== change.collection || !other.after || other.id === change.id) continue
          if (keysOf(other.after, index).keys.some((held) => held.equals(key))) throw taken()
        }
        const then = this.file.holder(index.table, key, this.snapshotOf(transaction))
        const now = this.file.holder(index.table, key)
        if (!same(then, now)) throw transactionConflict()
        const released = now && transaction.staged.has(`${change.collection} ${now.toString('latin1')}`)
        if (now && !now.equals(self) && !released) throw taken()
      }
    }
  }

  private finish(transaction: Transaction): void {
    this.open.delete(transaction.id)
    clearTimeout(transaction.timer)
    this.releaseSnapshot(transaction)
    this.locks.release(transaction)
    transaction.end()
  }

  private releaseSnapshot(transaction: Transaction): void {
    const { snapshot } = transaction
    if (!snapshot) return
    transaction.snapshot = null
    snapshot.exec('COMMIT')
    this.idle.push(snapshot)
  }
}

const same = (a: Buffer | undefined, b: Buffer | undefined) => (a && b ? a.equals(b) : a === b)
