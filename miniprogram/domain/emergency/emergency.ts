import { daysInclusive, isDay, MAX_VISIT_DAYS, type Day } from '../values/days'
import { DomainError } from '../errors'
import { checkPhone } from '../values/phones'
import { SHORT_CODE_ALPHABET } from '../pass/pass'
import { dropBlanks, dropSeparators, lengthOf, searchForm, upperCaseLatin } from '../values/text'

/** Phone reports while the emergency mode is on (spec 5.6). The switch names who, when and why. */
interface EmergencySwitch {
  on: boolean
  at: number
  byName: string
  reason: string
}

export interface EmergencyMode {
  on: boolean
  /** When it was last switched; null: never. */
  since: number | null
  byName: string
  reason: string
  /** Latest first. */
  history: EmergencySwitch[]
  /** Passes given up to then end, when the office said so on switching off (spec 5.6); absent: none do. */
  passesEndedAt?: number | null
}

/** What becomes of the passes that are open when the mode is switched off. */
export const OPEN_PASSES = ['keep', 'end'] as const
export type OpenPasses = (typeof OPEN_PASSES)[number]

export const EMERGENCY_OFF: EmergencyMode = { on: false, since: null, byName: '', reason: '', history: [] }

export const MAX_EMERGENCY_REASON = 100
const SWITCHES_KEPT = 100

/** Throws when it stands so already: the second of two colleagues learns who was first. */
export function switchEmergency(
  mode: EmergencyMode,
  on: boolean,
  byName: string,
  reason: string,
  now: number,
  openPasses: OpenPasses = 'keep',
): EmergencyMode {
  if (mode.on === on) throw new DomainError('EMERGENCY_SWITCHED', { on, byName: mode.byName })
  const given = reason.trim()
  if (given === '') throw new DomainError('EMERGENCY_REASON_REQUIRED')
  if (lengthOf(given) > MAX_EMERGENCY_REASON) throw new DomainError('REASON_TOO_LONG')
  const latest = { on, at: now, byName, reason: given }
  const history = [latest, ...mode.history].slice(0, SWITCHES_KEPT)
  const passesEndedAt = !on && openPasses === 'end' ? now : (mode.passesEndedAt ?? null)
  return { on, since: now, byName, reason: given, history, passesEndedAt }
}

/** Random characters behind the count, of the alphabet of short codes. */
export const EMERGENCY_TAIL = 4

/**
 * Number of the n-th pass of all with a random tail, `E-0012-K7XM`: short enough to be told by phone, and nobody who knows
 * one knows the next. Nine characters at least, so it is never taken for a short code, which has eight.
 */
export const emergencyNumber = (count: number, tail: string): string =>
  `E-${String(count).padStart(4, '0')}-${tail}`

const NUMBER = new RegExp(`^E([0-9]{4,8})([${SHORT_CODE_ALPHABET}]{${EMERGENCY_TAIL}})$`)

/** What a guard typed, in its one spelling; null when it can't be a pass number. */
export function normaliseEmergencyNumber(raw: string): string | null {
  const [, count, tail = ''] = NUMBER.exec(dropSeparators(upperCaseLatin(dropBlanks(raw)))) ?? []
  return count === undefined ? null : emergencyNumber(Number(count), tail)
}

/** What finds a pass: its number together with the visitor's name, however that is spelled (spec 5.1). */
export const emergencyKey = (number: string, name: string): string => `${number}:${searchForm(name)}`

export function checkEmergencyDays(firstDay: Day, lastDay: Day, today: Day): void {
  const fit = isDay(firstDay) && isDay(lastDay) && firstDay >= today && lastDay >= firstDay
  if (!fit || daysInclusive(firstDay, lastDay) > MAX_VISIT_DAYS) throw new DomainError('EMERGENCY_DAYS')
}

/** The caller may not know the visitor's number; a given one can be called. */
export function checkEmergencyPhone(phone: string): void {
  const kind = phone.charAt(0) === '+' ? 'international' : 'mainland'
  if (phone !== '' && checkPhone(phone, kind) !== null) throw new DomainError('PHONE_INVALID')
}

/** Gone through afterwards: what was told agrees with what happened, or has to be explained first. */
export const REPORT_STATES = ['open', 'needsExplanation', 'matched'] as const
type ReportState = (typeof REPORT_STATES)[number]

export interface ReportLife {
  state: ReportState
  steps: { at: number; byName: string; state: ReportState; note: string }[]
}

/** An open report is matched or has to be explained; an explained one is matched, with the explanation. */
export function reconcile<R extends ReportLife>(
  report: R,
  matched: boolean,
  byName: string,
  note: string,
  now: number,
): R {
  const state: ReportState = matched ? 'matched' : 'needsExplanation'
  const last = report.steps[report.steps.length - 1]
  if (report.state === 'matched' || report.state === state)
    throw new DomainError('EMERGENCY_RECONCILED', { byName: last === undefined ? '' : last.byName })
  const given = note.trim()
  if (given === '' && (!matched || report.state === 'needsExplanation'))
    throw new DomainError('EMERGENCY_NOTE_REQUIRED')
  if (lengthOf(given) > MAX_EMERGENCY_REASON) throw new DomainError('REASON_TOO_LONG')
  return { ...report, state, steps: [...report.steps, { at: now, byName, state, note: given }] }
}
