import { AUDIT, LOG_DAYS, withoutVisitor, type AuditRow } from '../platform/audit'
import { readAuditRow } from '../platform/audit-shape'
import {
  command,
  find,
  findByIds,
  removeIf,
  updateDocument,
  updateIf,
  type Stored,
} from '../platform/database'
import { beyond, PAGE_SIZE, pageOf, type Page } from '../platform/pages'
import type { AnsweredRequest } from '../platform/replies'

const DAY_MS = 86_400_000

/** Removes the oldest replies given before `before` (epoch milliseconds), at most `limit`; returns how many. */
export async function forgetReplies(before: number, limit: number): Promise<number> {
  const old = { kind: 'reply', at: command().lt(before) }
  return removeIf(AUDIT, await find<AnsweredRequest>(AUDIT, old, ['at', 'asc'], limit))
}

/**
 * Rows that no seal holds yet, oldest first. What verification and sealing look at may be of any shape
 * (platform/audit-shape.ts).
 */
export const findUnsealed = (limit: number): Promise<Stored[]> =>
  find<Stored>(AUDIT, { kind: 'row', seal: 0 }, ['at', 'asc'], limit)

/** Says of rows, at most a hundred, which seal holds them. */
export const markSealed = (ids: readonly string[], seal: number): Promise<boolean> =>
  updateIf(AUDIT, { _id: command().in(ids), seal: 0 }, { seal })

/** More than one seal lists: rows that somebody put there besides are seen. */
const MAX_OF_SEAL = 1000

/** Rows that say they are in this seal. */
export const findSealed = (seal: number): Promise<Stored[]> =>
  find<Stored>(AUDIT, { kind: 'row', seal }, ['at', 'asc'], MAX_OF_SEAL)

/**
 * Rows that say they are in no seal that there is: between the seals of a piece, which are `seqs` and follow number `after`;
 * with `isFirst` before the first one too, or in what is no number; with `isLast` behind the last one.
 */
export async function findStrays(
  after: number,
  seqs: readonly number[],
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): Promise<(Stored & { seal?: unknown })[]> {
  const is = command()
  const last = seqs[seqs.length - 1] ?? after
  const between = is.gt(after).and(is.lt(last)).and(is.nin(seqs))
  const places = [...(isFirst ? [is.not(is.gte(0))] : []), between, ...(isLast ? [is.gt(last)] : [])]
  const found = await Promise.all(
    places.map((seal) => find<Stored>(AUDIT, { kind: 'row', seal }, ['seal', 'asc'], MAX_OF_SEAL)),
  )
  return found.flat()
}

/** What is neither row nor reply, or a reply in a seal: rows that were put aside, for nothing else has any of it. */
export async function findPutAside(): Promise<Stored[]> {
  const { nin, neq } = command()
  const found = await Promise.all([
    find<Stored>(AUDIT, { kind: nin(['row', 'reply']) }, ['kind', 'asc'], MAX_OF_SEAL),
    find<Stored>(AUDIT, { kind: 'reply', seal: neq(null) }, ['seal', 'asc'], MAX_OF_SEAL),
  ])
  return found.flat()
}

/** Which of these ids rows of the trail have; what has an id of one and says it is something else is none. */
export async function idsOfRows(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await findByIds<Stored & { kind?: unknown }>(AUDIT, ids)
  return new Set(found.filter(({ kind }) => kind === 'row').map(({ _id }) => _id))
}

/** Rows latest first, from the cursor on; `actions` null: of every action. */
export async function listAuditRows(
  actions: readonly string[] | null,
  cursor: string | null,
): Promise<Page<AuditRow>> {
  const condition = {
    kind: 'row',
    ...(actions === null ? {} : { action: command().in(actions) }),
    // One whose place is no text is in no order: verification names it.
    ...(cursor === null ? { sort: command().gt('') } : beyond(cursor, 'desc')),
  }
  return pageOf(await find<AuditRow>(AUDIT, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** Takes the openid out of the oldest rows that say which visitor it was, when the time for it is over; returns how many. */
export async function forgetVisitors(now: number, limit: number): Promise<number> {
  const old = { namesVisitor: true, at: command().lt(now - LOG_DAYS * DAY_MS) }
  const rows = await find<Stored>(AUDIT, old, ['at', 'asc'], limit)
  for (const row of rows) await updateDocument(AUDIT, row._id, namingNobody(row))
  return rows.length
}

/** What becomes of a row then; of one that can't be read as one, whatever in it may name somebody goes. */
function namingNobody(document: Stored): object {
  const row = readAuditRow(document)
  if (row === null) {
    const named = typeof (document as { by?: { id?: unknown } | null }).by?.id === 'string'
    return { ...(named ? { by: { id: '' } } : {}), salt: '', ids: [], namesVisitor: false }
  }
  const { by, salt, ids, namesVisitor } = withoutVisitor(row)
  return { by, salt, ids, namesVisitor }
}
