import type { Stored, Transaction } from './database'
import { transact } from './transaction'

/** Writes that one transaction takes (platform facts: more than 22 were seen to fail). */
export const MAX_WRITES = 20

/**
 * Does `step` with one item after the other, as many in one transaction as its writes allow, each seeing what those
 * before it wrote. Documents that several items touch are read once and written once. Answers in the order of `items`.
 * An item whose step throws has written nothing: `failed` answers for it, or throws on, and then the items of earlier
 * transactions are done and stay done. `step` may run several times (transaction.ts).
 */
export async function transactEach<T, R>(
  items: readonly T[],
  step: Step<T, R>,
  failed: (error: unknown, item: T) => R,
): Promise<R[]> {
  const done: R[] = []
  while (done.length < items.length)
    done.push(...(await transact((tx) => takeBatch(tx, items.slice(done.length), step, failed))))
  return done
}

type Step<T, R> = (tx: Transaction, item: T) => Promise<R>

async function takeBatch<T, R>(
  tx: Transaction,
  items: readonly T[],
  step: Step<T, R>,
  failed: (error: unknown, item: T) => R,
): Promise<R[]> {
  let buffered = new BufferedTransaction(tx)
  const done: R[] = []
  for (const item of items) {
    const before = buffered.copy()
    try {
      const result = await step(buffered, item)
      if (done.length > 0 && buffered.writes > MAX_WRITES) {
        buffered = before
        break
      }
      done.push(result)
    } catch (error) {
      done.push(failed(error, item))
      buffered = before
    }
  }
  await buffered.writeAll()
  return done
}

interface Seen {
  collection: string
  id: string
  document: Stored | null
  changed: boolean
}

/** A transaction that keeps what was read and written, and writes it at the end. */
class BufferedTransaction implements Transaction {
  constructor(
    private readonly tx: Transaction,
    private readonly seen = new Map<string, Seen>(),
  ) {}

  get writes(): number {
    return [...this.seen.values()].filter(({ changed }) => changed).length
  }

  copy(): BufferedTransaction {
    return new BufferedTransaction(this.tx, new Map(this.seen))
  }

  async read<T extends Stored>(collection: string, id: string): Promise<T | null> {
    const key = `${collection}:${id}`
    const seen = this.seen.get(key) ?? {
      ...{ collection, id, document: await this.tx.read<T>(collection, id), changed: false },
    }
    this.seen.set(key, seen)
    return seen.document as T | null
  }

  async write<T extends Stored>(collection: string, document: T): Promise<void> {
    const id = document._id
    this.seen.set(`${collection}:${id}`, { collection, id, document, changed: true })
  }

  async remove(collection: string, id: string): Promise<void> {
    this.seen.set(`${collection}:${id}`, { collection, id, document: null, changed: true })
  }

  async writeAll(): Promise<void> {
    for (const { collection, id, document, changed } of this.seen.values())
      if (changed && document !== null) await this.tx.write(collection, document)
      else if (changed) await this.tx.remove(collection, id)
  }
}
