import { ofInstance } from './instance-state'

/**
 * What the office sets up and hardly ever changes: an instance of a function keeps it for seconds instead of asking for
 * it in every call (docs/decisions/0014). Nothing that lets somebody in or keeps somebody out by itself: accounts,
 * blacklist, device keys, visits and calendars are read each time.
 */
export type CachedCollection =
  | ('settings' | 'campuses' | 'gates' | 'units' | 'trafficControls' | 'emergency')
  // How many applications wait for the office, and what was called off, for lists of gates: of the records themselves nothing.
  | ('activities' | 'standingPasses')

/** After a change elsewhere it is at most this old; a change in this instance is seen at once. */
export const CACHE_MS = 5000

interface Entry {
  /** Time at which it was asked for. */
  at: number
  value: Promise<unknown>
}

const entries = ofInstance(() => new Map<string, Map<string, Entry>>())

/**
 * What is kept under `key`, or else what `load` answers, which is kept then; several callers at once ask once. Nobody
 * may change what comes. Nothing is kept of a document that isn't there (null) or of a load that fails.
 */
export function cached<T>(collection: CachedCollection, key: string, load: () => Promise<T>): Promise<T> {
  const kept = entries().get(collection)?.get(key)
  if (kept !== undefined && isFresh(kept)) return kept.value as Promise<T>
  const value = load().then(frozen)
  const entry: Entry = { at: Date.now(), value }
  const ofCollection = entries().get(collection) ?? new Map<string, Entry>()
  entries().set(collection, ofCollection.set(key, entry))
  const drop = (): void => {
    if (ofCollection.get(key) === entry) ofCollection.delete(key)
  }
  value.then((loaded) => {
    if (loaded === null) drop()
  }, drop)
  return value
}

/** Documents by id, in the order of `ids`: those that aren't kept are loaded together. Missing ones are left out. */
export async function cachedAll<T extends { _id: string }>(
  collection: CachedCollection,
  ids: readonly string[],
  load: (ids: string[]) => Promise<T[]>,
): Promise<T[]> {
  const wanted = [...new Set(ids)]
  const missing = wanted.filter((id) => {
    const kept = entries().get(collection)?.get(id)
    return kept === undefined || !isFresh(kept)
  })
  const loaded = missing.length === 0 ? Promise.resolve([]) : load(missing)
  const documents = await Promise.all(
    wanted.map((id) =>
      cached(collection, id, async () => (await loaded).find(({ _id }) => _id === id) ?? null),
    ),
  )
  return documents.filter((document) => document !== null)
}

/** Forgets what is kept of a collection, because it was changed; of all of them without a name. */
export function dropCached(collection?: string): void {
  if (collection === undefined) entries().clear()
  else entries().delete(collection)
}

/** A clock that was set back makes nothing fresh again. */
const isFresh = ({ at }: Entry): boolean => Date.now() >= at && Date.now() - at < CACHE_MS

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}
