import {
  command,
  find,
  findByIds,
  readDocument,
  removeIf,
  updateIf,
  updateDocument,
  type Transaction,
} from '../platform/database'
import type { Notice } from '../platform/notices'
import { mergedPage, momentSort, PAGE_SIZE, sortAt, type Page } from '../platform/pages'

const COLLECTION = 'outbox'

/** A notice id says what it tells of, so that telling it twice is telling it once. */
export const noticeId = (visitId: string, event: string, rev: number): string => `${visitId}:${event}:${rev}`

export const loadNotice = (id: string): Promise<Notice | null> => readDocument<Notice>(COLLECTION, id)

/** Those of `ids` that there are. */
export const loadNotices = (ids: readonly string[]): Promise<Notice[]> => findByIds<Notice>(COLLECTION, ids)

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

/** Somebody whom a notice that isn't tried again didn't reach, although they had agreed to it. */
export const isLost = ({ outcome }: Notice['recipients'][number]): boolean =>
  outcome === 'rejected' || outcome === 'failed'

/** @param retryAt epoch ms of the next try; null: there is none */
export async function settleNotice(
  id: string,
  recipients: Notice['recipients'],
  retryAt: number | null,
): Promise<void> {
  const next =
    retryAt === null ? { state: recipients.some(isLost) ? 'rejected' : 'done' } : { dueAt: retryAt }
  await updateDocument(COLLECTION, id, { recipients, ...next })
}

/** Removes notices settled before `before`, at most `limit`; returns how many. What still waits stays. */
export async function forgetSettled(before: number, limit: number): Promise<number> {
  const old = await find<Notice>(COLLECTION, settledBefore('done', before), ['dueAt', 'asc'], limit)
  const left = limit - old.length
  const rejected =
    left > 0 ? await find<Notice>(COLLECTION, settledBefore('rejected', before), ['dueAt', 'asc'], left) : []
  return removeIf(COLLECTION, [...old, ...rejected], { state: command().in(['done', 'rejected']) })
}

const settledBefore = (state: Notice['state'], before: number) => ({ state, dueAt: command().lt(before) })

/** Notices that are still to be sent, at most so many, the one that is due longest first. */
export const findWaiting = (): Promise<Notice[]> =>
  find<Notice>(COLLECTION, { state: 'due' }, ['dueAt', 'asc'], MAX_AT_ONCE)

/** Those that were sent (`done`), or that somebody didn't get for reasons of the platform's; the latest first. */
export async function listSettled(state: 'done' | 'rejected', cursor: string | null): Promise<Page<Notice>> {
  const after = cursor === null ? null : sortAt(cursor)
  // Those of one run are due at the same moment: the page begins among them.
  const dueAt = after === null ? {} : { dueAt: command().lte(Number.parseInt(after, 10)) }
  const found = await find<Notice>(
    COLLECTION,
    { state, ...dueAt },
    ['dueAt', 'desc'],
    PAGE_SIZE + MAX_AT_A_MOMENT,
  )
  const rest = found.filter((notice) => after === null || settledSort(notice) < after)
  return mergedPage([rest], PAGE_SIZE, settledSort)
}

const settledSort = ({ dueAt, _id }: Notice): string => momentSort(dueAt, _id)

/** More than one run of the timer settles. */
const MAX_AT_A_MOMENT = 200

/** Removes the notices of a booking that were settled: their parts name who it is about. */
export async function forgetNoticesOf(visitId: string): Promise<void> {
  const { gt, lt } = command()
  const own = { _id: gt(`${visitId}:`).and(lt(`${visitId};`)) }
  const found = await find<Notice>(COLLECTION, own, ['_id', 'asc'], MAX_OF_VISIT)
  await removeIf(COLLECTION, found, { state: command().in(['done', 'rejected']) })
}

const MAX_OF_VISIT = 100

/** Notices that were settled and due between two moments (epoch milliseconds), each once: for counting a day. */
export async function* settledBetween(from: number, until: number): AsyncGenerator<Notice> {
  for (const state of ['done', 'rejected'] as const) {
    let [after, seen] = [from, new Set<string>()]
    for (;;) {
      const { gte, lt } = command()
      const dueAt = gte(after).and(lt(until))
      const found = await find<Notice>(COLLECTION, { state, dueAt }, ['dueAt', 'asc'], MAX_AT_ONCE)
      const fresh = found.filter(({ _id }) => !seen.has(_id))
      yield* fresh
      if (found.length < MAX_AT_ONCE || fresh.length === 0) break
      after = found[found.length - 1]?.dueAt ?? until
      seen = new Set(found.map(({ _id }) => _id))
    }
  }
}

/** As many as one query gives. */
const MAX_AT_ONCE = 1000
