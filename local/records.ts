import tcb from '@cloudbase/node-sdk'
import type { Stored } from '../cloudfunctions/platform/database'
import { bothForms } from '../cloudfunctions/platform/stored-forms'

/** An environment's records as they are stored, whatever stage of a key's exchange it is in (docs/decisions/0020). */

/** As many as a query may answer, and still a few megabytes. */
const PAGE = 500
/** Documents that one request adds, ids that one query names. */
const BATCH = 50

interface SdkCollection {
  add(documents: readonly object[]): Promise<unknown>
  doc(id: string): { set(fields: object): Promise<unknown>; remove(): Promise<unknown> }
  where(condition: object): {
    orderBy(
      field: string,
      order: 'asc',
    ): {
      limit(rows: number): { get(): Promise<{ data: unknown[] }> }
    }
  }
}

interface SdkDatabase {
  collection(name: string): SdkCollection
  command: {
    gt(value: unknown): unknown
    gte(value: unknown): unknown
    in(values: readonly unknown[]): unknown
  }
}

const database = (): SdkDatabase => tcb.init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string }).database()

const collectionOf = (name: string): SdkCollection => database().collection(name)

/** Conditions for `pagesOf`. */
export const atLeast = (value: number): unknown => database().command.gte(value)

const queried = async <T>(collection: string, condition: object, rows: number): Promise<T[]> =>
  (await collectionOf(collection).where(condition).orderBy('_id', 'asc').limit(rows).get()).data as T[]

/** Every document that meets `condition`, page by page in the order of ids. */
export async function* pagesOf<T extends Stored>(
  collection: string,
  condition: object = {},
): AsyncGenerator<T[]> {
  for (let after = ''; ;) {
    const page = await queried<T>(collection, { ...condition, _id: database().command.gt(after) }, PAGE)
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page[page.length - 1]?._id ?? ''
  }
}

/** Documents of these ids, in each form that an id may have; null where there is none. */
export async function documentsAt(
  collection: string,
  ids: readonly string[],
): Promise<Map<string, Stored | null>> {
  const forms = ids.flatMap(bothForms) as string[]
  const found = new Map<string, Stored | null>(forms.map((id) => [id, null]))
  for (let index = 0; index < forms.length; index += BATCH) {
    const _id = database().command.in(forms.slice(index, index + BATCH))
    for (const document of await queried<Stored>(collection, { _id }, BATCH))
      found.set(document._id, document)
  }
  return found
}

/** The collection holds anything. */
export const holdsAny = async (collection: string): Promise<boolean> =>
  (await queried<Stored>(collection, {}, 1)).length > 0

/** Writes documents so that they stand as they are here, whether or not they stood there before. */
export async function writeAll<T extends Stored>(collection: string, documents: readonly T[]): Promise<void> {
  for (let index = 0; index < documents.length; index += BATCH) {
    const batch = documents.slice(index, index + BATCH)
    try {
      await collectionOf(collection).add(batch)
    } catch (error) {
      if (!String((error as Error).message).includes('E11000')) throw error
      // A run before this one wrote some of them.
      for (const { _id, ...fields } of batch) await collectionOf(collection).doc(_id).set(fields)
    }
  }
}

export async function removeDocument(collection: string, id: string): Promise<void> {
  await collectionOf(collection).doc(id).remove()
}
