import type { ApproverLife } from './accounts'

/**
 * Signing in to the console (spec 1): its page shows a code, its person scans it with the Mini Program and says yes. The code
 * works once, for the browser that shows it, and for as long as somebody needs to take the phone out.
 */
export const SIGN_IN_LASTS_MS = 2 * 60_000

/** Computers on which one person may be signed in at a time; one more ends the one that began first. */
const MAX_SESSIONS = 5

/** One browser in which somebody is signed in. */
export interface ConsoleSession {
  /** By which people tell it to end; it opens nothing. */
  id: string
  /** Keyed hash of what the browser holds. */
  secretHash: string
  /** As people read it: Chrome · Windows. */
  browser: string
  /** Keyed hash of all that the browser calls itself by. */
  agent: string
  /** Network address that the sign-in came from. */
  address: string
  /** Epoch milliseconds, like the others. */
  beganAt: number
  /** Its last call, to the minute. */
  seenAt: number
  endsAt: number
}

/**
 * Whether it still opens anything, by what the office says now: one that began before that changed is not open for longer.
 * @param idleMs how long it may lie unused
 * @param lastsMs how long it may last at all
 */
export const isSessionOpen = (
  { beganAt, seenAt, endsAt }: Pick<ConsoleSession, 'beganAt' | 'seenAt' | 'endsAt'>,
  { idleMs, lastsMs }: { idleMs: number; lastsMs: number },
  now: number,
): boolean => now < endsAt && now - beganAt < lastsMs && now - seenAt < idleMs

/** The sessions of one person with one more, those in excess ended. */
export const withSession = (sessions: readonly ConsoleSession[], session: ConsoleSession): ConsoleSession[] =>
  [...sessions, session].slice(-MAX_SESSIONS)

/** What may be used on a computer; staff and guards without one of these have nothing to do there. */
export interface ConsoleAccounts {
  approver: Pick<ApproverLife, 'frozen' | 'removed'> | null
  desk: object | null
  office: object | null
}

/**
 * Whether these accounts may use the console. Somebody frozen or removed as an approver may by another account; what stood open
 * when any of them ended is over all the same (cloudfunctions/usecases/account/console-sessions.ts, `endSessionsIn`).
 */
export const mayUseConsole = ({ approver, desk, office }: ConsoleAccounts): boolean =>
  desk !== null || office !== null || (approver !== null && approver.frozen === null && !approver.removed)

/** What the code on the page says: a link to the page itself, which WeChat can be told to open the Mini Program for. */
export const signInLink = (page: string, code: string): string => `${page}?scan=${code}`

/** The header that only the console's own page sends: whether somebody is there, or it asks of itself. */
export const OWN_HEADER = 'x-campus-console'
/** Whom a page shows, by the mark that `me` gave it. Tabs of one browser share its session. */
export const PERSON_HEADER = 'x-campus-person'
export const OWN_CALLS = { used: '1', unattended: '0' } as const

const LINK = /^https?:\/\/[^?#]+\?scan=([A-Za-z0-9_-]{22})$/

/** The code of a scanned link; null: it is another one. */
export const scannedCode = (text: string): string | null => LINK.exec(text)?.[1] ?? null
