import { AUDIT, LOG_DAYS, withoutVisitor, type AuditRow } from '../platform/audit'
import { command, find, findByIds, removeIf, updateDocument, updateIf } from '../platform/database'
import { beyond, PAGE_SIZE, pageOf, type Page } from '../platform/pages'
import type { AnsweredRequest } from '../platform/replies'

const DAY_MS = 86_400_000

/** Removes the oldest replies given before `before` (epoch milliseconds), at most `limit`; returns how many. */
export async function forgetReplies(before: number, limit: number): Promise<number> {
  const old = { kind: 'reply', at: command().lt(before) }
  return removeIf(AUDIT, await find<AnsweredRequest>(AUDIT, old, ['at', 'asc'], limit))
}

/** Rows that no seal holds yet, oldest first. */
export const findUnsealed = (limit: number): Promise<AuditRow[]> =>
  find<AuditRow>(AUDIT, { kind: 'row', seal: 0 }, ['at', 'asc'], limit)

/** Says of rows, at most a hundred, which seal holds them. */
export const markSealed = (ids: readonly string[], seal: number): Promise<boolean> =>
  updateIf(AUDIT, { _id: command().in(ids), seal: 0 }, { seal })

/** More than one seal lists: rows that somebody put there besides are seen. */
const MAX_OF_SEAL = 1000

/** Rows that say they are in this seal. */
export const findSealed = (seal: number): Promise<AuditRow[]> =>
  find<AuditRow>(AUDIT, { kind: 'row', seal }, ['at', 'asc'], MAX_OF_SEAL)

/**
 * Rows that say they are in no seal that there is: between the seals of a piece, which are `seqs` and follow number `after`;
 * with `isFirst` before the first one too, or in what is no number; with `isLast` behind the last one.
 */
export async function findStrays(
  after: number,
  seqs: readonly number[],
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): Promise<AuditRow[]> {
  const is = command()
  const last = seqs[seqs.length - 1] ?? after
  const between = is.gt(after).and(is.lt(last)).and(is.nin(seqs))
  const places = [...(isFirst ? [is.not(is.gte(0))] : []), between, ...(isLast ? [is.gt(last)] : [])]
  const found = await Promise.all(
    places.map((seal) => find<AuditRow>(AUDIT, { kind: 'row', seal }, ['seal', 'asc'], MAX_OF_SEAL)),
  )
  return found.flat()
}

export const loadAuditRows = (ids: readonly string[]): Promise<AuditRow[]> => findByIds<AuditRow>(AUDIT, ids)

/** Rows latest first, from the cursor on; `actions` null: of every action. */
export async function listAuditRows(
  actions: readonly string[] | null,
  cursor: string | null,
): Promise<Page<AuditRow>> {
  const condition = {
    kind: 'row',
    ...(actions === null ? {} : { action: command().in(actions) }),
    ...beyond(cursor, 'desc'),
  }
  return pageOf(await find<AuditRow>(AUDIT, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** Takes the openid out of the oldest rows that say which visitor it was, when the time for it is over; returns how many. */
export async function forgetVisitors(now: number, limit: number): Promise<number> {
  const old = { namesVisitor: true, at: command().lt(now - LOG_DAYS * DAY_MS) }
  const rows = await find<AuditRow>(AUDIT, old, ['at', 'asc'], limit)
  for (const row of rows) {
    const { _id, by, salt, ids, namesVisitor } = withoutVisitor(row)
    await updateDocument(AUDIT, _id, { by, salt, ids, namesVisitor })
  }
  return rows.length
}
