import { createHash } from 'node:crypto'
import { AUDIT, auditRowId, type AuditRow } from './audit'
import { findByIds, readDocument, type Stored, type Transaction } from './database'

/** The reply to a request that changed something: the same key with the same content gives it again (house rule 8). */
export interface AnsweredRequest extends Stored {
  kind: 'reply'
  action: string
  /** Keyed hash of action and input (`contentOf`). */
  content: string
  reply: unknown
  at: number
  /** Epoch milliseconds; later it isn't given again. Absent: it is for as long as it is kept. */
  countsUntil?: number
}

/** Who makes requests: a person on the phone, the same one on the console, a device. */
interface Requester {
  kind: string
  id: string
}

/** Whose idempotency keys and records they are: a device can't meet a person's, whatever it calls itself. */
const ownerOf = ({ kind, id }: Requester): string => (kind === 'wechat' ? id : `${kind}:${id}`)

/** Keys of different callers never meet, whatever their phones make. */
export const requestKey = (by: Requester, requestId: string): string =>
  createHash('sha256')
    .update(`${ownerOf(by)}:${requestId}`)
    .digest('base64url')
    .slice(0, 32)

/**
 * A record's id made from the request, so that the same request can only ever make the same record. Where requests have a key
 * of their own their records have an id of their own, too: none is written over by a request that isn't known as its.
 */
export const recordId = (by: Requester, requestId: string): string =>
  createHash('sha256')
    .update(`record:${ownerOf(by)}:${requestId}`)
    .digest()
    .subarray(0, 12)
    .toString('base64url')

export const earlierReplyIn = (tx: Transaction, key: string): Promise<AnsweredRequest | null> =>
  tx.read<AnsweredRequest>(AUDIT, key)

export const loadEarlierReply = (key: string): Promise<AnsweredRequest | null> =>
  readDocument<AnsweredRequest>(AUDIT, key)

/** Those of `keys` that were answered, in no order. */
export const loadEarlierReplies = (keys: readonly string[]): Promise<AnsweredRequest[]> =>
  findByIds<AnsweredRequest>(AUDIT, keys)

/** Those of these rows of the trail whose change kept a reply: the one that a call is answered by, of all that it leaves. */
export async function withReply(rowIds: readonly string[]): Promise<ReadonlySet<string>> {
  const prefix = auditRowId('')
  const answered = await loadEarlierReplies(rowIds.map((id) => id.slice(prefix.length)))
  return new Set(answered.map(({ _id }) => auditRowId(_id)))
}

/**
 * Keeps what a change leaves behind, in its transaction and in one request: its audit row, its reply. E11000 when a reply
 * is kept under this key already. Replies hold ids and states, never personal data.
 */
export async function keepTracesIn(
  tx: Transaction,
  row: AuditRow | null,
  reply: AnsweredRequest | null,
): Promise<void> {
  const traces = [row, reply].filter((trace) => trace !== null)
  if (traces.length > 0) await tx.addAll(AUDIT, traces)
}
