import type { ConsoleSession } from '../../miniprogram/domain/account/console'
import { readDocument, type Stored, type Transaction } from '../platform/database'
import { removeBefore } from '../platform/remove-before'
import { fixedHash } from '../platform/sealing'

const COLLECTION = 'consoleSessions'

/** Where one person is signed in to the console: one document a person, so that all of them end with one write. */
export interface ConsoleSessions extends Stored {
  openid: string
  sessions: ConsoleSession[]
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
): Promise<void> => {
  const until = Math.max(0, ...sessions.map(({ endsAt }) => endsAt))
  return tx.write<ConsoleSessions>(COLLECTION, { _id: sessionsId(openid), openid, sessions, until })
}

/** Removes those of people who are signed in nowhere any more, at most `limit`; returns how many. */
export const forgetSessions = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'until', now, limit)
