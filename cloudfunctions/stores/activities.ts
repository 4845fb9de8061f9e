import { saysWhy, type ActivityLife, type ActivityPlan } from '../../miniprogram/domain/activity/activity'
import type { Day } from '../../miniprogram/domain/values/days'
import {
  command,
  count,
  find,
  findByIds,
  readDocument,
  updateDocument,
  type Stored,
  type Transaction,
} from '../platform/database'
import { cached } from '../platform/instance-cache'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'activities'

/** An activity of a unit, for which guests scan its code (spec 4.2). */
export interface Activity extends Stored, ActivityPlan, ActivityLife {
  unitId: string
  unitName: string
  /** openid of the approver who applied, and their name as guests read it. */
  organiser: string
  organiserName: string
  /** Their row of the directory; empty: they are in none. */
  hostId: string
  askedAt: number
  /** Who answered the application, and why it was refused. */
  answeredBy: string | null
  answer: string | null
  /** Why it was cancelled; null: it wasn't. */
  cancelled: string | null
  /** When, epoch ms; absent: it wasn't. */
  cancelledAt?: number
  /** What was said to all guests last; `repeat`: not for the first time, `wentRound`: the timer has gone through all of them. */
  message: { text: string; at: number; repeat?: true; wentRound?: true } | null
  /** The timer has something to do with its guests: move up, tell, end. */
  due: boolean
  /** How far the timer came with the guests: id of the last visit it looked at. */
  settledUpTo: string
  /** Picture of its Mini Program code; made when first asked for. */
  codeFile?: string
  /** Lists of guests that were taken out of the program. */
  exports: { at: number; byName: string }[]
  /** Something on it says why, or to its guests, in somebody's words; kept by `saveActivityIn`. */
  saysWhy: boolean
  rev: number
  sort: string
}

export const loadActivity = (id: string): Promise<Activity | null> => readDocument<Activity>(COLLECTION, id)

/** Those of `ids` that exist, outside a transaction, for looking. */
export const loadActivities = (ids: readonly string[]): Promise<Activity[]> =>
  findByIds<Activity>(COLLECTION, ids)

export const loadActivityIn = (tx: Transaction, id: string): Promise<Activity | null> =>
  tx.read<Activity>(COLLECTION, id)

/** An activity before `saveActivityIn` adds what it keeps itself. */
export type ActivityToSave = Omit<Activity, 'saysWhy' | 'sort'>

export const saveActivityIn = (tx: Transaction, activity: ActivityToSave): Promise<void> =>
  tx.write<Activity>(COLLECTION, {
    ...activity,
    saysWhy: saysWhy(activity),
    rev: activity.rev + 1,
    sort: momentSort(activity.askedAt, activity._id),
  })

/** Remembers the code; a lost race keeps one of two equal pictures. */
export const keepActivityCode = (id: string, codeFile: string): Promise<void> =>
  updateDocument(COLLECTION, id, { codeFile })

/**
 * Somebody waits: the timer looks after it. Outside of transactions, so that those who begin to wait at once don't meet
 * in the activity.
 */
export const markActivityDue = (id: string): Promise<void> => updateDocument(COLLECTION, id, { due: true })

/** How many applications somebody may answer who didn't make them, as it was some seconds ago at most; `today`: those over are none. */
export const countAsked = (openid: string, today: Day): Promise<number> =>
  cached(COLLECTION, `asked:${openid}:${today}`, () =>
    count(COLLECTION, { state: 'asked', lastDay: command().gte(today), organiser: command().neq(openid) }),
  )

/** Activities of some units, latest first; `unitIds` null: of all units. `asked`: only those that nobody has answered. */
export async function listActivities(
  unitIds: readonly string[] | null,
  asked: boolean,
  cursor: string | null,
): Promise<Page<Activity>> {
  const held = {
    ...(asked ? { state: 'asked' } : {}),
    ...(unitIds === null ? {} : { unitId: command().in(unitIds) }),
  }
  return pageOf(
    await find<Activity>(COLLECTION, { ...held, ...after(cursor) }, ['sort', 'desc'], PAGE_SIZE + 1),
  )
}

/** The first page of all activities needs a condition on the index as well. */
const after = (cursor: string | null): object =>
  cursor === null ? { sort: command().gt('') } : beyond(cursor, 'desc')

/** Activities whose guests the timer has to look after, those behind the id `after`. */
export const findDueActivities = (after: string, limit: number): Promise<Activity[]> =>
  find<Activity>(COLLECTION, { due: true, _id: command().gt(after) }, ['_id', 'asc'], limit)

/** Activities that were called off and whose guests aren't all let go. */
export const findCalledOff = (limit: number): Promise<Activity[]> =>
  find<Activity>(COLLECTION, { due: true, state: 'cancelled' }, ['_id', 'asc'], limit)

/** Activities over before `day` on which something says why. */
export const findReasonedActivities = (day: Day, limit: number): Promise<Activity[]> =>
  find<Activity>(COLLECTION, { saysWhy: true, lastDay: command().lt(day) }, ['lastDay', 'asc'], limit)
