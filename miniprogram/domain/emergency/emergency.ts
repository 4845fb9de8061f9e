import { daysInclusive, isDay, MAX_VISIT_DAYS, type Day } from '../values/days'
import { DomainError } from '../errors'
import { checkPhone } from '../values/phones'
import { lengthOf } from '../values/text'

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
}

export const EMERGENCY_OFF: EmergencyMode = { on: false, since: null, byName: '', reason: '', history: [] }

const MAX_REASON = 100
const SWITCHES_KEPT = 100

/** Throws when it stands so already: the second of two colleagues learns who was first. */
export function switchEmergency(
  mode: EmergencyMode,
  on: boolean,
  byName: string,
  reason: string,
  now: number,
): EmergencyMode {
  if (mode.on === on) throw new DomainError('EMERGENCY_SWITCHED', { on, byName: mode.byName })
  const given = reason.trim()
  if (given === '') throw new DomainError('EMERGENCY_REASON_REQUIRED')
  if (lengthOf(given) > MAX_REASON) throw new DomainError('REASON_TOO_LONG')
  const latest = { on, at: now, byName, reason: given }
  return { on, since: now, byName, reason: given, history: [latest, ...mode.history].slice(0, SWITCHES_KEPT) }
}

/** Number of the n-th pass of all: short enough to be told by phone, never taken for a short code (it has a dash). */
export const emergencyNumber = (count: number): string => `E-${String(count).padStart(4, '0')}`

/** What a guard typed, in its one spelling; null when it can't be a pass number. */
export function normaliseEmergencyNumber(raw: string): string | null {
  const match = /^E-?([0-9]{1,8})$/.exec(raw.replace(/\s/g, '').toUpperCase())
  return match === null ? null : emergencyNumber(Number(match[1]))
}

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
  if (lengthOf(given) > MAX_REASON) throw new DomainError('REASON_TOO_LONG')
  return { ...report, state, steps: [...report.steps, { at: now, byName, state, note: given }] }
}
