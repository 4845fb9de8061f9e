import { createHash } from 'node:crypto'
import { AUDIT, type AuditRow } from './audit'
import { findByIds, readDocument, type Stored, type Transaction } from './database'

/** The reply to a request that changed something: the same key with the same content gives it again (house rule 8). */
export interface AnsweredRequest extends Stored {
  kind: 'reply'
  action: string
  /** Keyed hash of action and input (`contentOf`). */
  content: string
  reply: unknown
  at: number
}

/** Keys of different callers never meet, whatever their phones make. */
export const requestKey = (owner: string, requestId: string): string =>
  createHash('sha256').update(`${owner}:${requestId}`).digest('base64url').slice(0, 32)

/** A record's id made from the request, so that the same request can only ever make the same record. */
export const recordId = (owner: string, requestId: string): string =>
  createHash('sha256').update(`record:${owner}:${requestId}`).digest().subarray(0, 12).toString('base64url')

export const earlierReplyIn = (tx: Transaction, key: string): Promise<AnsweredRequest | null> =>
  tx.read<AnsweredRequest>(AUDIT, key)

export const loadEarlierReply = (key: string): Promise<AnsweredRequest | null> =>
  readDocument<AnsweredRequest>(AUDIT, key)

/** Those of `keys` that were answered, in no order. */
export const loadEarlierReplies = (keys: readonly string[]): Promise<AnsweredRequest[]> =>
  findByIds<AnsweredRequest>(AUDIT, keys)

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
