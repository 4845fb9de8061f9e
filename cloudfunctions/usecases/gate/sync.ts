import { dayOf } from '../../../miniprogram/domain/values/days'
import { DomainError } from '../../../miniprogram/domain/errors'
import { cursorAt, momentSort, sortAt } from '../../platform/pages'

/**
 * How gates keep up with what changes for them (docs/decisions/0008): the whole once a day, then what changed since the
 * version that is held. A sync keeps the version of its first page, so that nothing said meanwhile is missed next time.
 */
export interface Sync {
  /** The version the answer adds to; null: the answer is the whole. */
  since: number | null
  /** Server time, epoch milliseconds. */
  version: number
  page: number
  after: string | null
}

/** `since`: the version that is held, null for none. `cursor`: where the last page ended. Throws BAD_REQUEST. */
export const syncAt = (since: number | null, cursor: string | null, now: number): Sync =>
  cursor === null ? begin(since, now) : resume(cursor, now)

function begin(since: number | null, now: number): Sync {
  const fits = since !== null && since <= now && dayOf(since) === dayOf(now)
  return { since: fits ? since : null, version: now, page: 0, after: null }
}

export const cursorOf = ({ since, version, page, after }: Sync): string =>
  cursorAt(`${since ?? 'whole'}:${version}:${page}:${after ?? ''}`)

function resume(cursor: string, now: number): Sync {
  const [, since, version, page, after] =
    /^(whole|\d{1,15}):(\d{1,15}):(\d{1,4}):(.+)$/.exec(sortAt(cursor)) ?? []
  const sync = {
    since: since === 'whole' ? null : Number(since),
    version: Number(version),
    page: Number(page),
    after: after ?? '',
  }
  // A sync that dragged on past midnight would mix two salts, and an old version would come with a new signature.
  if (after === undefined || sync.version > now || dayOf(sync.version) !== dayOf(now))
    throw new DomainError('BAD_REQUEST')
  return sync
}

/**
 * A change carries the time at which its call began, and is seen when its transaction ends: a function lives for 60
 * seconds at most and clocks of instances differ a little. So far back every sync reads again; a fact read twice says
 * the same.
 */
const OVERLAP_MS = 90_000

/** Place in time from which the changes since a version are read. */
export const changesAfter = (since: number): string => momentSort(Math.max(since - OVERLAP_MS, 0), '')

/** The whole in place of what changed since a version that may not know of a moment, epoch ms; a sync under way goes on. */
export const wholeBefore = (sync: Sync, moment: number): Sync =>
  sync.after === null && sync.since !== null && sync.since - OVERLAP_MS <= moment
    ? { ...sync, since: null }
    : sync
