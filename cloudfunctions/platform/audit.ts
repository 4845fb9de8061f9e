import { canonicalJson } from './canonical'
import type { Stored, Transaction } from './database'
import { lookupHash } from './sealing'

/** Rows of the trail and, until they are forgotten, the replies of the same changes (replies.ts): one request adds both. */
export const AUDIT = 'audit'

/** What happened to one document: states where it has them and they differ, else keyed hashes of its content. */
export interface AuditedChange {
  collection: string
  id: string
  /** Null: it was new, or wasn't read before. */
  from: string | null
  /** Null: it was removed. */
  to: string | null
}

/**
 * One change: who did what to which records, and when (spec 9). Ids, states and keyed hashes only, so that the row can
 * be kept when the person has been taken out of the record. Rows are never changed.
 */
export interface AuditRow extends Stored {
  kind: 'row'
  at: number
  by: { kind: string; id: string; role: string }
  action: string
  changes: AuditedChange[]
}

/** The row of a change that kept its reply under `key`: one leads to the other. */
export const auditRowId = (key: string): string => `row:${key}`

/** What is kept beside a change or is nothing but its traces. */
const TRACES = new Set([AUDIT, 'outbox'])

/** One document as a transaction read it first and wrote it last. */
export interface Seen {
  collection: string
  id: string
  before: Stored | null
  after: Stored | null
  written: boolean
}

/** A transaction that remembers what it read and changed: nothing is read twice, for it sees one state of the records. */
export class AuditedTransaction implements Transaction {
  private readonly seen = new Map<string, Seen>()
  /** Operations that the platform counts. */
  writes = 0

  constructor(private readonly tx: Transaction) {}

  async read<T extends Stored>(collection: string, id: string): Promise<T | null> {
    const key = `${collection}:${id}`
    const seen = this.seen.get(key)
    if (seen !== undefined) return seen.after as T | null
    const document = await this.tx.read<T>(collection, id)
    this.seen.set(key, { collection, id, before: document, after: document, written: false })
    return document
  }

  async add<T extends Stored>(collection: string, document: T): Promise<void> {
    this.remember(collection, document._id, document)
    await this.tx.add(collection, document)
  }

  async addAll<T extends Stored>(collection: string, documents: readonly T[]): Promise<void> {
    for (const document of documents) this.remember(collection, document._id, document)
    await this.tx.addAll(collection, documents)
  }

  async write<T extends Stored>(collection: string, document: T): Promise<void> {
    this.remember(collection, document._id, document)
    await this.tx.write(collection, document)
  }

  async remove(collection: string, id: string): Promise<void> {
    this.remember(collection, id, null)
    await this.tx.remove(collection, id)
  }

  private remember(collection: string, id: string, after: Stored | null): void {
    const key = `${collection}:${id}`
    const seen = this.seen.get(key)
    this.writes++
    this.seen.set(key, { collection, id, before: seen?.before ?? null, after, written: true })
  }

  changes(): AuditedChange[] {
    return changesOf(this.seen.values())
  }
}

/** What was changed; a document that was only touched (`rev`) is none, and neither are the traces of a change. */
export const changesOf = (seen: Iterable<Seen>): AuditedChange[] =>
  [...seen].flatMap(({ collection, id, before, after, written }) => {
    if (!written || TRACES.has(collection)) return []
    const [from, to] = marksOf(before, after)
    return from === to ? [] : [{ collection, id, from, to }]
  })

function marksOf(before: Stored | null, after: Stored | null): [string | null, string | null] {
  const [from, to] = [stateOf(before), stateOf(after)]
  return from !== null && to !== null && from !== to
    ? [from, to]
    : before === null && to !== null
      ? [null, to]
      : [hashOf(before), hashOf(after)]
}

function stateOf(document: Stored | null): string | null {
  const state = (document as { state?: unknown } | null)?.state
  return typeof state === 'string' ? state : null
}

function hashOf(document: Stored | null): string | null {
  if (document === null) return null
  const { rev: _, ...content } = document as Stored & { rev?: unknown }
  return lookupHash('audit', canonicalJson(content))
}
