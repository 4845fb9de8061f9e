import { randomBytes } from 'node:crypto'
import { DomainError } from '../../miniprogram/domain/errors'
import { AuditedTransaction, auditRowId, newAuditRow, type AuditedChange, type AuditRow } from './audit'
import { linksNow, rowCommitted } from './audit-links'
import { MAX_WRITES, takeBatch, type BufferedTransaction } from './buffered-transaction'
import type { Transaction } from './database'
import { addNoticeIn, type NewNotice } from './notices'
import { earlierReplyIn, keepTracesIn, loadEarlierReply, requestKey, type AnsweredRequest } from './replies'
import { transact } from './transaction'

/** Who changes something, as much of it as a transaction has to know. */
export interface Changer {
  kind: 'wechat' | 'console' | 'device' | 'timer' | 'operator'
  /** openid (on the phone and on the console), id of the device, name of the job, what an operator of the cloud runs. */
  id: string
  /** The account by which the caller may do it. */
  role: string
  action: string
  /** Idempotency key made by the caller; empty for timers, which keep no reply. */
  requestId: string
  /** Keyed hash of action and input (`contentOf`). */
  content: string
  /** The reply is given again for so long, milliseconds; absent: as long as it is kept. */
  repliesFor?: number
  /** Epoch milliseconds. */
  now: number
  /** Throws when the work hasn't asked whose records it touches, or the call turns out not to be allowed. */
  beforeCommit(): void | Promise<void>
  /** The reply was given before: nothing is touched any more. */
  answeredBefore(): void
  /** Notices that wait now. Must return at once: the caller doesn't wait for messages to others. */
  afterCommit(noticeIds: readonly string[]): void
}

/** Tells somebody of the change, once it stands. */
export type Notify = (notice: NewNotice) => Promise<void>

export interface UnitOfWork {
  tx: Transaction
  notify: Notify
}

const keyOf = (by: Changer): string => requestKey(by, by.requestId)

/**
 * The only way to change anything (house rule 9): one transaction with what the work writes, the notices, the audit row
 * and the reply. The same key with the same content gets the same reply, and the change happens once; with other content,
 * or later than the reply counts, it is refused with KEY_REUSED. Conflicts are retried, then BUSY. `work` may run several
 * times: it must do nothing but read and write through `tx` and call `notify`. At most 20 writes.
 *
 * An earlier reply isn't asked for beforehand: nearly always there is none. The new one is added under the key as the
 * last write, which fails where one is kept, and undoes all; so it is read only then, and when a rule refuses, since
 * what the earlier request did may be what refuses this one.
 */
export async function change<R>(by: Changer, work: (unit: UnitOfWork) => Promise<R>): Promise<R> {
  const key = by.requestId === '' ? null : keyOf(by)
  const rowId = auditRowId(key ?? newId())
  const { reply, notices, row } = await transact(
    async (transaction) => {
      const tx = new AuditedTransaction(transaction)
      const { notify, notices } = outbox(tx, by.now)
      const reply = await work({ tx, notify })
      await by.beforeCommit()
      const row = rowOf(by, rowId, tx.changes())
      await keepTracesIn(tx, row, key === null ? null : replyOf(by, key, reply))
      if (tx.writes > MAX_WRITES) throw new Error(`${by.action} writes ${tx.writes} documents`)
      return { reply, notices, row }
    },
    () => answeredWith<R>(by, key),
  )
  noteCommitted(row)
  if (notices.length > 0) by.afterCommit(notices)
  return reply
}

async function answeredWith<R>(
  by: Changer,
  key: string | null,
): Promise<{ reply: R; notices: string[]; row: AuditRow | null } | null> {
  const earlier = key === null ? null : await loadEarlierReply(key)
  return earlier === null ? null : { reply: sameContent(by, earlier).reply as R, notices: [], row: null }
}

/** What an item of `changeEach` has besides: replies of its own, under keys of its own. */
export interface ItemOfWork extends UnitOfWork {
  /** The reply kept under this key of the caller's; null when there is none. */
  earlier(requestId: string): Promise<AnsweredRequest | null>
  keep(requestId: string, content: string, reply: object): Promise<void>
}

