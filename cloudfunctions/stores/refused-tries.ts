import type { TryKind } from '../../miniprogram/domain/gate/wrong-try'
import {
  addDocument,
  command,
  find,
  readDocument,
  updateDocument,
  updateIf,
  type Stored,
  type Transaction,
} from '../platform/database'
import { log, traceOf } from '../platform/log'
import { removeBefore } from '../platform/remove-before'
import { fixedHash } from '../platform/sealing'
import { isConflict } from '../platform/transaction'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'refusedTries'

/** Who tried, and where. */
export interface Trier {
  kind: 'wechat' | 'console' | 'device'
  /** openid, id of a registered device, or empty: nobody we know. */
  id: string
  name: string
  gateId: string
  gateName: string
}

/**
 * Refused tries of one kind by one author at one gate in one hour. One document, however many they were, so that nobody
 * fills the database by being refused (spec 5.1, 9).
 */
export interface RefusedTries extends Stored {
  tries: TryKind
  by: Trier
  /** Epoch milliseconds of the hour's beginning, and of the last try that was written down by itself. */
  at: number
  count: number
  minutes: Record<string, number>
  /** `open` until the timer has put it on the audit trail; then how many there were. */
  state: string
  audited: boolean
  /** Whether it is a burst, which the office looks at. */
  burst: boolean
  until: number
  sort: string
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const KEPT_MS = 30 * 24 * HOUR_MS

/** So many a minute are looked at one by one; the others are counted and answered without a look. */
export const MAX_TRIES_A_MINUTE = 10

const idOf = (tries: TryKind, { kind, id, gateId }: Trier, now: number): string =>
  fixedHash('tries', [tries, kind, id, gateId, Math.floor(now / HOUR_MS)].join('\n'))

/** Counts one; false when the author has had all of this minute's. */
export async function countTry(tries: TryKind, by: Trier, now: number): Promise<boolean> {
  const [_id, minute] = [idOf(tries, by, now), Math.floor(now / MINUTE_MS)]
  if (await countWithin(_id, minute)) return true
  const at = Math.floor(now / HOUR_MS) * HOUR_MS
  try {
    await addDocument<RefusedTries>(COLLECTION, {
      ...{
        _id,
        tries,
        by,
        at,
        count: 1,
        minutes: { [minute]: 1 },
        state: 'open',
        audited: false,
        burst: false,
      },
      ...{ until: at + KEPT_MS, sort: momentSort(at, _id) },
    })
    return true
  } catch (error) {
    if (!isConflict(error)) throw error
    // It is there: all of the minute's were had, or another try began the hour at this moment.
    if (await countWithin(_id, minute)) return true
    await updateDocument(COLLECTION, _id, { count: command().inc(1), burst: true })
    return false
  }
}

function countWithin(_id: string, minute: number): Promise<boolean> {
  const { inc, neq } = command()
  const inMinute = `minutes.${minute}`
  return updateIf(
    COLLECTION,
    { _id, [inMinute]: neq(MAX_TRIES_A_MINUTE) },
    { count: inc(1), [inMinute]: inc(1) },
  )
}

/** Whether the author has had all of this minute's tries; nothing is counted. */
export async function isHeldUp(tries: TryKind, by: Trier, now: number): Promise<boolean> {
  const seen = await readDocument<RefusedTries>(COLLECTION, idOf(tries, by, now))
  return (seen?.minutes[Math.floor(now / MINUTE_MS)] ?? 0) >= MAX_TRIES_A_MINUTE
}

/** Counts what somebody may not do. The refusal is the answer, whether it could be counted or not. */
export const countRefused = (kind: 'wechat' | 'console', id: string, now: number): Promise<unknown> =>
  countTry('refusedAccess', { kind, id, name: '', gateId: '', gateName: '' }, now).catch((failure) =>
    log('warn', 'refusal.notCounted', traceOf(failure)),
  )

/** Bursts, latest hour first. */
export async function listBursts(cursor: string | null): Promise<Page<RefusedTries>> {
  const condition = { burst: true, ...beyond(cursor, 'desc') }
  return pageOf(await find<RefusedTries>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** Those of hours that are over and not on the audit trail yet. */
export const findUnaudited = (now: number, limit: number): Promise<RefusedTries[]> =>
  find<RefusedTries>(
    COLLECTION,
    { audited: false, at: command().lt(Math.floor(now / HOUR_MS) * HOUR_MS) },
    ['at', 'asc'],
    limit,
  )

export const loadTriesIn = (tx: Transaction, id: string): Promise<RefusedTries | null> =>
  tx.read<RefusedTries>(COLLECTION, id)

export const saveTriesIn = (tx: Transaction, tries: RefusedTries): Promise<void> =>
  tx.write(COLLECTION, tries)

/** Removes those that were kept long enough, at most `limit`; returns how many. */
export const forgetTries = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'until', now, limit)
