import { isDay, type Day } from './days'
import { Refusal } from './errors'
import { lengthOf } from './text'

/**
 * A blacklist entry (spec 5.4): one person proposes, another confirms; lifting likewise. It blocks booking and
 * entry, never exit.
 */
export type BlacklistState = 'proposed' | 'rejected' | 'active' | 'liftAsked' | 'lifted'

export interface BlacklistStep {
  at: number
  action: 'proposed' | 'confirmed' | 'rejected' | 'liftAsked' | 'lifted' | 'liftRejected'
  byName: string
  reason: string | null
}

export interface BlacklistLife {
  state: BlacklistState
  from: Day
  /** Null: for good. */
  until: Day | null
  /** Who took the step that now waits for somebody else's word. */
  askedBy: string
  history: BlacklistStep[]
}

/** Who acts: the openid tells two people apart, the name stands in the history. */
export interface Actor {
  openid: string
  name: string
}

export const MAX_BLACKLIST_REASON = 200

/** Opens an entry that waits for a second person. Throws when the reason or the days are wrong. */
export function proposeBlock(
  by: Actor,
  reason: string,
  from: Day,
  until: Day | null,
  now: number,
): BlacklistLife {
  if (!isDay(from) || (until !== null && (!isDay(until) || until < from))) throw new Refusal('BLACKLIST_DAYS')
  const step: BlacklistStep = { at: now, action: 'proposed', byName: by.name, reason: checkReason(reason) }
  return { state: 'proposed', from, until, askedBy: by.openid, history: [step] }
}

/** A second person puts the entry in force, or rejects it. */
export function answerBlock<B extends BlacklistLife>(entry: B, by: Actor, accept: boolean, now: number): B {
  requireState(entry, 'proposed')
  requireAnother(entry, by)
  return step(entry, accept ? 'active' : 'rejected', accept ? 'confirmed' : 'rejected', by, null, now)
}

/** Asks for an entry in force to be lifted; it holds until a second person agrees. */
export function askLift<B extends BlacklistLife>(entry: B, by: Actor, reason: string, now: number): B {
  requireState(entry, 'active')
  return { ...step(entry, 'liftAsked', 'liftAsked', by, checkReason(reason), now), askedBy: by.openid }
}

/** A second person lifts the entry, or leaves it in force. */
export function answerLift<B extends BlacklistLife>(entry: B, by: Actor, accept: boolean, now: number): B {
  requireState(entry, 'liftAsked')
  requireAnother(entry, by)
  return step(entry, accept ? 'lifted' : 'active', accept ? 'lifted' : 'liftRejected', by, null, now)
}

/** An entry blocks while it is in force, also while somebody asks for it to be lifted. */
export const blocks = (entry: Pick<BlacklistLife, 'state'>): boolean =>
  entry.state === 'active' || entry.state === 'liftAsked'

function checkReason(reason: string): string {
  const given = reason.trim()
  if (given === '') throw new Refusal('BLACKLIST_REASON_REQUIRED')
  if (lengthOf(given) > MAX_BLACKLIST_REASON) throw new Refusal('BLACKLIST_REASON_TOO_LONG')
  return given
}

function requireState(entry: BlacklistLife, state: BlacklistState): void {
  const last = entry.history[entry.history.length - 1]
  if (entry.state !== state)
    throw new Refusal('BLACKLIST_ANSWERED', { byName: last?.byName ?? '', state: entry.state })
}

function requireAnother(entry: BlacklistLife, by: Actor): void {
  if (entry.askedBy === by.openid) throw new Refusal('SECOND_PERSON_NEEDED')
}

function step<B extends BlacklistLife>(
  entry: B,
  state: BlacklistState,
  action: BlacklistStep['action'],
  by: Actor,
  reason: string | null,
  now: number,
): B {
  return { ...entry, state, history: [...entry.history, { at: now, action, byName: by.name, reason }] }
}
