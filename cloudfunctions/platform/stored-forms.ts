import { lookupKeys } from './keys'
import { holdsHash, holdsOlder, newestIn, olderFormsIn, olderIn, rememberForms } from './lookup-hash'

/**
 * How documents stand while the lookup key is exchanged (docs/decisions/0020); otherwise as they are. Functions of two
 * neighbouring stages run at the same time, so of a document that is found by a hash, both stages write one and the same:
 *
 *   read    the older document is the truth; the newer one, if a function of the next stage made it, goes
 *   write   the newer one is the truth, where there is one; both are written. Each document says the older forms of its
 *           hashes, for functions of the stage before, which can't make them
 */
interface Stored {
  _id: string
  /** By newest form; only while keys are exchanged. */
  olderHashes?: Record<string, string>
}

/** Rows of the trail are never changed, not in reading either. */
const AS_IT_IS = 'audit'

const stage = () => lookupKeys().exchange

/** Nothing was ever exchanged: the usual case costs nothing. */
const isPlain = (collection: string): boolean => collection === AS_IT_IS || lookupKeys().chain.length === 1

/** Under which ids a document may stand, the truth first. */
export function idsOf(collection: string, id: string): string[] {
  if (isPlain(collection) || stage() === 'none' || !holdsHash(id)) return [id]
  return stage() === 'read' ? [olderIn(id)] : [...new Set([id, olderIn(id)])]
}

/** The id of a document that has to go when it is written. */
export const idsUndone = (collection: string, id: string): string[] =>
  !isPlain(collection) && stage() === 'read' && holdsHash(id) ? [id] : []

/** A document as it is written: twice, where it is found by a hash. */
export function formsOf<T extends Stored>(collection: string, document: T): T[] {
  if (isPlain(collection) || stage() === 'none') return [document]
  const older = mapped(document, olderIn)
  if (stage() === 'read') return [older]
  const olderHashes = olderFormsIn(JSON.stringify(document))
  const newer = Object.keys(olderHashes).length === 0 ? document : { ...document, olderHashes }
  return older._id === document._id ? [newer] : [newer, older]
}

/** Some fields as they are written. */
export const fieldsOf = (collection: string, fields: object): object =>
  !isPlain(collection) && stage() === 'read' ? mapped(fields, olderIn) : fields

/** Both forms of what holds a hash. */
export const bothForms = (value: unknown): unknown[] =>
  stage() !== 'none' && typeof value === 'string' && holdsHash(value)
    ? [...new Set([value, olderIn(value)])]
    : [value]

/** A condition that finds documents in either form. @param anyOf makes the condition of several values */
export function conditionOf(condition: object, anyOf: (values: readonly unknown[]) => unknown): object {
  if (stage() === 'none') return condition
  return Object.fromEntries(
    Object.entries(condition).map(([field, value]: [string, unknown]) => {
      const forms = bothForms(value)
      return [field, forms.length === 1 ? value : anyOf(forms)]
    }),
  )
}

/** A document as code knows it. */
export function opened<T extends Stored>(collection: string, document: T): T {
  if (isPlain(collection)) return document
  const { olderHashes = {}, ...known } = document
  rememberForms(olderHashes)
  return mapped(known as T, newestIn)
}

/**
 * Documents of a query as code knows them, each once. `place`, the field they are ordered by, stays as it is stored: the
 * next page begins there.
 */
export function openedAll<T extends Stored>(collection: string, documents: readonly T[], place: string): T[] {
  if (isPlain(collection)) return [...documents]
  const found = new Map<string, T>()
  for (const document of documents) {
    const older = holdsOlder(document._id)
    // What the exchange left behind is read no more.
    if (older && stage() === 'none') continue
    const known = opened(collection, document)
    if (found.has(known._id) && older === (stage() === 'write')) continue
    const kept = place === '_id' ? {} : { [place]: (document as Record<string, unknown>)[place] }
    found.set(known._id, { ...known, ...kept })
  }
  return [...found.values()]
}

/** A copy with every text in it put through `form`; the platform's own objects stay. */
function mapped<T>(value: T, form: (text: string) => string): T {
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return form(each)
    if (Array.isArray(each)) return each.map(walk)
    if (each === null || typeof each !== 'object' || Object.getPrototypeOf(each) !== Object.prototype)
      return each
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(value) as T
}
