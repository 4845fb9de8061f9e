import type { Day } from '../../miniprogram/domain/values/days'
import type { Paper } from '../../miniprogram/domain/standing-pass/papers'
import type { AnnouncedConfirmation } from '../../miniprogram/domain/standing-pass/term'
import { saysWhy } from '../../miniprogram/domain/standing-pass/reasons'
import {
  isOpenToChange,
  waitsForOffice,
  type StandingLife,
  type StandingPlan,
} from '../../miniprogram/domain/standing-pass/standing-pass'
import { cached } from '../platform/instance-cache'
import {
  command,
  count,
  find,
  findByIds,
  readDocument,
  type Stored,
  type Transaction,
} from '../platform/database'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'standingPasses'

/** A paper with its photo (cloud://…) and the upload that it came by; null: none was taken. */
export interface StoredPaper extends Paper {
  photo: { id: string; file: string } | null
}

/** One step in its life, as unit and office read it. */
export interface StandingStep {
  at: number
  byName: string
  what:
    | 'asked'
    | 'changed'
    | 'approved'
    | 'returned'
    | 'renewalAsked'
    | 'renewed'
    | 'renewalRefused'
    | 'papers'
    | 'held'
    | 'withdrawn'
    | 'ended'
    | 'exported'
  /** Why, or until when; empty: nothing was said. */
  note: string
}

/** A standing pass of a unit; its people are visits that name it (docs/decisions/0029). */
export interface StandingPass extends Stored, StandingPlan, StandingLife {
  unitId: string
  unitName: string
  /** openid of who applied, and their name. */
  applicant: string
  applicantName: string
  /** openids of all who ever changed what the office answers: none of them answers it. */
  makers: string[]
  papers: StoredPaper[]
  /** The day on which it, or its renewal, was approved last, for which its unit answered. Null: not yet. */
  approvedOn: Day | null
  /** Until when its unit was told to confirm it; null: it doesn't have to now. */
  announced: AnnouncedConfirmation | null
  /** Why it was returned, withdrawn or ended; null: it wasn't. */
  reason: string | null
  history: StandingStep[]
  /** Its people have to be brought in line with it. */
  due: boolean
  /** How far that came: id of the last visit that was looked at. */
  settledUpTo: string
  /** Somebody kept the days of before, for another unit has those of the renewal: they are tried again each night. */
  keptDays?: boolean
  /** The last day on which the timer looked at what the days bring. */
  lookedOn: Day
  /** Something of it still changes by itself or by the office; kept by `saveStandingPassIn`, as `waiting` is. */
  open: boolean
  waiting: boolean
  /** Something on it says why in somebody's words; kept by `saveStandingPassIn` too. */
  saysWhy: boolean
  rev: number
  sort: string
}

export const loadStandingPass = (id: string): Promise<StandingPass | null> =>
  readDocument<StandingPass>(COLLECTION, id)

/** Those of `ids` that exist. */
export const loadStandingPasses = (ids: readonly string[]): Promise<StandingPass[]> =>
  findByIds<StandingPass>(COLLECTION, ids)

export const loadStandingPassIn = (tx: Transaction, id: string): Promise<StandingPass | null> =>
  tx.read<StandingPass>(COLLECTION, id)

/** Writes it with its revision counted and its places in the lists brought up to date. */
export async function saveStandingPassIn(
  tx: Transaction,
  pass: Omit<StandingPass, 'open' | 'waiting' | 'saysWhy' | 'sort'>,
): Promise<void> {
  await tx.write<StandingPass>(COLLECTION, {
    ...pass,
    open: isOpenToChange(pass) || pass.state === 'approved',
    waiting: waitsForOffice(pass),
    saysWhy: saysWhy(pass),
    rev: pass.rev + 1,
    sort: momentSort(pass.history[0]?.at ?? 0, pass._id),
  })
}

/** Those of some units, or of all (`unitIds` null), latest first; `waiting`: only those that the office has to answer. */
export async function listStandingPasses(
  unitIds: readonly string[] | null,
  waiting: boolean,
  cursor: string | null,
): Promise<Page<StandingPass>> {
  const held = {
    ...(waiting ? { waiting: true } : {}),
    ...(unitIds === null ? {} : { unitId: command().in(unitIds) }),
  }
  const after = cursor === null ? { sort: command().gt('') } : beyond(cursor, 'desc')
  return pageOf(await find<StandingPass>(COLLECTION, { ...held, ...after }, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** How many the office has to answer that somebody didn't make, as it was some seconds ago at most. */
export const countWaitingPasses = (openid: string): Promise<number> =>
  cached(COLLECTION, `waiting:${openid}`, () =>
    count(COLLECTION, { waiting: true, makers: command().neq(openid) }),
  )

/** Those of some units that still change, as many as units have. */
export const findOpenPasses = (unitIds: readonly string[]): Promise<StandingPass[]> =>
  find<StandingPass>(COLLECTION, { unitId: command().in(unitIds), open: true }, ['sort', 'desc'], MAX_OPEN)
const MAX_OPEN = 1000

/** Those whose people have to be brought in line. */
export const findDueStandingPasses = (limit: number): Promise<StandingPass[]> =>
  find<StandingPass>(COLLECTION, { due: true }, ['_id', 'asc'], limit)

/** Those that were withdrawn or have ended and whose people aren't all let go. */
export const findEndedPasses = (limit: number): Promise<StandingPass[]> =>
  find<StandingPass>(COLLECTION, { due: true, open: false }, ['_id', 'asc'], limit)

/** Those over before `day` on which something says why. */
export const findReasonedPasses = (day: Day, limit: number): Promise<StandingPass[]> =>
  find<StandingPass>(COLLECTION, { saysWhy: true, lastDay: command().lt(day) }, ['lastDay', 'asc'], limit)

/** Those that still change, and that the timer hasn't looked at on `today`. */
export const findUnlooked = (today: Day, limit: number): Promise<StandingPass[]> =>
  find<StandingPass>(COLLECTION, { open: true, lookedOn: command().lt(today) }, ['lookedOn', 'asc'], limit)
