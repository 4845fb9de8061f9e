import tcb from '@cloudbase/node-sdk'
import { command, find, findByIds, type Stored } from '../../cloudfunctions/platform/database'

/** An environment's records as a backup reads and a restore writes them: whole documents, whatever they are. */

/** As many as a query may answer, and still a few megabytes. */
const PAGE = 500
/** Documents that one request adds. */
const BATCH = 50

interface SdkCollection {
  add(documents: readonly object[]): Promise<unknown>
  doc(id: string): { set(fields: object): Promise<unknown>; remove(): Promise<unknown> }
}

const collectionOf = (name: string): SdkCollection =>
  tcb
    .init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string })
    .database()
    .collection(name) as unknown as SdkCollection

/** Every document that meets `condition`, page by page in the order of ids. */
export async function* pagesOf<T extends Stored>(
  collection: string,
  condition: object = {},
): AsyncGenerator<T[]> {
  for (let after = ''; ;) {
    const page = await find<T>(collection, { ...condition, _id: command().gt(after) }, ['_id', 'asc'], PAGE)
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page[page.length - 1]?._id ?? ''
  }
}

/** Documents of these ids; null where there is none. */
export async function documentsAt(
  collection: string,
  ids: readonly string[],
): Promise<Map<string, Stored | null>> {
  const found = new Map<string, Stored | null>(ids.map((id) => [id, null]))
  for (const document of await findByIds<Stored>(collection, ids)) found.set(document._id, document)
  return found
}

/** The collection holds anything. */
export const holdsAny = async (collection: string): Promise<boolean> =>
  (await find<Stored>(collection, {}, ['_id', 'asc'], 1)).length > 0

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
