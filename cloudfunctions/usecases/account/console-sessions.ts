import { randomBytes } from 'node:crypto'
import type { Input, Output } from '../../../contract'
import {
  isSessionOpen,
  mayUseConsole,
  withSession,
  type ConsoleSession,
} from '../../../miniprogram/domain/account/console'
import { DomainError } from '../../../miniprogram/domain/errors'
import { dayOf } from '../../../miniprogram/domain/values/days'
import type { Transaction } from '../../platform/database'
import { fixedHash } from '../../platform/sealing'
import { transact } from '../../platform/transaction'
import { change } from '../../platform/unit-of-work'
import { loadSessions, loadSessionsIn, saveSessionsIn, sessionsId } from '../../stores/console-sessions'
import { countRefused } from '../../stores/refused-tries'
import { loadSettings } from '../../stores/settings'
import { byConsole, type Caller } from '../caller'
import { ALL_ROLES, loadAccounts, type Accounts } from './load-accounts'

/** Who sits at a console, and by which session. */
export interface SignedIn {
  openid: string
  sessionId: string
  accounts: Accounts
}

/** By which a page tells one person from another. */
export const personMark = (openid: string): string => fixedHash('console-mark', openid).slice(0, 16)

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * What the browser holds: `<id of the person's sessions>.<secret>`. Nobody but it knows the secret: here stands a keyed hash.
 */
const tokenOf = (openid: string, secret: string): string => `${sessionsId(openid)}.${secret}`

/** The id and the secret of what a browser holds. */
export function partsOf(token: string): { id: string; secret: string } {
  const [id = '', secret = ''] = token.split('.')
  return { id, secret }
}

export const newSecret = (): string => randomBytes(32).toString('base64url')
export const secretHashOf = (secret: string): string => fixedHash('console-secret', secret)

/**
 * Who holds this token, with all their accounts as they are now. SIGNED_OUT: it is nobody's, it was ended, it lay unused
 * for too long, its day is over, or its person may use no console any more.
 * @param isUsed somebody is there, and not only the page that stands open
 */
export async function openSession(token: string, now: number, isUsed: boolean): Promise<SignedIn> {
  // Who opens the page before signing in has tried nothing.
  if (token === '') throw new DomainError('SIGNED_OUT')
  const { id, secret } = partsOf(token)
  if (id === '' || secret === '') throw await signedOut('', now)
  const [found, { consoleIdleMinutes }] = await Promise.all([loadSessions(id), loadSettings()])
  const session = found?.sessions.find(({ secretHash }) => secretHash === secretHashOf(secret))
  if (found === null || session === undefined) throw await signedOut('', now)
  const { openid } = found
  if (!isSessionOpen(session, consoleIdleMinutes * MINUTE_MS, now)) throw await signedOut(openid, now)
  const [accounts] = await Promise.all([
    loadAccounts(openid, ALL_ROLES, dayOf(now)),
    isUsed && now - session.seenAt >= MINUTE_MS && touch(openid, session.id, now),
  ])
  if (!mayUseConsole(accounts, session.beganAt)) throw await signedOut(openid, now)
  return { openid, sessionId: session.id, accounts }
}

/** Counted (spec 9): by whose session it was, or else as somebody unknown. */
async function signedOut(openid: string, now: number): Promise<DomainError> {
  await countRefused('console', openid, now)
  return new DomainError('SIGNED_OUT')
}

/** Notes that a session is in use: no change that an audit trail would tell. */
const touch = (openid: string, sessionId: string, now: number): Promise<void> =>
  transact(async (tx) => {
    const sessions = await sessionsIn(tx, openid)
    await saveSessionsIn(
      tx,
      openid,
      sessions.map((session) => (session.id === sessionId ? { ...session, seenAt: now } : session)),
    )
  })

/** Begins a session in the transaction that uses the sign-in up; gives what the browser shall hold, and for how long. */
export async function beginSessionIn(
  tx: Transaction,
  openid: string,
  { browser, address }: Pick<ConsoleSession, 'browser' | 'address'>,
  now: number,
): Promise<{ token: string; lastsMs: number }> {
  const lastsMs = (await loadSettings()).consoleHours * HOUR_MS
  const secret = newSecret()
  const session: ConsoleSession = {
    ...{ id: randomBytes(9).toString('base64url'), secretHash: secretHashOf(secret), browser, address },
    ...{ beganAt: now, seenAt: now, endsAt: now + lastsMs },
  }
  const open = (await sessionsIn(tx, openid)).filter(({ endsAt }) => now < endsAt)
  await saveSessionsIn(tx, openid, withSession(open, session))
  return { token: tokenOf(openid, secret), lastsMs }
}

const sessionsIn = async (tx: Transaction, openid: string): Promise<ConsoleSession[]> =>
  (await loadSessionsIn(tx, sessionsId(openid)))?.sessions ?? []

/** Ends the session of this token, if it is one: whoever signs out is out, whatever they were before. */
export async function endSessionOf(token: string, now: number): Promise<void> {
  const { id, secret } = partsOf(token)
  const found = id === '' ? null : await loadSessions(id)
  const session = found?.sessions.find(({ secretHash }) => secretHash === secretHashOf(secret))
  if (found === null || session === undefined) return
  await change(byConsole(found.openid, 'console.signOut', now), ({ tx }) =>
    endIn(tx, found.openid, session.id),
  )
}

/** Where the caller is signed in (spec 1). */
export async function listSessions(caller: Caller): Promise<Output<'console.sessions'>> {
  const [found, { consoleIdleMinutes }] = await Promise.all([
    loadSessions(sessionsId(caller.id)),
    loadSettings(),
  ])
  const open = (found?.sessions ?? []).filter((session) =>
    isSessionOpen(session, consoleIdleMinutes * MINUTE_MS, caller.now),
  )
  const sessions = open
    .sort((a, b) => b.beganAt - a.beganAt)
    .map((session) => ({ ...session, current: session.id === caller.sessionId }))
  return { sessions }
}

/** Ends one of the caller's sessions, or all of them. */
export const endSession = (
  caller: Caller,
  { sessionId }: Input<'console.end'>,
): Promise<Output<'console.end'>> =>
  change(caller, async ({ tx }) => {
    await endIn(tx, caller.id, sessionId)
    return {}
  })

async function endIn(tx: Transaction, openid: string, sessionId: string | null): Promise<void> {
  const sessions = await sessionsIn(tx, openid)
  const left = sessions.filter(({ id }) => sessionId !== null && id !== sessionId)
  if (left.length < sessions.length) await saveSessionsIn(tx, openid, left)
}
