import type { Stored } from '../../../cloudfunctions/platform/database'
import { kept } from './kept'
import type { MemoryDatabase } from './memory-database'

const MAX_WRITES = 20

/** What a transaction throws that lost against another, in the words of the platform. */
const failure = (code: string): Error => Object.assign(new Error(code), { code })
const conflict = (): Error => failure('TransactionConflict')
const taken = (): Error => failure('E11000')

type Staged = { collection: string; id: string; document: Stored | null }
const keyOf = (collection: string, id: string): string => `${collection}/${id}`

/**
 * Transactions over the documents in memory, as the platform has them: each reads the state at its first operation and
 * its own writes. The first to write a document wins it; another that writes it too, or finds it changed since, is over.
 * What is only read isn't guarded.
 */
export class MemoryTransactions {
  /** Counts every change of a document. */
  private changes = 0
  private readonly changedAt = new Map<string, number>()
  /** What changed while a transaction was open, with what stood there before. */
  private past: { at: number; key: string; before: Stored | null }[] = []
  private readonly locks = new Map<string, MemoryTransaction>()
  readonly open = new Set<MemoryTransaction>()

  constructor(readonly database: MemoryDatabase) {}

  begin(): MemoryTransaction {
    const transaction = new MemoryTransaction(this)
    this.open.add(transaction)
    return transaction
  }

  /** Hears of every change before it is made, whoever makes it. */
  changing(collection: string, id: string, before: Stored | null): void {
    const key = keyOf(collection, id)
    this.changedAt.set(key, ++this.changes)
    if (this.open.size > 0) this.past.push({ at: this.changes, key, before })
  }

  /** The transaction that has written the document and isn't over. */
  holderOf(collection: string, id: string): MemoryTransaction | null {
    return this.locks.get(keyOf(collection, id)) ?? null
  }

  now(): number {
    return this.changes
  }

  /** The document as it stood after so many changes. */
  readAt(at: number, collection: string, id: string): Stored | null {
    const key = keyOf(collection, id)
    if ((this.changedAt.get(key) ?? 0) <= at) return this.database.read(collection, id)
    return this.past.find((change) => change.key === key && change.at > at)?.before ?? null
  }

  /** Throws when another has the document, or changed it since. */
  claim(transaction: MemoryTransaction, at: number, collection: string, id: string): void {
    const key = keyOf(collection, id)
    const holder = this.locks.get(key)
    if (holder === transaction) return
    if (holder !== undefined || (this.changedAt.get(key) ?? 0) > at) throw conflict()
    this.locks.set(key, transaction)
  }

  ended(transaction: MemoryTransaction): void {
    this.open.delete(transaction)
    for (const [key, holder] of this.locks) if (holder === transaction) this.locks.delete(key)
    if (this.open.size === 0) this.past = []
  }
}

export class MemoryTransaction {
  /** How many changes there had been at its first operation; null before. */
  private seesUpTo: number | null = null
  private readonly staged = new Map<string, Staged>()
  /** Called when it is over, however it ended. */
  readonly whenOver: (() => void)[] = []

  constructor(private readonly all: MemoryTransactions) {}

  read<D extends Stored>(collection: string, id: string): D | null {
    this.requireOpen()
    const mine = this.staged.get(keyOf(collection, id))
    return (mine === undefined ? this.all.readAt(this.seen(), collection, id) : mine.document) as D | null
  }

  add(collection: string, document: Stored): void {
    if (this.read(collection, document._id) !== null) this.fail(taken())
    this.stage(collection, document._id, kept(document))
  }

  write(collection: string, document: Stored): void {
    this.stage(collection, document._id, kept(document))
  }

  remove(collection: string, id: string): void {
    this.stage(collection, id, null)
  }

  commit(): void {
    this.requireOpen()
    for (const { collection, id, document } of this.staged.values())
      if (document === null) this.all.database.remove(collection, id)
      else this.all.database.write(collection, document)
    this.end()
  }

  abort(): void {
    if (this.isOpen) this.end()
  }

  get isOpen(): boolean {
    return this.all.open.has(this)
  }

  private stage(collection: string, id: string, document: Stored | null): void {
    this.requireOpen()
    try {
      this.all.claim(this, this.seen(), collection, id)
    } catch (error) {
      this.fail(error)
    }
    this.staged.set(keyOf(collection, id), { collection, id, document })
    if (this.staged.size > MAX_WRITES) throw new Error(`more than ${MAX_WRITES} writes in one transaction`)
  }

  /** What goes wrong in a transaction ends it. */
  private fail(error: unknown): never {
    this.end()
    throw error
  }

  private seen(): number {
    return (this.seesUpTo ??= this.all.now())
  }

  private requireOpen(): void {
    if (!this.isOpen) throw failure('TransactionNotExist')
  }

  private end(): void {
    this.all.ended(this)
    for (const told of this.whenOver) told()
  }
}
