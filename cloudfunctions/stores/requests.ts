import { command, find, removeIf } from '../platform/database'
import type { AnsweredRequest } from '../platform/replies'

const COLLECTION = 'requests'

/** Removes the oldest replies given before `before` (epoch milliseconds), at most `limit`; returns how many. */
export async function forgetReplies(before: number, limit: number): Promise<number> {
  const old = await find<AnsweredRequest>(COLLECTION, { at: command().lt(before) }, ['at', 'asc'], limit)
  return removeIf(COLLECTION, old)
}
