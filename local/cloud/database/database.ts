import type { Condition } from './condition'
import { newDocumentId, toText, type Document } from './documents'
import type { Indexes } from './indexes'
import { locksOf } from './locks'
import { aggregate, type Stage } from './pipeline'
import { compileProjection, type Projection } from './projection'
import { QueryLog } from './query-log'
import { Reader } from './reader'
import { RecordFile, type Change } from './record-file'
import type { Order } from './sort'
import { Transactions, type Transaction } from './transactions'
import { applyUpdate, type Update } from './update'
import { WriteQueue } from './write-queue'

/** Rows of one get: without a limit, and at most (calls from functions). */
const DEFAULT_ROWS = 100
const MAX_ROWS = 1000

export type Get = {
  condition: Condition
  order?: Order
  limit?: number
  skip?: number
  projection?: Projection
}

type Planned<T> = { changes: Change[]; answer: T }

/**
 * A CloudBase document database in one SQLite file. Every write resolves only when it is on the disk. Methods
 * throw `DatabaseError` with production's codes and texts.
 */
export class CloudDatabase {
  readonly queries = new QueryLog()
  readonly transactions: Transactions
  readonly queue: WriteQueue
  private readonly file: RecordFile
  private readonly reader: Reader

  constructor(path: string, indexes: Indexes, { transactionMs }: { transactionMs?: number } = {}) {
    this.file = new RecordFile(path, indexes)
    this.queue = new WriteQueue(this.file.writer)
    this.reader = new Reader(this.file, this.queries)
    this.transactions = new Transactions(this.file, this.queue, transactionMs)
  }

  /** The connection and its file, for the cloud's own tables beside the collections. */
  get connection() {
    return this.file.writer
  }

  createCollection(name: string): void {
    this.file.createCollection(name)
  }

  get({ condition, order, limit = DEFAULT_ROWS, skip, projection }: Get, collection: string): unknown[] {
    const project = projection && Object.keys(projection).length > 0 ? compileProjection(projection) : null
    const search = { condition, order, limit: Math.min(limit, MAX_ROWS), skip }
    const documents = this.reader.find(collection, search)
    return project ? documents.map(project) : documents
  }

  count(collection: string, condition: Condition): number {
    return this.reader.find(collection, { condition }).length
  }

  aggregate(collection: string, stages: readonly Stage[]): unknown[] {
    return aggregate(this.reader, collection, stages)
  }

  /** Adds all documents or none; gives their ids. */
  add(collection: string, documents: readonly Record<string, unknown>[]): Promise<Document['_id'][]> {
    return this.write(() => {
      const changes = documents.map((document) => insertion(collection, document))
      return { changes, answer: changes.map(({ id }) => id) }
    })
  }

  /** Changes the matching documents; gives how many are different now. */
  update(collection: string, condition: Condition, update: Update, multi: boolean): Promise<number> {
    return this.write(() => {
      const changes = this.matching(collection, condition, multi).flatMap((before) => {
        const after = applyUpdate(before, update)
        return isUnchanged(before, after) ? [] : [{ collection, id: before._id, after }]
      })
      return { changes, answer: changes.length }
    })
  }

  /** Changes the first matching document; gives it as it is then, and whether it is different now. */
  updateAndReturn(collection: string, condition: Condition, update: Update) {
    return this.write<{ document: Document | null; changed: boolean }>(() => {
      const [before] = this.matching(collection, condition, false)
      if (!before) return { changes: [], answer: { document: null, changed: false } }
      const after = applyUpdate(before, update)
      const changes = [{ collection, id: before._id, after }]
      return { changes, answer: { document: after, changed: !isUnchanged(before, after) } }
    })
  }

  /** Replaces the document or adds it; tells whether it was there, and whether it is different now. */
  set(collection: string, id: Document['_id'], fields: Record<string, unknown>) {
    return this.write(() => {
      const before = this.file.get(collection, id)?.document
      const after = { _id: id, ...fields } as Document
      const answer = { existed: before !== undefined, changed: !before || !isUnchanged(before, after) }
      return { changes: [{ collection, id, after }], answer }
    })
  }

  /** Removes the matching documents; gives how many. */
  remove(collection: string, condition: Condition, multi: boolean): Promise<number> {
    return this.write(() => {
      const changes = this.matching(collection, condition, multi).map(({ _id }) => removal(collection, _id))
      return { changes, answer: changes.length }
    })
  }

  close(): void {
    this.queue.commit()
    this.transactions.close()
    this.file.close()
  }

  private matching(collection: string, condition: Condition, multi: boolean): Document[] {
    return this.reader.find(collection, { condition, limit: multi ? undefined : 1 })
  }

  /** Plans and applies changes in one go; where a transaction is in the way, waits for it and plans anew. */
  private async write<T>(prepare: () => Planned<T>): Promise<T> {
    for (;;) {
      const outcome = await this.queue.write(() => {
        const planned = prepare()
        const blocker = this.blocker(planned.changes)
        if (blocker) return { blocker }
        this.file.apply(planned.changes)
        return { answer: planned.answer }
      })
      if (!outcome.blocker) return outcome.answer
      await outcome.blocker.ended
    }
  }

  private blocker(changes: readonly Change[]): Transaction | undefined {
    for (const change of changes) {
      const before = this.file.get(change.collection, change.id)?.document ?? null
      const holder = this.transactions.locks.heldByOther(locksOf(this.file, change, before))
      if (holder) return holder
    }
    return undefined
  }
}

export function insertion(collection: string, document: Record<string, unknown>): Change {
  const id = (document._id ?? newDocumentId()) as Document['_id']
  return { collection, id, after: { ...document, _id: id }, insert: true }
}

export function removal(collection: string, id: Document['_id']): Change {
  return { collection, id, after: null }
}

/** Whether a write leaves a document as it was, fields in their order; `updated` doesn't count it then. */
export const isUnchanged = (before: Document, after: Document): boolean => toText(before) === toText(after)
