import type { Block } from '../../miniprogram/domain/visit/booking-refusals'
import type { Day } from '../../miniprogram/domain/values/days'
import type { PurposeClass } from '../../miniprogram/domain/visit/purposes'
import type { VisitState } from '../../miniprogram/domain/visit/visit'
import { command, find, removeIf, type Stored, type Transaction } from '../platform/database'
import { momentSort } from '../platform/pages'
import type { RightLimits } from '../../miniprogram/domain/values/validity'

const COLLECTION = 'gateFacts'

/**
 * What gates have to know without asking (docs/decisions/0008): one small document per visit that was ever approved,
 * and per ID, phone or plate that something is held against. Written in the transaction of the change itself, so a
 * snapshot is read from these alone. Every document is the latest word on its subject: read twice, it says the same.
 */
export interface GateFact extends Stored {
  /** Place in time: each change writes the document's own, so changes never wait for each other. */
  seq: string
  /** Place among those that still matter: by `until`. */
  sortKey: string
  /** After this day no gate needs it. */
  until: Day
  /** Of a visit: the earliest first day gates were told of; lists and passes of then know it from this day on. */
  from?: Day
  /** Gates were told before that it comes by other gates, of another class or by a vehicle: passes of then say so still. */
  rerouted?: true
  visit: VisitFact | null
  identity: IdentityFact | null
  /** The visit has or had a photo that gates tell its visitor by. */
  faced?: true
  /** That photo; null: not any more. */
  face?: { photoId: string; file: string } | null
}

export interface VisitFact {
  visitId: string
  /** The activity whose guest comes by it; absent: none. */
  activityId?: string
  /** The standing pass that it is of; absent: none. */
  standingPassId?: string
  state: VisitState
  firstDay: Day
  lastDay: Day
  purposeClass: PurposeClass
  headCount: number
  shortCodeTry: number
  plate: string | null
  documentHash: string
  phoneHash: string
  gateIds: string[] | null
  /** Of an emergency pass: the key of number and name that finds it; null mostly. */
  number: string | null
  /** What narrows its days; absent: nothing. */
  right?: RightLimits
  /** Public key of the phone that holds the pass, base64url; null: none yet. */
  holderKey: string | null
}

export interface IdentityFact {
  /** Id of the calendar; of a plate the plate itself, because gates read plates. */
  calendarId: string
  plate: string | null
  blocks: Block[]
  inside: boolean
  due: boolean
}

/** The fact of this id; null: gates were told nothing of it yet. */
export const loadFactIn = (tx: Transaction, id: string): Promise<GateFact | null> =>
  tx.read<GateFact>(COLLECTION, id)

/**
 * Writes a fact that is told at `at`, epoch milliseconds. `isNew`: gates were never told of it, so several of one transaction
 * go in one request.
 */
export function saveFactIn(
  tx: Transaction,
  fact: Omit<GateFact, 'seq' | 'sortKey'>,
  at: number,
  isNew = false,
): Promise<void> {
  const told: GateFact = {
    ...fact,
    seq: momentSort(at, fact._id),
    sortKey: `${fact.until}:${fact._id}`,
  }
  return isNew ? tx.add(COLLECTION, told) : tx.write(COLLECTION, told)
}

/** Facts that matter on `today` or later, from a sort key on. */
export const factsFrom = (today: Day, after: string | null, limit: number): Promise<GateFact[]> =>
  find<GateFact>(COLLECTION, { sortKey: command().gt(after ?? today) }, ['sortKey', 'asc'], limit)

/** Facts told after a sort key in time. */
export const factsSince = (seq: string, limit: number): Promise<GateFact[]> =>
  find<GateFact>(COLLECTION, { seq: command().gt(seq) }, ['seq', 'asc'], limit)

/** Those of visits that have or had a photo, in the same two orders. */
export const facesFrom = (today: Day, after: string | null, limit: number): Promise<GateFact[]> =>
  find<GateFact>(
    COLLECTION,
    { faced: true, sortKey: command().gt(after ?? today) },
    ['sortKey', 'asc'],
    limit,
  )

export const facesSince = (seq: string, limit: number): Promise<GateFact[]> =>
  find<GateFact>(COLLECTION, { faced: true, seq: command().gt(seq) }, ['seq', 'asc'], limit)

/** Removes facts that no gate needs any more; one that was told anew meanwhile stays. Returns how many. */
export async function forgetFacts(before: Day, limit: number): Promise<number> {
  const past = { sortKey: command().lt(before) }
  return removeIf(COLLECTION, await find<GateFact>(COLLECTION, past, ['sortKey', 'asc'], limit), past)
}
