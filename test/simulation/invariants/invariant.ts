import type { Reply, Request } from '../../../contract'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import type { Stored } from '../../../cloudfunctions/platform/database'
import { memory, type Written } from '../../functions/lives/memory-database'

/** What one transaction, or one plain write, has changed. */
export interface Commit {
  /** Virtual time, epoch milliseconds. */
  at: number
  written: readonly Written[]
}

/** A function has answered; whether the phone got to know it is another thing. */
export interface Replied {
  by: string
  request: Request
  reply: Reply
  /** When the function began with it, virtual time. */
  at: number
}

/** Somebody stood at a gate and was told whether they may pass. */
export interface Crossing {
  at: number
  /** When they were asked what they have. */
  began: number
  gateId: string
  direction: Direction
  visitId: string
  /** They were inside by this booking, and this gate has a way out for them. */
  mustLeave: boolean
  byCar: boolean
  /** They showed the pass itself, as it was at that moment. */
  byLivePass: boolean
  /** What else they are known by, with all their rights; null: by one booking. */
  knownBy: 'document' | 'plate' | null
  allowed: boolean
  reason: string
  /** What was shown, and who answered, for people. */
  told: string
  /** A guard's own reason let them pass. */
  override: boolean
  /**
   * Decided without a network: by which list, when by the gate's own clock, and by which booking, for a plate may be that
   * of several. Null: the server answered.
   */
  offline: { version: number; clockAt: number; visitId: string } | null
}

/** One rule of the specification. A run makes each anew, so it may remember; what is broken is thrown. */
export interface Invariant {
  /** In the specification's words, with the section. */
  rule: string
  committed?(commit: Commit): void
  replied?(replied: Replied): void
  crossed?(crossing: Crossing): void
  /** A day after the last fault; `open`: what people and gates still wait for. */
  settled?(now: number, open: readonly string[]): void
  /** Half a year later. */
  longAfter?(): void
}

/** The documents of a collection that a commit changed, as they stand now. */
export const changedIn = <T extends Stored>(
  { written }: Commit,
  collection: string,
): { before: T | null; after: T | null }[] =>
  written
    .filter((each) => each.collection === collection)
    .map(({ before, after }) => ({ before: before as T | null, after: after as T | null }))

export const allOf = <T extends Stored>(collection: string): T[] => memory.all<T>(collection)
export const oneOf = <T extends Stored>(collection: string, id: string): T | null =>
  memory.read<T>(collection, id)
