import type { Stored } from '../../cloudfunctions/platform/database'
import { dataKeys, lookupKeys } from '../../cloudfunctions/platform/keys'
import { holdsOlder, holdsUnknown, newestIn } from '../../cloudfunctions/platform/lookup-hash'
import { seal, unseal } from '../../cloudfunctions/platform/sealing'
import { transact } from '../../cloudfunctions/platform/transaction'
import { documentsAt, pagesOf, removeDocument } from '../records'

/**
 * Writes again, piece by piece and while people book, what stands under a key that is being exchanged
 * (docs/decisions/0020): sealed values, and hashes once functions write those of the newest lookup key.
 */
export interface Rewritten {
  /** Documents written by the newest keys. */
  rewritten: number
  /** Documents under an older hash that went, because nothing reads them any more. */
  removed: number
  /** `<collection> <id>`: what was sealed or hashed by a key that isn't known here. */
  unknown: string[]
}

/**
 * What these keys ask for, a line for each. Throws where they ask for nothing: at the first step of an exchange there is nothing
 * to do yet, and keys of a shell that was forgotten would find everything as it should be.
 */
export function exchanged(): string[] {
  const { current, byId } = dataKeys()
  const { chain, exchange } = lookupKeys()
  const waits = byId.has(String((Number(current.id) + 1) % IDS))
  const seals = byId.size > 1 && !waits
  const hashes = exchange === 'write' || (exchange === 'none' && chain.length > 1)
  const told = [
    `CAMPUS_DATA_KEYS ${byId.size === 1 ? `has key ${current.id} alone` : `seals by key ${current.id} of ${[...byId.keys()].join(', ')}`}`,
    `CAMPUS_LOOKUP_KEY ${chain.length === 1 ? 'has one key' : `has ${chain.length} keys, ${STAGES[exchange]}`}`,
  ]
  if (!seals && !hashes)
    throw new Error(
      `${told.join('; ')}: nothing is written again at this step. If functions are further, give this shell what ` +
        '`npm run deploy -- --rotate` printed last',
    )
  return told
}

/** Ids that a key of a ring can have (scripts/deploy/rotate.ts). */
const IDS = 256
const STAGES = {
  read: 'the newest is read',
  write: 'the newest is written',
  none: 'the newest alone is read',
}

/** Rows of the trail are never changed. */
const AS_IT_IS = 'audit'
/** Transactions at a time. */
const AT_ONCE = 4

/** Goes through everything once. Cut off anywhere it can be run again; run until it says that nothing was left. */
export async function rewriteAll(
  collections: readonly string[],
  print: (line: string) => void,
): Promise<Rewritten> {
  const all: Rewritten = { rewritten: 0, removed: 0, unknown: [] }
  for (const collection of collections.filter((name) => name !== AS_IT_IS)) {
    const done = await rewriteCollection(collection)
    all.rewritten += done.rewritten
    all.removed += done.removed
    all.unknown.push(...done.unknown)
    if (done.rewritten + done.removed > 0)
      print(`  ${collection}: ${done.rewritten} rewritten, ${done.removed} removed`)
  }
  return all
}

async function rewriteCollection(collection: string): Promise<Rewritten> {
  const done: Rewritten = { rewritten: 0, removed: 0, unknown: [] }
  for await (const page of pagesOf(collection)) {
    const left = lookupKeys().exchange === 'none' ? page.filter(({ _id }) => holdsOlder(_id)) : []
    await inTurns(left, ({ _id }) => removeDocument(collection, _id))
    const due = await dueOf(
      collection,
      page.filter((document) => !left.includes(document)),
    )
    await inTurns(due, (id) => rewrite(collection, id))
    done.unknown.push(...page.filter(needsOtherKeys).map(({ _id }) => `${collection} ${_id}`))
    done.removed += left.length
    done.rewritten += due.length
  }
  return done
}

/** Ids, in their newest form, of the documents of a page that have to be written again. */
async function dueOf(collection: string, page: readonly Stored[]): Promise<string[]> {
  const sealed = page.filter(holdsOlderSeal).map(({ _id }) => newestIn(_id))
  const { exchange } = lookupKeys()
  if (exchange === 'none')
    return [...sealed, ...page.filter((each) => 'olderHashes' in each).map(({ _id }) => _id)]
  if (exchange === 'read') return sealed
  const older = page.filter(({ olderHashes: _, ...document }: Stored & { olderHashes?: unknown }) =>
    holdsOlder(JSON.stringify(document)),
  )
  // One that is found by a hash stands twice while keys are exchanged, and needs nothing then.
  const found = older.filter(({ _id }) => holdsOlder(_id)).map(({ _id }) => newestIn(_id))
  const twins = await documentsAt(collection, found)
  const hashed = older
    .map(({ _id }) => newestIn(_id))
    .filter((id) => !found.includes(id) || twins.get(id) == null)
  return [...new Set([...sealed, ...hashed])]
}

/** Read and written as functions do: in the newest form, and in the older one beside it as long as that is read. */
const rewrite = (collection: string, id: string): Promise<void> =>
  transact(async (tx) => {
    const document = await tx.read<Stored>(collection, id)
    if (document !== null) await tx.write(collection, resealed(collection, document))
  })

/** `<key id>.<sealed>` (cloudfunctions/platform/sealing.ts), at least a nonce and a tag long. */
const SEALED = /^([\w-]+)\.[A-Za-z0-9_-]{38,}$/

const isOlderSeal = (text: string): boolean => {
  const id = SEALED.exec(text)?.[1]
  return id !== undefined && id !== dataKeys().current.id && dataKeys().byId.has(id)
}

/** Keys made by a deployment are numbered; anything else with a dot in it is a text of its own. */
const isUnknownSeal = (text: string): boolean => {
  const id = SEALED.exec(text)?.[1]
  return id !== undefined && /^\d+$/.test(id) && !dataKeys().byId.has(id)
}

function needsOtherKeys(document: Stored): boolean {
  let needs = holdsUnknown(document._id)
  walk(document, (text) => {
    needs ||= isUnknownSeal(text) || holdsUnknown(text)
    return text
  })
  return needs
}

const holdsOlderSeal = (document: Stored): boolean => {
  let holds = false
  walk(document, (text) => {
    holds ||= isOlderSeal(text)
    return text
  })
  return holds
}

/** A sealed value is bound to its place: the path to it is the field's name. */
const resealed = (collection: string, document: Stored): Stored =>
  walk(document, (text, field) => {
    if (!isOlderSeal(text)) return text
    const place = { collection, record: document._id, field }
    return seal(unseal(text, place), place)
  })

function walk<T>(value: T, change: (text: string, path: string) => string, path: readonly string[] = []): T {
  const inner = (each: unknown, key: string): unknown => walk(each, change, [...path, key])
  if (typeof value === 'string') return change(value, path.join('.')) as T
  if (Array.isArray(value)) return value.map((each, index) => inner(each, String(index))) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inner(each, key)])) as T
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < items.length; index += AT_ONCE)
    await Promise.all(items.slice(index, index + AT_ONCE).map(work))
}
