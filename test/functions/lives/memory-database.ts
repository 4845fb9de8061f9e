import type { Stored } from '../../../cloudfunctions/platform/database'
import { kept } from './kept'
import { meets, updated } from './memory-command'
import { MemoryTransactions } from './memory-transactions'

/**
 * The documents of the cloud in memory, for the ten thousands of lives that a database on a disk has no time for.
 * memory-sdk.ts answers by them what the cloud's SDK answers. That it does the same is not believed but looked at:
 * in-the-cloud.test.ts leads lives through both and compares every reply and every document. Documents are frozen, so
 * that a use case that changes what it read is caught.
 */
type Documents = Map<string, Stored>
/** Collection → documents. */
export type Contents = ReadonlyMap<string, Documents>

/** One document before and after it was written; null: it isn't there. */
export interface Written {
  collection: string
  id: string
  before: Stored | null
  after: Stored | null
}

export type Order = readonly [field: string, direction: 'asc' | 'desc']

/** How often somebody was refused or told of hosts: counted also by what changes nothing else. */
const COUNTERS: readonly string[] = ['refusedTries', 'searchLimits']

export class MemoryDatabase {
  private contents = new Map<string, Documents>()
  transactions = new MemoryTransactions(this)
  /** How often something was written. */
  writes = 0
  /** What was written since somebody looked last, oldest first. */
  written: Written[] = []

  reset(base: Contents): void {
    this.contents = new Map([...base].map(([name, documents]) => [name, new Map(documents)]))
    this.transactions = new MemoryTransactions(this)
    this.writes = 0
    this.written = []
  }

  all<T extends Stored>(collection: string): T[] {
    return [...this.of(collection).values()] as T[]
  }

  get collections(): string[] {
    return [...this.contents.keys()]
  }

  read<T extends Stored>(collection: string, id: string): T | null {
    return (this.of(collection).get(id) as T | undefined) ?? null
  }

  private of(collection: string): Documents {
    const known = this.contents.get(collection) ?? new Map<string, Stored>()
    this.contents.set(collection, known)
    return known
  }

  write(collection: string, document: Stored): void {
    // What a transaction staged is frozen already.
    this.put(collection, document._id, Object.isFrozen(document) ? document : kept(document))
  }

  remove(collection: string, id: string): void {
    if (this.of(collection).has(id)) this.put(collection, id, null)
  }

  private put(collection: string, id: string, after: Stored | null): void {
    const before = this.read(collection, id)
    // That somebody was refused is counted beside what they wanted.
    if (!COUNTERS.includes(collection)) this.writes++
    this.transactions.changing(collection, id, before)
    this.written.push({ collection, id, before, after })
    if (after === null) this.of(collection).delete(id)
    else this.of(collection).set(id, after)
  }

  matching(collection: string, condition: object): Stored[] {
    const wanted = Object.entries(condition)
    const { _id } = condition as { _id?: unknown }
    const rows = typeof _id === 'string' ? this.byId(collection, _id) : this.all(collection)
    return rows.filter((document) => wanted.every(([field, value]) => meets(fieldOf(document, field), value)))
  }

  private byId(collection: string, id: string): Stored[] {
    const document = this.read(collection, id)
    return document === null ? [] : [document]
  }

  /** Fields of `fields` take the place of what stands there. @returns how many documents met `condition` */
  update(collection: string, condition: object, fields: object): number {
    const found = this.matching(collection, condition)
    for (const document of found) {
      const after = Object.entries(fields).reduce(
        (changed, [path, given]) => changedAt(changed, path.split('.'), given),
        document,
      )
      this.write(collection, after)
    }
    return found.length
  }

  sorted(collection: string, condition: object, [field, direction]: Order, limit: number): Stored[] {
    const sign = direction === 'asc' ? 1 : -1
    const found = this.matching(collection, condition)
    return found
      .sort((a, b) => sign * (compare(fieldOf(a, field), fieldOf(b, field)) || compare(a._id, b._id)))
      .slice(0, limit)
  }
}

/** The value with what `given` makes of the field at `path`, which may lie deeper. */
function changedAt<T extends object>(before: T, [name = '', ...rest]: readonly string[], given: unknown): T {
  const field = (before as Record<string, unknown>)[name]
  const after = rest.length === 0 ? updated(field, given) : changedAt(field ?? {}, rest, given)
  return { ...before, [name]: after }
}

const fieldOf = (document: Stored, field: string): unknown =>
  (document as unknown as Record<string, unknown>)[field]
const compare = (a: unknown, b: unknown): number =>
  (a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0

export const memory = new MemoryDatabase()
