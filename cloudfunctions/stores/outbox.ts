import {
  command,
  find,
  readDocument,
  removeIf,
  updateIf,
  updateDocument,
  type Stored,
  type Transaction,
} from '../platform/database'

const COLLECTION = 'outbox'

export type TemplateUse = 'newBooking' | 'decision'

/** What happened to one recipient. `sending` left behind by a crash counts as sent: nothing is sent twice. */
export type Outcome = 'sending' | 'sent' | 'noConsent' | 'rejected' | 'failed'

/**
 * A notice waiting to be sent (house rule 15): written in the same transaction as the change it tells of, sent after it.
 * Its fields hold nothing but what the message shows; never an ID or phone number.
 */
export interface Notice extends Stored {
  use: TemplateUse
  to: { unitId: string } | { openid: string }
  /** Page the message opens, with its query. */
  page: string
  /** Template fields as WeChat names them: {thing1: '…'}. */
  fields: Record<string, string>
  state: 'due' | 'done'
  dueAt: number
  attempts: number
  recipients: { openid: string; outcome: Outcome }[]
  at: number
}

export type NewNotice = Pick<Notice, '_id' | 'use' | 'to' | 'page' | 'fields'>

/** A notice id says what it tells of, so that telling it twice is telling it once. */
export const noticeId = (visitId: string, event: string, rev: number): string => `${visitId}:${event}:${rev}`

export async function addNoticeIn(tx: Transaction, notice: NewNotice, now: number): Promise<void> {
  await tx.write<Notice>(COLLECTION, {
    ...notice,
    state: 'due',
    dueAt: now,
    attempts: 0,
    recipients: [],
    at: now,
  })
}

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
