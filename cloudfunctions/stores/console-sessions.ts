import type { ConsoleSession } from '../../miniprogram/domain/account/console'
import { readDocument, type Stored, type Transaction } from '../platform/database'
import { removeBefore } from '../platform/remove-before'
import { fixedHash } from '../platform/sealing'

const COLLECTION = 'consoleSessions'

/** Where one person is signed in to the console: one document a person, so that all of them end with one write. */
export interface ConsoleSessions extends Stored {
  openid: string
  sessions: ConsoleSession[]
  /** When all of them were ended last, by the end of an account; 0: not of late. A sign-in that began before comes to nothing. */
  endedAt: number
  /** When the last of them ends, epoch milliseconds. */
  until: number
}

/** Stands in the browser's cookie too, which therefore tells nobody the openid. */
export const sessionsId = (openid: string): string => fixedHash('console-person', openid)

export const loadSessions = (id: string): Promise<ConsoleSessions | null> =>
  readDocument<ConsoleSessions>(COLLECTION, id)

export const loadSessionsIn = (tx: Transaction, id: string): Promise<ConsoleSessions | null> =>
  tx.read<ConsoleSessions>(COLLECTION, id)

export const saveSessionsIn = (
  tx: Transaction,
  openid: string,
  sessions: ConsoleSession[],
  endedAt: number,
): Promise<void> => {
  const until = Math.max(endedAt + SIGN_INS_TAKE_MS, ...sessions.map(({ endsAt }) => endsAt))
  return tx.write<ConsoleSessions>(COLLECTION, { _id: sessionsId(openid), openid, sessions, endedAt, until })
}

/** Longer than any sign-in takes from its beginning. */
const SIGN_INS_TAKE_MS = 3_600_000

/** Removes those of people who are signed in nowhere any more, at most `limit`; returns how many. */
export const forgetSessions = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'until', now, limit)
