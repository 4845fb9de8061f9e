import { createHash, randomBytes } from 'node:crypto'
import { canonicalJson } from './canonical'
import type { Stored, Transaction } from './database'
import { momentSort } from './pages'
import { fixedHash } from './sealing'

/** Rows of the trail and, until they are forgotten, the replies of the same changes (replies.ts): one request adds both. */
export const AUDIT = 'audit'

/** What happened to one document: states where it has them and they differ, else keyed hashes of its content. */
export interface AuditedChange {
  collection: string
  id: string
  /** Null: it was new, or wasn't read before. */
  from: string | null
  /** Null: it was removed. */
  to: string | null
}

/** What a row says for good; its keyed hash is `AuditRow.mac`. */
interface AuditContent extends Stored {
  kind: 'row'
  at: number
  by: { kind: string; role: string }
  /** Hash of salt and `by.id`: proves whose row it was as long as both are there, and tells nothing without the salt. */
  mark: string
  action: string
  changes: AuditedChange[]
  /** `<instance>:<ids>`: rows that this instance of a function has committed since its last one (audit-links.ts). */
  follows: string
}

/**
 * One change: who did what to which records, and when (spec 9). Ids, states and keyed hashes only, so that the row can
 * be kept when the person has been taken out of the record. Its content never changes; the timer numbers its seal, and
 * takes a visitor's openid and its salt away when the time for keeping is over.
 */
export interface AuditRow extends AuditContent {
  /** `id`: openid, id of a device, name of a job; empty once the person was taken out. */
  by: { kind: string; id: string; role: string }
  salt: string
  mac: string
  /** Number of the seal that holds it (audit-chain.ts); 0: none yet. */
  seal: number
  /** Ids of documents whose id holds an openid, by the keyed hash that `changes` has of them. */
  ids: { hash: string; id: string }[]
  /** It says which visitor: their openid doesn't stay (spec 9, How long). */
  namesVisitor: boolean
  sort: string
}

/** What a change tells of itself for its row; its documents by their own ids. */
export type AuditedCall = Pick<AuditRow, '_id' | 'at' | 'by' | 'action' | 'changes' | 'follows'>

const NO_SALT = ''

/** Stands for who tried something and is nobody we know. */
export const UNKNOWN_AUTHOR = 'unknown'

/** The row of one change, with its keyed hash, not yet sealed. */
export function newAuditRow(call: AuditedCall): AuditRow {
  const salt = randomBytes(12).toString('base64url')
  // One person's documents of several collections have one id.
  const named = new Map<string, string>()
  const changes = call.changes.map((change) => {
    if (!BY_OPENID.has(change.collection)) return change
    const hash = fixedHash('auditId', change.id)
    named.set(hash, change.id)
    return { ...change, id: hash }
  })
  const ids = [...named].map(([hash, id]) => ({ hash, id }))
  const row: AuditRow = {
    ...{ ...call, kind: 'row', salt, mark: markOf(salt, call.by.id), changes, ids, mac: '', seal: 0 },
    namesVisitor: call.by.role === 'anyone' || ids.length > 0,
    sort: momentSort(call.at, call._id),
  }
  return { ...row, mac: rowMac(row) }
}

const markOf = (salt: string, id: string): string =>
  createHash('sha256').update(`${salt}:${id}`).digest('base64url')

/** Keyed hash of what a row says for good, whether or not it still names its author. */
export function rowMac({ _id, kind, at, by, mark, action, changes, follows }: AuditRow): string {
  const content: AuditContent = {
    ...{ _id, kind, at, by: { kind: by.kind, role: by.role }, mark, action, changes, follows },
  }
  return fixedHash('auditRow', canonicalJson(content))
}

/** How long the trail says at least which visitor it was: network logs are kept six months (网络安全法第二十一条). */
export const LOG_DAYS = 184
const LOG_MS = LOG_DAYS * 86_400_000

/** Whether the row names the author that it was written with, or is a visitor's whose time for keeping is over. */
export const namesItsAuthor = ({ by, salt, mark, at }: AuditRow, now: number): boolean =>
  by.id === '' && salt === NO_SALT ? by.role === 'anyone' && now - at >= LOG_MS : markOf(salt, by.id) === mark

/**
 * Whether what lists, forgets and restores the row by is what its content says: that isn't part of the hash, for it goes or
 * follows from the rest.
 */
