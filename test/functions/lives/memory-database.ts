import { dropCached } from '../../../cloudfunctions/platform/instance-cache'
import type * as Real from '../../../cloudfunctions/platform/database'
import type { Stored, Transaction } from '../../../cloudfunctions/platform/database'

/**
 * What `platform/database` does, in memory, for the ten thousands of lives that a database on a disk has no time for.
 * That it does the same is not believed but looked at: in-the-cloud.test.ts leads lives through both and compares
 * every reply and every document. Documents are frozen, so that a use case that changes what it read is caught.
 */
type Test = (value: unknown) => boolean

class Condition {
  constructor(readonly holds: Test) {}
  and(other: Condition): Condition {
    return new Condition((value) => this.holds(value) && other.holds(value))
  }
}
class Push {
  constructor(readonly values: readonly unknown[]) {}
}
class Increment {
  constructor(readonly by: number) {}
}

/** Like the database, only values of one type compare. */
const compared = (than: unknown, fits: (order: number) => boolean): Condition =>
  new Condition((value) => typeof value === typeof than && fits(compare(value, than)))
const compare = (a: unknown, b: unknown): number =>
  (a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0

const command = () => ({
  lt: (than: unknown) => compared(than, (order) => order < 0),
  lte: (than: unknown) => compared(than, (order) => order <= 0),
  gt: (than: unknown) => compared(than, (order) => order > 0),
  gte: (than: unknown) => compared(than, (order) => order >= 0),
  in: (values: readonly unknown[]) => new Condition((value) => values.includes(value)),
  neq: (value: unknown) => new Condition((other) => other !== value),
  inc: (by: number) => new Increment(by),
  push: (values: readonly unknown[]) => new Push(values),
})

/** A value meets itself, and an array that holds it. */
const meets = (value: unknown, wanted: unknown): boolean =>
  wanted instanceof Condition
    ? wanted.holds(value)
    : value === wanted || (Array.isArray(value) && value.includes(wanted))

type Documents = Map<string, Stored>
/** Collection → documents. */
export type Contents = ReadonlyMap<string, Documents>

const MAX_WRITES = 20

export class MemoryDatabase {
  private contents = new Map<string, Documents>()
  /** How often something was written. */
  writes = 0
  readonly command = command

  reset(base: Contents): void {
    this.contents = new Map([...base].map(([name, documents]) => [name, new Map(documents)]))
    this.writes = 0
    // what an instance keeps was of another database
    dropCached()
  }

  all<T extends Stored>(collection: string): T[] {
    return [...this.of(collection).values()] as T[]
  }

  read<T extends Stored>(collection: string, id: string): T | null {
    return (this.of(collection).get(id) as T | undefined) ?? null
  }

  private of(collection: string): Documents {
    const known = this.contents.get(collection) ?? new Map<string, Stored>()
    this.contents.set(collection, known)
    return known
  }

  private write(collection: string, document: Stored): void {
    this.writes++
    // What a transaction staged is frozen already.
    this.of(collection).set(document._id, Object.isFrozen(document) ? document : kept(document))
  }

  private matching(collection: string, condition: object): Stored[] {
    const wanted = Object.entries(condition)
    return this.all(collection).filter((document) =>
      wanted.every(([field, value]) => meets((document as unknown as Record<string, unknown>)[field], value)),
    )
  }

  readDocument = async (collection: string, id: string) => this.read(collection, id)

  findByIds = async (collection: string, ids: readonly string[]) =>
    [...new Set(ids)].sort().flatMap((id) => this.read(collection, id) ?? [])

  addDocument = async (collection: string, document: Stored) => {
    if (this.of(collection).has(document._id)) throw Object.assign(new Error('E11000'), { code: 'E11000' })
    this.write(collection, document)
  }

  updateDocument = (collection: string, _id: string, fields: object) =>
    this.updateIf(collection, { _id }, fields)

  updateIf = async (collection: string, condition: object, fields: object) => {
    const found = this.matching(collection, condition)
    for (const document of found) this.write(collection, { ...document, ...updated(document, fields) })
    return found.length > 0
  }

  find = async (
    collection: string,
    condition: object,
    [field, direction]: [string, 'asc' | 'desc'],
    limit: number,
  ) => {
    const at = (document: Stored): unknown => (document as unknown as Record<string, unknown>)[field]
    const sign = direction === 'asc' ? 1 : -1
    const found = this.matching(collection, condition)
    return found.sort((a, b) => sign * (compare(at(a), at(b)) || compare(a._id, b._id))).slice(0, limit)
  }

  removeIf = async (collection: string, documents: readonly Stored[], condition: object = {}) => {
    const gone = this.matching(collection, condition).filter(({ _id }) =>
      documents.some((document) => document._id === _id),
    )
    for (const { _id } of gone) this.of(collection).delete(_id)
    this.writes += gone.length
    return gone.length
  }

  count = async (collection: string, condition: object) => this.matching(collection, condition).length

  /** All writes or none. Calls come one after the other here; what rivals do is tested in races.slow.test.ts. */
  inTransaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const staged = new Map<string, { collection: string; id: string; document: Stored | null }>()
    const stage = (collection: string, id: string, document: Stored | null): void => {
      staged.set(`${collection}/${id}`, { collection, id, document })
      if (staged.size > MAX_WRITES) throw new Error(`more than ${MAX_WRITES} writes in one transaction`)
    }
    const add = (collection: string, document: Stored): void => {
      const there = staged.get(`${collection}/${document._id}`)?.document ?? null
      if (there !== null || this.of(collection).has(document._id))
        throw Object.assign(new Error('E11000'), { code: 'E11000' })
      stage(collection, document._id, kept(document))
    }
    const result = await work({
      read: async <D extends Stored>(collection: string, id: string) => {
        const mine = staged.get(`${collection}/${id}`)
        return mine === undefined ? this.read<D>(collection, id) : (mine.document as D | null)
      },
      add: async (collection, document) => add(collection, document),
      addAll: async (collection, documents) => documents.forEach((document) => add(collection, document)),
      write: async (collection, document) => stage(collection, document._id, kept(document)),
      remove: async (collection, id) => stage(collection, id, null),
    })
    for (const { collection, id, document } of staged.values()) {
      if (document !== null) this.write(collection, document)
      else if (this.of(collection).delete(id)) this.writes++
    }
    return result
  }
}

const updated = (document: Stored, fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Increment
        ? ((document as unknown as Record<string, number>)[name] ?? 0) + value.by
        : value instanceof Push
          ? [...((document as unknown as Record<string, unknown[]>)[name] ?? []), ...value.values]
          : (value as unknown),
    ]),
  )

/** As it would come back: plain values, nobody's to change. */
export const kept = <T>(document: T): T => deeplyFrozen(JSON.parse(JSON.stringify(document)) as T)

function deeplyFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const each of Object.values(value)) deeplyFrozen(each)
  return Object.freeze(value)
}

export const memory = new MemoryDatabase()
/** Where the use cases' documents are kept: here, or in the cloud that the environment names. */
export const backing = { memory: true }

/** `platform/database` with a switch before every function. */
export function switched(real: typeof Real): typeof Real {
  type Calls = Record<string, (...given: unknown[]) => unknown>
  const there = real as Calls
  const here = memory as unknown as Calls
  const calls = Object.keys(real).map((name) => [
    name,
    (...given: unknown[]) => (backing.memory ? here : there)[name]?.(...given),
  ])
  return Object.fromEntries(calls) as typeof Real
}
