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
import {
  loadSessions,
  loadSessionsIn,
  saveSessionsIn,
  sessionsId,
  type ConsoleSessions,
} from '../../stores/console-sessions'
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
 * for too long, its day is over, or its person may use no console any more. Another browser than the one that it began in ends
 * it, which stands on the trail: somebody has taken the cookie along.
 * @param agent keyed hash of what the browser calls itself by (`agentOf`)
 * @param isUsed somebody is there, and not only the page that stands open
 */
export async function openSession(
  token: string,
  agent: string,
  now: number,
  isUsed: boolean,
): Promise<SignedIn> {
  // Who opens the page before signing in has tried nothing.
  if (token === '') throw new DomainError('SIGNED_OUT')
  const { id, secret } = partsOf(token)
  if (id === '' || secret === '') throw await signedOut('', now)
  const [found, limits] = await Promise.all([loadSessions(id), sessionLimits()])
  const session = found?.sessions.find(({ secretHash }) => secretHash === secretHashOf(secret))
  if (found === null || session === undefined) throw await signedOut('', now)
  const { openid } = found
  if (!isSessionOpen(session, limits, now)) throw await signedOut(openid, now)
  if (session.agent !== agent) {
    await change(byConsole(openid, 'console.otherBrowser', now), ({ tx }) => endIn(tx, openid, session.id))
    throw await signedOut(openid, now)
  }
  const [accounts] = await Promise.all([
    loadAccounts(openid, ALL_ROLES, dayOf(now)),
    isUsed && now - session.seenAt >= MINUTE_MS && touch(openid, session.id, now),
  ])
  if (!mayUseConsole(accounts)) throw await signedOut(openid, now)
  return { openid, sessionId: session.id, accounts }
}

/** What the office says of how long sessions stay open. */
async function sessionLimits(): Promise<{ idleMs: number; lastsMs: number }> {
  const { consoleIdleMinutes, consoleHours } = await loadSettings()
  return { idleMs: consoleIdleMinutes * MINUTE_MS, lastsMs: consoleHours * HOUR_MS }
}

/** What a browser calls itself by, as it is kept: all of it, to the version. */
export const agentOf = (userAgent: string): string => fixedHash('console-agent', userAgent)

/** Counted (spec 9): by whose session it was, or else as somebody unknown. */
async function signedOut(openid: string, now: number): Promise<DomainError> {
  await countRefused('console', openid, now)
  return new DomainError('SIGNED_OUT')
}

/** Notes that a session is in use: no change that an audit trail would tell. */
const touch = (openid: string, sessionId: string, now: number): Promise<void> =>
  transact(async (tx) => {
    const { sessions, endedAt } = await sessionsIn(tx, openid)
    const touched = sessions.map((session) =>
      session.id === sessionId ? { ...session, seenAt: now } : session,
    )
    await saveSessionsIn(tx, openid, touched, endedAt)
  })

/**
 * Begins a session in the transaction that uses the sign-in up; gives what the browser shall hold, and for how long.
 * CONSOLE_CODE: an account of this person has ended since the sign-in began.
 */
export async function beginSessionIn(
  tx: Transaction,
  openid: string,
  { browser, agent, address, beganAt }: Pick<ConsoleSession, 'browser' | 'agent' | 'address' | 'beganAt'>,
  now: number,
): Promise<{ token: string; lastsMs: number }> {
  const { lastsMs } = await sessionLimits()
  const secret = newSecret()
  const session: ConsoleSession = {
    ...{
      id: randomBytes(9).toString('base64url'),
      secretHash: secretHashOf(secret),
      browser,
      agent,
      address,
    },
    ...{ beganAt: now, seenAt: now, endsAt: now + lastsMs },
  }
  const { sessions, endedAt } = await sessionsIn(tx, openid)
  if (beganAt <= endedAt) throw new DomainError('CONSOLE_CODE')
  const open = sessions.filter(({ endsAt }) => now < endsAt)
  await saveSessionsIn(tx, openid, withSession(open, session), endedAt)
  return { token: tokenOf(openid, secret), lastsMs }
}

const sessionsIn = async (
  tx: Transaction,
  openid: string,
): Promise<Pick<ConsoleSessions, 'sessions' | 'endedAt'>> =>
  (await loadSessionsIn(tx, sessionsId(openid))) ?? { sessions: [], endedAt: 0 }

/**
 * Ends whatever stands open of a person one of whose accounts ends, in the transaction that ends it, and what is being signed
 * in: what stood open on somebody's desk doesn't come back to life when the account is given anew. By another account they may
 * sign in again at once.
 */
export const endSessionsIn = (tx: Transaction, openid: string, now: number): Promise<void> =>
  saveSessionsIn(tx, openid, [], now)

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
  const [found, limits] = await Promise.all([loadSessions(sessionsId(caller.id)), sessionLimits()])
  const open = (found?.sessions ?? []).filter((session) => isSessionOpen(session, limits, caller.now))
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
  const { sessions, endedAt } = await sessionsIn(tx, openid)
  const left = sessions.filter(({ id }) => sessionId !== null && id !== sessionId)
  if (left.length < sessions.length) await saveSessionsIn(tx, openid, left, endedAt)
}
