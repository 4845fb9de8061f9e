import { createHash } from 'node:crypto'
import { findByIds, readDocument, type Stored, type Transaction } from './database'

const COLLECTION = 'requests'

/** The reply to a request that changed something: the same key with the same content gives it again (house rule 8). */
export interface AnsweredRequest extends Stored {
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
  tx.read<AnsweredRequest>(COLLECTION, key)

export const loadEarlierReply = (key: string): Promise<AnsweredRequest | null> =>
  readDocument<AnsweredRequest>(COLLECTION, key)

/** Those of `keys` that were answered, in no order. */
export const loadEarlierReplies = (keys: readonly string[]): Promise<AnsweredRequest[]> =>
  findByIds<AnsweredRequest>(COLLECTION, keys)

/**
 * Keeps the reply in the same transaction as the change; E11000 when one is kept under this key already. Replies hold
 * ids and states, never personal data.
 */
export const keepReplyIn = (tx: Transaction, answered: AnsweredRequest): Promise<void> =>
  tx.add<AnsweredRequest>(COLLECTION, answered)
