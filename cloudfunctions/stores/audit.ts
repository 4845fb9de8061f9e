import { AUDIT } from '../platform/audit'
import { command, find, removeIf } from '../platform/database'
import type { AnsweredRequest } from '../platform/replies'

/** Removes the oldest replies given before `before` (epoch milliseconds), at most `limit`; returns how many. */
export async function forgetReplies(before: number, limit: number): Promise<number> {
  const old = { kind: 'reply', at: command().lt(before) }
  return removeIf(AUDIT, await find<AnsweredRequest>(AUDIT, old, ['at', 'asc'], limit))
}