export function isKeptAsSaid(
  { _id, at, by, changes, ids, namesVisitor, sort }: AuditRow,
  now: number,
): boolean {
  const hashed = changes.filter(({ collection }) => BY_OPENID.has(collection)).map(({ id }) => id)
  const named = new Set(ids.map(({ hash }) => hash))
  const isForgotten = ids.length === 0 && now - at >= LOG_MS
  return (
    sort === momentSort(at, _id) &&
    namesVisitor === ((by.role === 'anyone' && by.id !== '') || ids.length > 0) &&
    named.size === ids.length &&
    ids.every(({ hash, id }) => hashed.includes(hash) && fixedHash('auditId', id) === hash) &&
    (isForgotten || hashed.every((hash) => named.has(hash)))
  )
}

/** The row without the visitors it names; its keyed hash, and so the chain, holds. Staff and the office stay named. */
export const withoutVisitor = (row: AuditRow): AuditRow => ({
  ...row,
  ...(row.by.role === 'anyone' ? { by: { ...row.by, id: '' }, salt: NO_SALT } : {}),
  ...{ ids: [], namesVisitor: false },
})

/** The row of a change that kept its reply under `key`: one leads to the other. */
export const auditRowId = (key: string): string => `row:${key}`

/** What is kept beside a change or is nothing but its traces. */
const TRACES = new Set([AUDIT, 'outbox'])

/** Documents of a WeChat user, whose id is or holds an openid: the trail knows them by a keyed hash. */
const BY_OPENID = new Set([
  'bookers',
  'consents',
  'bindings',
  'accountRequests',
  'uploads',
  'activityGuests',
  'walkInTickets',
])

/** One document as a transaction read it first and wrote it last. */
export interface Seen {
  collection: string
  id: string
  before: Stored | null
  after: Stored | null
  written: boolean
}

/** A transaction that remembers what it read and changed: nothing is read twice, for it sees one state of the records. */
export class AuditedTransaction implements Transaction {
  private readonly seen = new Map<string, Seen>()
  /** Operations that the platform counts. */
  writes = 0

  constructor(private readonly tx: Transaction) {}

  async read<T extends Stored>(collection: string, id: string): Promise<T | null> {
    const key = `${collection}:${id}`
    const seen = this.seen.get(key)
    if (seen !== undefined) return seen.after as T | null
    const document = await this.tx.read<T>(collection, id)
    this.seen.set(key, { collection, id, before: document, after: document, written: false })
    return document
  }

  async add<T extends Stored>(collection: string, document: T): Promise<void> {
    this.remember(collection, document._id, document)
    await this.tx.add(collection, document)
  }

  async addAll<T extends Stored>(collection: string, documents: readonly T[]): Promise<void> {
    for (const document of documents) this.remember(collection, document._id, document)
    await this.tx.addAll(collection, documents)
  }

  async write<T extends Stored>(collection: string, document: T): Promise<void> {
    this.remember(collection, document._id, document)
    await this.tx.write(collection, document)
  }

  async remove(collection: string, id: string): Promise<void> {
    this.remember(collection, id, null)
    await this.tx.remove(collection, id)
  }

  private remember(collection: string, id: string, after: Stored | null): void {
    const key = `${collection}:${id}`
    const seen = this.seen.get(key)
    this.writes++
    this.seen.set(key, { collection, id, before: seen?.before ?? null, after, written: true })
  }

  changes(): AuditedChange[] {
    return changesOf(this.seen.values())
  }
}

/** What was changed; a document that was only touched (`rev`) is none, and neither are the traces of a change. */
export const changesOf = (seen: Iterable<Seen>): AuditedChange[] =>
  [...seen].flatMap(({ collection, id, before, after, written }) => {
    if (!written || TRACES.has(collection)) return []
    const [from, to] = marksOf(before, after)
    return from === to ? [] : [{ collection, id, from, to }]
  })

function marksOf(before: Stored | null, after: Stored | null): [string | null, string | null] {
  const [from, to] = [stateOf(before), stateOf(after)]
  return from !== null && to !== null && from !== to
    ? [from, to]
    : before === null && to !== null
      ? [null, to]
      : [hashOf(before), hashOf(after)]
}

function stateOf(document: Stored | null): string | null {
  const state = (document as { state?: unknown } | null)?.state
  return typeof state === 'string' ? state : null
}

function hashOf(document: Stored | null): string | null {
  if (document === null) return null
  const { rev: _, ...content } = document as Stored & { rev?: unknown }
  return fixedHash('audit', canonicalJson(content))
}
