import type { OnceOnly } from '../../miniprogram/domain/gate/memory'
import type { PASSAGE_OUTCOMES, PassageWay } from '../../miniprogram/domain/gate/ways'
import type { GateReason } from '../../miniprogram/domain/gate/reasons'
import type { Direction } from '../../miniprogram/domain/visit/purposes'
import { command, find, findByIds, readDocument, type Stored, type Transaction } from '../platform/database'
import { fixedHash } from '../platform/sealing'
import { atCampus, atGate, facetOf, facetsOf } from '../platform/facets'
import { beyond, momentSort, PAGE_SIZE, pageOf, sortAt, type Page } from '../platform/pages'

const COLLECTION = 'passages'

/** One try to pass a gate, allowed or not (spec 5.1). */
export interface Passage extends Stored {
  /** Empty when the code belonged to no visit. */
  visitId: string
  gateId: string
  gateName: string
  campusId: string
  direction: Direction
  way: PassageWay
  at: number
  allowed: boolean
  reason: GateReason
  /** Why a guard let pass what the rules refused; null otherwise. */
  override: string | null
  /** The guard marked that the purpose doesn't fit what they saw (spec 1). */
  purposeMismatch: boolean
  /** When the guard was shown the visitor's photo to compare; absent: wasn't. */
  faceShownAt?: number
  /** Who checked: a guard by openid, or a device by its id. */
  by: { kind: 'guard' | 'device'; id: string; name: string }
  /** Decided without a network and told later; null when decided by the server. */
  offline: OfflineMark | null
  /** What the server would have answered at that time, where it would have refused; null mostly. For the office. */
  conflict: Conflict | null
  /** Whether there is a conflict, for the office's lists: `settled` once somebody has looked into it. */
  conflicted: boolean | 'settled'
  settled?: { byName: string; at: number; reason: string }
  /** Masked. */
  name: string
  /** Who passed isn't the visitor. */
  companion?: true
  plate: string | null
  /** What the office's list of passages finds it by. */
  facets: string[]
  sort: string
}

/**
 * What the office has to look into: why the server would have refused, that it was told by who is no guard there any more, or
 * that an entry which the server had let in was taken back.
 */
export type Conflict = GateReason | 'ACCOUNT_ENDED' | 'TAKEN_BACK'

/** How a passage became known that was decided without a network. Milliseconds. */
interface OfflineMark {
  deliveredAt: number
  /** By the clock of who decided, and how much the server's was ahead of it. */
  clockAt: number
  clockOffset: number
}

/** A passage that the server decided itself. */
export const DECIDED_HERE = { offline: null, conflict: null } as const

const MAX_SHOWN = 100

/** The passage that this step of a visit's pass, or its short code, opens in this direction: one, at whichever gate it is shown. */
export const passageOfStep = (visitId: string, step: OnceOnly, direction: Direction): string =>
  fixedHash('passage', [visitId, direction, step].join(':'))

/**
 * The passage that a step opens now, and whether it has: one whom the gate turned back after all leaves the step another.
 * @param step `passageOfStep`
 */
export async function openingIn(tx: Transaction, step: string): Promise<{ id: string; used: boolean }> {
  let id = step
  for (let found = await loadPassageIn(tx, id); found !== null; found = await loadPassageIn(tx, id)) {
    if (found.allowed) return { id, used: true }
    id = fixedHash('passage', [id, 'again'].join(':'))
  }
  return { id, used: false }
}

export const loadPassage = (id: string): Promise<Passage | null> => readDocument<Passage>(COLLECTION, id)

/** Those of `ids` that exist, in no order. */
export const loadPassages = (ids: readonly string[]): Promise<Passage[]> =>
  findByIds<Passage>(COLLECTION, ids)

export const loadPassageIn = (tx: Transaction, id: string): Promise<Passage | null> =>
  tx.read<Passage>(COLLECTION, id)

export async function addPassageIn(
  tx: Transaction,
  passage: Omit<Passage, 'sort' | 'conflicted' | 'facets'>,
): Promise<void> {
  await tx.write<Passage>(COLLECTION, {
    ...passage,
    // Whoever looked into it has: what is noted on the passage later doesn't bring it up again.
    conflicted: passage.settled === undefined ? passage.conflict !== null : 'settled',
    facets: facetsOf(
      [atCampus(passage.campusId), atGate(passage.gateId)],
      [decisionOf(passage), passage.reason, ...(isLetInUnbooked(passage) ? [UNBOOKED] : [])],
    ),
    sort: momentSort(passage.at, passage._id),
  })
}

