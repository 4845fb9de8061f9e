import tcb from '@cloudbase/node-sdk'
import { dropCached } from './instance-cache'
import {
  bothForms,
  conditionOf,
  fieldsOf,
  formsOf,
  idsOf,
  idsUndone,
  opened,
  openedAll,
} from './stored-forms'

/**
 * CloudBase's database with types. `@cloudbase/node-sdk` and not `wx-server-sdk`, because its errors keep their
 * codes, which the retry in transaction.ts needs, and because it works where there is no WeChat caller.
 */
export interface Stored {
  _id: string
}

/** The part of the SDK that we use: documents by id, queries on declared indexes, transactions on documents. */
interface SdkDocument {
  get(): Promise<{ data: unknown }>
  set(fields: object): Promise<unknown>
  update(fields: object): Promise<{ updated: number }>
  remove(): Promise<{ deleted: number }>
}
interface SdkQuery {
  where(condition: object): SdkQuery
  orderBy(field: string, order: 'asc' | 'desc'): SdkQuery
  limit(rows: number): SdkQuery
  get(): Promise<{ data: unknown[] }>
  update(fields: object): Promise<{ updated: number }>
  remove(): Promise<{ deleted: number }>
  count(): Promise<{ total: number }>
}
interface SdkCollection extends SdkQuery {
  doc(id: string): SdkDocument
  add(fields: object | readonly object[]): Promise<unknown>
}
interface SdkTransaction {
  collection(name: string): SdkCollection
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}
interface SdkDatabase {
  collection(name: string): SdkCollection
  startTransaction(): Promise<SdkTransaction>
  command: SdkCommand
}
interface SdkCondition {
  and(other: unknown): SdkCondition
}
/** Query and update operators. Only server code builds conditions, so no operator comes from a request. */
interface SdkCommand {
  lt(value: unknown): SdkCondition
  lte(value: unknown): unknown
  gt(value: unknown): SdkCondition
  gte(value: unknown): SdkCondition
  in(values: readonly unknown[]): unknown
  nin(values: readonly unknown[]): unknown
  not(condition: unknown): unknown
  neq(value: unknown): unknown
  inc(by: number): unknown
  push(values: readonly unknown[]): unknown
  /** Adds to an array, sorts it and keeps its last ones. */
  push(added: { each: readonly unknown[]; sort: object; slice: number }): unknown
}

let sdkDatabase: SdkDatabase | undefined

function database(): SdkDatabase {
  sdkDatabase ??= tcb
    .init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string })
    .database() as unknown as SdkDatabase
  return sdkDatabase
}

/** As the SDK has it; what holds a hash is found in either form. */
export function command(): SdkCommand {
  const sdk = database().command
  const either = { value: (values: readonly unknown[]) => sdk.in(values.flatMap(bothForms)) }
  return Object.create(sdk, { in: either }) as SdkCommand
}

const stored = (condition: object): object =>
  conditionOf(condition, (values) => database().command.in(values))

/** Documents by id outside a transaction; missing ones are null. */
export async function readDocument<T extends Stored>(collection: string, id: string): Promise<T | null> {
  for (const each of idsOf(collection, id)) {
    const document = firstOf<T>((await database().collection(collection).doc(each).get()).data)
    if (document !== null) return opened(collection, document)
  }
  return null
}

/** Adds under the given id; throws E11000 when it's taken. */
export async function addDocument<T extends Stored>(collection: string, document: T): Promise<void> {
  await changing(collection, database().collection(collection).add(formsOf(collection, document)))
}

/** Updates a document if it is there; whether it was isn't told, for a document that stays as it is may count as none. */
export async function updateDocument(collection: string, id: string, fields: object): Promise<void> {
  const written = fieldsOf(collection, fields)
  for (const each of idsOf(collection, id))
    await changing(collection, database().collection(collection).doc(each).update(written))
}

/**
 * Updates the one document that still meets `condition`: compare and set. True when it did. `fields` must change every
 * document that meets it: then it says the same whether the platform counts those that matched or those that changed.
 */
export async function updateIf(collection: string, condition: object, fields: object): Promise<boolean> {
  const update = database()
    .collection(collection)
    .where(stored(condition))
    .update(fieldsOf(collection, fields))
  return (await changing(collection, update)).updated > 0
}

/** Removes all documents that meet `condition`, on a declared index; returns how many. */
export async function removeWhere(collection: string, condition: object): Promise<number> {
  return (await changing(collection, database().collection(collection).where(stored(condition)).remove()))
    .deleted
}

