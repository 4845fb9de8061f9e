import { daysInclusive, isDay, MAX_VISIT_DAYS, type Day } from './days'
import { Refusal } from './errors'
import { lengthOf } from './text'

/** Phone reports while the emergency mode is on (spec 5.6). The switch names who, when and why. */
export interface EmergencyMode {
  on: boolean
  since: number | null
  byName: string
  reason: string
}

export const EMERGENCY_OFF: EmergencyMode = { on: false, since: null, byName: '', reason: '' }

export function switchEmergency(on: boolean, byName: string, reason: string, now: number): EmergencyMode {
  const given = reason.trim()
  if (given === '') throw new Refusal('EMERGENCY_REASON_REQUIRED')
  if (lengthOf(given) > 100) throw new Refusal('REASON_TOO_LONG')
  return { on, since: now, byName, reason: given }
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
  if (!fit || daysInclusive(firstDay, lastDay) > MAX_VISIT_DAYS) throw new Refusal('EMERGENCY_DAYS')
}