/** What became of a try, beside its reason, as lists are narrowed by it. */
const decisionOf = ({ allowed }: Pick<Passage, 'allowed'>): (typeof PASSAGE_OUTCOMES)[number] =>
  allowed ? 'allowed' : 'refused'

/** Somebody let in who is known by no booking: the mark by which they are found. */
const UNBOOKED = 'unbooked'
const isLetInUnbooked = ({
  allowed,
  direction,
  visitId,
}: Pick<Passage, 'allowed' | 'direction' | 'visitId'>): boolean =>
  allowed && direction === 'in' && visitId === ''

/** Passages of one facet (platform/facets.ts) between two moments, epoch ms, the second not counted; latest first. */
export function listPassageRecords(
  facet: string,
  { from, until, cursor }: { from: number; until: number; cursor: string | null },
  limit: number,
): Promise<Passage[]> {
  const end = momentSort(until, '')
  const before = cursor === null ? end : [sortAt(cursor), end].sort()[0]
  const sort = command().gte(momentSort(from, '')).and(command().lt(before))
  return find<Passage>(COLLECTION, { facets: facet, sort }, ['sort', 'desc'], limit)
}

/** Whom a guard, or a gate that decided alone, let in to a campus without a booking since `from` (epoch ms), latest first. */
export function findLetInUnbooked(campusId: string, from: number): Promise<Passage[]> {
  const condition = {
    facets: facetOf(atCampus(campusId), UNBOOKED),
    sort: command().gte(momentSort(from, '')),
  }
  return find<Passage>(COLLECTION, condition, ['sort', 'desc'], MAX_QUERY)
}

/** A visit's passages, latest first. */
export const passagesOf = (visitId: string): Promise<Passage[]> =>
  find<Passage>(COLLECTION, { visitId }, ['sort', 'desc'], MAX_SHOWN)

/** A visit's passages after one of them, in the order in which they were made: for going through all. */
export const passagesAfter = (visitId: string, sort: string, limit: number): Promise<Passage[]> =>
  find<Passage>(COLLECTION, { visitId, sort: command().gt(sort) }, ['sort', 'asc'], limit)

/** Passages of several visits, latest first: as many as one query gives. @param before those whose `sort` is less */
export const passagesOfAll = (visitIds: readonly string[], before?: string): Promise<Passage[]> =>
  visitIds.length === 0
    ? Promise.resolve([])
    : find<Passage>(
        COLLECTION,
        {
          visitId: command().in(visitIds),
          ...(before === undefined ? {} : { sort: command().lt(before) }),
        },
        ['sort', 'desc'],
        MAX_QUERY,
      )

/** Every passage of several visits, latest first, however many there are. */
export async function everyPassageOf(visitIds: readonly string[]): Promise<Passage[]> {
  const passages: Passage[] = []
  let some = await passagesOfAll(visitIds)
  for (; some.length === MAX_QUERY; some = await passagesOfAll(visitIds, some[MAX_QUERY - 1]?.sort))
    passages.push(...some)
  return [...passages, ...some]
}

const MAX_QUERY = 1000

/** A gate's passages, latest first, from the cursor on. */
export async function listPassages(gateId: string, cursor: string | null): Promise<Page<Passage>> {
  const condition = { gateId, ...beyond(cursor, 'desc') }
  return pageOf(await find<Passage>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** Notes what came of a passage that the server would have refused. */
export const settleConflictIn = (
  tx: Transaction,
  passage: Passage,
  settled: NonNullable<Passage['settled']>,
): Promise<void> => addPassageIn(tx, { ...passage, settled })

/** Passages that the server would have refused, settled or not, latest first, from the cursor on: for the office. */
export async function listConflicts(settled: boolean, cursor: string | null): Promise<Page<Passage>> {
  const condition = { conflicted: settled ? 'settled' : true, ...beyond(cursor, 'desc') }
  return pageOf(await find<Passage>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}
