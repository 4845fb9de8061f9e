import { createHash } from 'node:crypto'
import {
  command,
  find,
  findByIds,
  readDocument,
  removeIf,
  type Stored,
  type Transaction,
} from '../platform/database'

const COLLECTION = 'requests'

/** The reply to a request that changed something: the same request id gives it again (house rule 8). */
interface AnsweredRequest extends Stored {
  action: string
  reply: object
  at: number
}

/** Request ids of different people never meet, whatever their phones make. */
export const requestKey = (openid: string, requestId: string): string =>
  createHash('sha256').update(`${openid}:${requestId}`).digest('base64url').slice(0, 32)

/** A record's id made from the request, so that the same request can only ever make the same record. */
export const recordId = (openid: string, requestId: string): string =>
  createHash('sha256').update(`record:${openid}:${requestId}`).digest().subarray(0, 12).toString('base64url')

export async function earlierReplyIn(tx: Transaction, key: string): Promise<AnsweredRequest | null> {
  return tx.read<AnsweredRequest>(COLLECTION, key)
}

export const loadEarlierReply = (key: string): Promise<AnsweredRequest | null> =>
  readDocument<AnsweredRequest>(COLLECTION, key)

/** Those of `keys` that were answered, in no order. */
export const loadEarlierReplies = (keys: readonly string[]): Promise<AnsweredRequest[]> =>
  findByIds<AnsweredRequest>(COLLECTION, keys)

/** Keeps the reply in the same transaction as the change. Replies hold ids and states, never personal data. */
export async function keepReplyIn(
  tx: Transaction,
  key: string,
  action: string,
  reply: object,
  at: number,
): Promise<void> {
  await tx.write<AnsweredRequest>(COLLECTION, { _id: key, action, reply, at })
}

/** Removes the oldest replies given before `before`, at most `limit`; returns how many. */
export async function forgetReplies(before: number, limit: number): Promise<number> {
  const old = await find<AnsweredRequest>(COLLECTION, { at: command().lt(before) }, ['at', 'asc'], limit)
  return removeIf(COLLECTION, old)
}
