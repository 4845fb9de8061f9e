import { changesOf, type AuditedChange, type Seen } from './audit'
import type { Stored, Transaction } from './database'

/** Writes that one transaction takes (platform facts: more than 22 were seen to fail). */
export const MAX_WRITES = 20
/** Of them, what `last` writes: the audit row, and a reply of those that were done. */
const LAST_WRITES = 2

/** What was seen, and whether the first write of it was an `add`, which collides with a document that is there. */
interface Kept extends Seen {
  added: boolean
}

type Step<T, R> = (tx: BufferedTransaction, item: T) => Promise<R>

/**
 * Does `step` with as many of `items` as fit into one transaction (`changeEach` in unit-of-work.ts). Documents that
 * several items touch are read once and written once; `last` writes what belongs to all of them.
 */
export async function takeBatch<T, R>(
  tx: Transaction,
  items: readonly T[],
  step: Step<T, R>,
  failed: (error: unknown, item: T) => R,
  last: (buffered: BufferedTransaction, done: readonly R[]) => Promise<void>,
): Promise<R[]> {
  let buffered = new BufferedTransaction(tx)
  const done: R[] = []
  for (const item of items) {
    const before = buffered.copy()
    try {
      const result = await step(buffered, item)
      if (done.length > 0 && buffered.writes > MAX_WRITES - LAST_WRITES) {
        buffered = before
        break
      }
      done.push(result)
    } catch (error) {
      done.push(failed(error, item))
      buffered = before
    }
  }
  await last(buffered, done)
  await buffered.writeAll()
  return done
}

/** A transaction that keeps what was read and written, and writes it at the end. */
export class BufferedTransaction implements Transaction {
  constructor(
    private readonly tx: Transaction,
    private readonly seen = new Map<string, Kept>(),
  ) {}

  get writes(): number {
    return [...this.seen.values()].filter(({ written }) => written).length
  }

  copy(): BufferedTransaction {
    return new BufferedTransaction(this.tx, new Map(this.seen))
  }

  async read<T extends Stored>(collection: string, id: string): Promise<T | null> {
    const key = `${collection}:${id}`
    let seen = this.seen.get(key)
    if (seen === undefined) {
      const before = await this.tx.read<T>(collection, id)
      seen = { collection, id, before, after: before, written: false, added: false }
      this.seen.set(key, seen)
    }
    return seen.after as T | null
  }

  async add<T extends Stored>(collection: string, document: T): Promise<void> {
    this.change(collection, document._id, document, true)
  }

  async addAll<T extends Stored>(collection: string, documents: readonly T[]): Promise<void> {
    for (const document of documents) this.change(collection, document._id, document, true)
  }

  async write<T extends Stored>(collection: string, document: T): Promise<void> {
    this.change(collection, document._id, document)
  }

  async remove(collection: string, id: string): Promise<void> {
    this.change(collection, id, null)
  }

  private change(collection: string, id: string, after: Stored | null, added = false): void {
    const key = `${collection}:${id}`
    const seen = this.seen.get(key)
    const before = seen?.before ?? null
    this.seen.set(key, { collection, id, before, after, written: true, added: added || seen?.added === true })
  }

  /** What the items have changed, for the audit row. */
  changes(): AuditedChange[] {
    return changesOf(this.seen.values())
  }

  /** What is new in one collection goes in one request. */
  async writeAll(): Promise<void> {
    const added = new Map<string, Stored[]>()
    for (const { collection, id, after, written, added: isNew } of this.seen.values())
      if (!written) continue
      else if (after === null) await this.tx.remove(collection, id)
      else if (isNew) added.set(collection, [...(added.get(collection) ?? []), after])
      else await this.tx.write(collection, after)
    for (const [collection, documents] of added) await this.tx.addAll(collection, documents)
  }
}