/** Rows of a query on a declared index; `limit` ≤ 1000. */
export async function find<T extends Stored>(
  collection: string,
  condition: object,
  order: [field: string, direction: 'asc' | 'desc'],
  limit: number,
): Promise<T[]> {
  const query = database()
    .collection(collection)
    .where(stored(condition))
    .orderBy(order[0], order[1])
    .limit(limit)
  const isNamed = typeof (condition as Record<string, unknown>)[order[0]] === 'string'
  return openedAll(collection, (await query.get()).data as T[], isNamed ? '_id' : order[0])
}

/** Ids one query names, each in two forms at most: far below the platform's 1000 rows a query. */
const MAX_IDS = 100

/** Documents by their ids, a hundred a query, in no order; missing ones are left out. */
export async function findByIds<T extends Stored>(collection: string, ids: readonly string[]): Promise<T[]> {
  const wanted = [...new Set(ids)]
  const found: T[] = []
  for (let index = 0; index < wanted.length; index += MAX_IDS) {
    const some = wanted.slice(index, index + MAX_IDS)
    found.push(...(await find<T>(collection, { _id: command().in(some) }, ['_id', 'asc'], 2 * MAX_IDS)))
  }
  return found
}

/** Removes those of `documents` that still meet `condition`; returns how many. At most a hundred a call. */
export async function removeIf(
  collection: string,
  documents: readonly Stored[],
  condition: object = {},
): Promise<number> {
  if (documents.length === 0) return 0
  const _id = command().in(documents.map((document) => document._id))
  const removal = database()
    .collection(collection)
    .where({ _id, ...condition })
    .remove()
  return (await changing(collection, removal)).deleted
}

/** How many rows of a query on a declared index; only for sets that are small by nature. */
export async function count(collection: string, condition: object): Promise<number> {
  return (await database().collection(collection).where(stored(condition)).count()).total
}

/** One transaction: documents by id only, snapshot isolation, at most 20 writes (house rule 9). */
export interface Transaction {
  read<T extends Stored>(collection: string, id: string): Promise<T | null>
  /** Creates a document; throws E11000 when its id is taken, and the transaction is over then. */
  add<T extends Stored>(collection: string, document: T): Promise<void>
  /** Creates several at once, in one request; each counts as a write. */
  addAll<T extends Stored>(collection: string, documents: readonly T[]): Promise<void>
  /** Replaces or creates the whole document. */
  write<T extends Stored>(collection: string, document: T): Promise<void>
  remove(collection: string, id: string): Promise<void>
}

/** Runs `work` in one transaction and commits it; any error rolls back and is thrown as it came. */
export async function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const sdk = await database().startTransaction()
  const written = new Set<string>()
  try {
    const result = await work(typed(sdk, written))
    await sdk.commit()
    return result
  } catch (error) {
    // The server has already ended a transaction in conflict; the error that matters is the first one. A commit that
    // never arrived would keep its documents locked until the server gives the transaction up.
    await sdk.rollback().catch(() => undefined)
    throw error
  } finally {
    // A commit whose answer is lost may stand.
    for (const collection of written) dropCached(collection)
  }
}

function typed(sdk: SdkTransaction, written: Set<string>): Transaction {
  return {
    async read<T extends Stored>(collection: string, id: string) {
      for (const each of idsOf(collection, id)) {
        const document = firstOf<T>((await sdk.collection(collection).doc(each).get()).data)
        if (document !== null) return opened(collection, document)
      }
      return null
    },
    async add(collection, document) {
      written.add(collection)
      await sdk.collection(collection).add(formsOf(collection, document))
    },
    async addAll(collection, documents) {
      written.add(collection)
      await sdk.collection(collection).add(documents.flatMap((document) => formsOf(collection, document)))
    },
    async write(collection, document) {
      written.add(collection)
      for (const { _id, ...fields } of formsOf(collection, document))
        await sdk.collection(collection).doc(_id).set(fields)
      for (const id of idsUndone(collection, document._id)) await removeIfThere(sdk, collection, id)
    },
    async remove(collection, id) {
      written.add(collection)
      const [first, ...others] = [...idsOf(collection, id), ...idsUndone(collection, id)]
      if (first !== undefined) await sdk.collection(collection).doc(first).remove()
      for (const other of others) await removeIfThere(sdk, collection, other)
    },
  }
}

async function removeIfThere(sdk: SdkTransaction, collection: string, id: string): Promise<void> {
  const document = sdk.collection(collection).doc(id)
  if (firstOf((await document.get()).data) !== null) await document.remove()
}

/** What this instance keeps of a collection is old as soon as it changes it, whether or not it learns that it did. */
async function changing<T>(collection: string, change: Promise<T>): Promise<T> {
  try {
    return await change
  } finally {
    dropCached(collection)
  }
}

/** Outside transactions the SDK answers a list, inside the document itself. */
function firstOf<T>(found: unknown): T | null {
  const document: unknown = Array.isArray(found) ? found[0] : found
  return document === undefined || document === null ? null : (document as T)
}