/**
 * Does `step` with one item after the other, as many in one transaction as its writes allow, each seeing what those
 * before it wrote, with one audit row for each transaction. Answers in the order of `items`. An item whose step throws
 * has written nothing: `failed` answers for it, or throws on, as it does unless given, and then the items of earlier
 * transactions are done and stay done. `replyTo`: what each transaction keeps under a key of its own of what it has done,
 * so that a retry knows; null: nothing.
 */
export async function changeEach<T, R>(
  by: Changer,
  items: readonly T[],
  step: (unit: ItemOfWork, item: T) => Promise<R>,
  failed: (error: unknown, item: T) => R = throwOn,
  replyTo: (done: readonly R[]) => KeptReply | null = () => null,
): Promise<R[]> {
  const done: R[] = []
  while (done.length < items.length) {
    let told: string[] = []
    let row: AuditRow | null = null
    const rowId = auditRowId(newId())
    const some = await transact((transaction) => {
      told = []
      return takeBatch(
        transaction,
        items.slice(done.length),
        (tx, item) => stepIn(tx, by, item, step, told),
        failed,
        (tx, now) => {
          row = rowOf(by, rowId, tx.changes())
          const kept = row === null ? null : replyTo(now)
          return keepTracesIn(tx, row, kept === null ? null : replyUnder(by, kept))
        },
      )
    })
    noteCommitted(row)
    done.push(...some)
    if (told.length > 0) by.afterCommit(told)
  }
  return done
}

async function stepIn<T, R>(
  tx: BufferedTransaction,
  by: Changer,
  item: T,
  step: (unit: ItemOfWork, item: T) => Promise<R>,
  told: string[],
): Promise<R> {
  const { notify, notices } = outbox(tx, by.now)
  const result = await step(
    {
      tx,
      notify,
      earlier: (requestId) => earlierReplyIn(tx, requestKey(by, requestId)),
      keep: (requestId, content, reply) =>
        keepTracesIn(tx, null, replyUnder(by, { requestId, content, reply })),
    },
    item,
  )
  await by.beforeCommit()
  told.push(...notices)
  return result
}

/** What this request was answered before; null when it wasn't yet. For work that doesn't fit into one transaction. */
export async function earlierReplyOf<R>(by: Changer): Promise<R | null> {
  const earlier = by.requestId === '' ? null : await loadEarlierReply(keyOf(by))
  return earlier === null ? null : (sameContent(by, earlier).reply as R)
}

function sameContent(by: Changer, earlier: AnsweredRequest): AnsweredRequest {
  const same = earlier.action === by.action && earlier.content === by.content
  if (!same || by.now > (earlier.countsUntil ?? Infinity)) throw new DomainError('KEY_REUSED')
  by.answeredBefore()
  return earlier
}

function outbox(tx: Transaction, now: number): { notify: Notify; notices: string[] } {
  const notices: string[] = []
  const notify: Notify = async (notice) => {
    // A pass that nobody has taken over yet, as of somebody on a list, has nobody to tell.
    if ('openid' in notice.to && notice.to.openid === '') return
    await addNoticeIn(tx, notice, now)
    notices.push(notice._id)
  }
  return { notify, notices }
}

/** One row for one change; work that found nothing to change leaves none. */
function rowOf(by: Changer, _id: string, changes: AuditedChange[]): AuditRow | null {
  const { kind, id, role, action, now: at } = by
  if (changes.length === 0) return null
  return newAuditRow({ _id, at, by: { kind, id, role }, action, changes, follows: linksNow() })
}

function noteCommitted(row: AuditRow | null): void {
  if (row !== null) rowCommitted(row._id, row.follows)
}

const replyOf = (
  { action, content, now: at, repliesFor }: Pick<Changer, 'action' | 'content' | 'now' | 'repliesFor'>,
  _id: string,
  reply: unknown,
): AnsweredRequest => ({
  ...{ _id, kind: 'reply', action, content, reply, at },
  ...(repliesFor === undefined ? {} : { countsUntil: at + repliesFor }),
})

/** A reply under another key than the request's own. */
interface KeptReply {
  requestId: string
  content: string
  reply: object
}

const replyUnder = (by: Changer, { requestId, content, reply }: KeptReply): AnsweredRequest =>
  replyOf({ ...by, content }, requestKey(by, requestId), reply)

const throwOn = (error: unknown): never => {
  throw error
}

const newId = (): string => randomBytes(16).toString('base64url')
