import { DAY_MS, endOfDay, isDay, type Day } from '../values/days'
import { DomainError, type ErrorCode } from '../errors'
import {
  checkDocument,
  readDocument,
  type DocumentError,
  type DocumentKind,
  type DocumentNumber,
} from '../values/documents'
import { normaliseName, type PersonName } from '../values/names'
import { checkPhone, normalisePhone, type PhoneNumber } from '../values/phones'
import { checkPlate, normalisePlate, type PlateNumber } from '../values/plates'
import { lengthOf } from '../values/text'

/** The office’s lists. `waiting`: a second person has to answer; `ended`: rejected or lifted. */
export const BLACKLIST_LISTS = ['waiting', 'active', 'ended'] as const
export type BlacklistList = (typeof BLACKLIST_LISTS)[number]

/**
 * A blacklist entry (spec 5.4): one person proposes, another confirms; lifting likewise. It blocks booking and
 * entry, never exit.
 */
export const BLACKLIST_STATES = ['proposed', 'rejected', 'active', 'liftAsked', 'lifted'] as const
export type BlacklistState = (typeof BLACKLIST_STATES)[number]

export const BLACKLIST_ACTIONS = [
  'proposed',
  'confirmed',
  'rejected',
  'liftAsked',
  'lifted',
  'liftRejected',
] as const
export type BlacklistAction = (typeof BLACKLIST_ACTIONS)[number]

interface BlacklistStep {
  at: number
  action: BlacklistAction
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
/** The most pictures that one entry shows for it. */
export const MAX_EVIDENCE = 6

/** What one person may do with an entry now: nothing, wait for another, answer a proposal or a lifting, ask for lifting. */
export type OpenStep = 'none' | 'wait' | 'answer' | 'answerLift' | 'askLift'

/** Whether a second person's word is waited for. */
export const isUnanswered = ({ state }: { state: BlacklistState }): boolean =>
  state === 'proposed' || state === 'liftAsked'

/** `mine`: the one who asks took the step that is waited for, and so can't answer it. */
export function openStep(entry: { state: BlacklistState; mine: boolean }): OpenStep {
  if (entry.state === 'active') return 'askLift'
  if (!isUnanswered(entry)) return 'none'
  if (entry.mine) return 'wait'
  return entry.state === 'proposed' ? 'answer' : 'answerLift'
}

/** Whom or what an entry names, normalised; empty: not listed. */
export interface Subject {
  name: string
  documentKind: DocumentKind
  document: string
  phone: string
  plate: string
}

/** A subject in the form in which bookings are compared with it. */
export interface NormalisedSubject extends Subject {
  name: PersonName
  document: DocumentNumber
  phone: PhoneNumber
  plate: PlateNumber
}

/** Brings what was typed into the form in which bookings are compared with it. */
export function normaliseSubject(typed: Subject): NormalisedSubject {
  const { name, documentKind, document, phone, plate } = typed
  return {
    name: normaliseName(name),
    documentKind,
    document: readDocument(document),
    phone: normalisePhone(phone),
    plate: normalisePlate(plate),
  }
}

const DOCUMENT_FAULTS: Readonly<Record<DocumentError, ErrorCode>> = {
  length: 'DOCUMENT_LENGTH',
  form: 'DOCUMENT_FORM',
  region: 'DOCUMENT_REGION',
  birthDate: 'DOCUMENT_BIRTH_DATE',
  check: 'DOCUMENT_CHECK',
}

/**
 * Throws unless the subject names at least an ID, a phone or a plate, each in order: a misspelt plate would block
 * nobody, or somebody else.
 */
export function checkSubject(subject: Subject, today: Day): void {
  const { documentKind, document, phone, plate } = subject
  if (document === '' && phone === '' && plate === '') throw new DomainError('BLACKLIST_SUBJECT')
  const fieldError = document === '' ? null : checkDocument(documentKind, document, today)
  if (fieldError !== null) throw new DomainError(DOCUMENT_FAULTS[fieldError])
  if (phone !== '' && checkPhone(phone, phone.charAt(0) === '+' ? 'international' : 'mainland') !== null)
    throw new DomainError('PHONE_INVALID')
  if (plate !== '' && 'fieldError' in checkPlate(plate)) throw new DomainError('PLATE_INVALID')
}

/** Opens an entry that waits for a second person. Throws when the reason or the days are wrong. */
export function proposeBlock(
  by: Actor,
  reason: string,
  from: Day,
  until: Day | null,
  now: number,
): BlacklistLife {
  checkTerm(from, until)
  const step: BlacklistStep = { at: now, action: 'proposed', byName: by.name, reason: checkReason(reason) }
  return { state: 'proposed', from, until, askedBy: by.openid, history: [step] }
}

/** Throws unless both are days and it doesn't end before it begins. @param until null: for good */
export function checkTerm(from: Day, until: Day | null): void {
  if (!isDay(from) || (until !== null && (!isDay(until) || until < from)))
    throw new DomainError('BLACKLIST_DAYS')
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

/**
 * When whom and why an entry names, and its evidence, are to be deleted (spec 9): `keepDays` after the entry ended by its
 * term, also where nobody had answered it by then, by lifting or by rejection; null while it may hold for good. Epoch
 * milliseconds.
 */
export function forgetAt(entry: BlacklistLife, keepDays: number): number | null {
  const last = entry.history[entry.history.length - 1]
  const term = entry.until === null ? null : endOfDay(entry.until)
  const ended = entry.state === 'proposed' || blocks(entry) ? term : (last?.at ?? 0)
  return ended === null ? null : ended + keepDays * DAY_MS
}

/** An entry after that: its steps without their reasons. One that ended by its term is lifted, or rejected, by nobody. */
export function forgotten<B extends BlacklistLife>(entry: B, now: number): B {
  const over = blocks(entry)
    ? step(entry, 'lifted', 'lifted', NOBODY, null, now)
    : entry.state === 'proposed'
      ? step(entry, 'rejected', 'rejected', NOBODY, null, now)
      : entry
  return { ...over, history: over.history.map((each) => ({ ...each, reason: null })) }
}

const NOBODY: Actor = { openid: '', name: '' }

/** A reason for listing or lifting, as it is kept. Throws when there is none or it is too long. */
export function checkReason(reason: string): string {
  const given = reason.trim()
  if (given === '') throw new DomainError('BLACKLIST_REASON_REQUIRED')
  if (lengthOf(given) > MAX_BLACKLIST_REASON) throw new DomainError('BLACKLIST_REASON_TOO_LONG')
  return given
}

function requireState(entry: BlacklistLife, state: BlacklistState): void {
  const last = entry.history[entry.history.length - 1]
  if (entry.state !== state)
    throw new DomainError('BLACKLIST_ANSWERED', { byName: last?.byName ?? '', state: entry.state })
}

function requireAnother(entry: BlacklistLife, by: Actor): void {
  if (entry.askedBy === by.openid) throw new DomainError('SECOND_PERSON_NEEDED')
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
