import {
  command,
  find,
  readDocument,
  removeIf,
  updateIf,
  updateDocument,
  type Transaction,
} from '../platform/database'
import type { Notice } from '../platform/notices'

const COLLECTION = 'outbox'

/** A notice id says what it tells of, so that telling it twice is telling it once. */
export const noticeId = (visitId: string, event: string, rev: number): string => `${visitId}:${event}:${rev}`

export const loadNotice = (id: string): Promise<Notice | null> => readDocument<Notice>(COLLECTION, id)

export const loadNoticeIn = (tx: Transaction, id: string): Promise<Notice | null> =>
  tx.read<Notice>(COLLECTION, id)

export const findDue = (now: number, limit: number): Promise<Notice[]> =>
  find<Notice>(COLLECTION, { state: 'due', dueAt: command().lte(now) }, ['dueAt', 'asc'], limit)

/** Takes a due notice for this sender until `until`, with its recipients marked; false when another was faster. */
export const claimNotice = (
  notice: Notice,
  recipients: Notice['recipients'],
  until: number,
): Promise<boolean> =>
  updateIf(
    COLLECTION,
    { _id: notice._id, state: 'due', dueAt: notice.dueAt, attempts: notice.attempts },
    { dueAt: until, attempts: notice.attempts + 1, recipients },
  )

export async function settleNotice(
  id: string,
  recipients: Notice['recipients'],
  retryAt: number | null,
): Promise<void> {
  const next = retryAt === null ? { state: 'done' } : { dueAt: retryAt }
  await updateDocument(COLLECTION, id, { recipients, ...next })
}

/** Removes notices settled before `before`, at most `limit`; returns how many. What still waits stays. */
export async function forgetSettled(before: number, limit: number): Promise<number> {
  const condition = { state: 'done', dueAt: command().lt(before) }
  const old = await find<Notice>(COLLECTION, condition, ['dueAt', 'asc'], limit)
  return removeIf(COLLECTION, old, { state: 'done' })
}
