import { mainlandCheckCharacter } from '../../miniprogram/domain/values/documents'
import { DomainError } from '../../miniprogram/domain/errors'
import type { HistoryEntry, VisitLife, VisitState } from '../../miniprogram/domain/visit/visit'
import { BLANK_FORM, type VisitForm } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

/** The day on which the tests of the rules take place, and an instant in it: 14:00 in Shanghai. */
export const TODAY = '2026-05-23'
export const NOW = Date.parse('2026-05-23T06:00:00Z')

/** A mainland ID in order; `sequence` 0–999 makes people differ. */
export function mainlandId(sequence: number, born = '19900307'): string {
  const first17 = `450305${born}${String(sequence).padStart(3, '0')}`
  return first17 + mainlandCheckCharacter(first17)
}

/** A form in order for TODAY: a pedestrian alone, for one day. */
export function formOf(changes: Partial<VisitForm> = {}): VisitForm {
  return {
    ...BLANK_FORM,
    privacy: tickedAt(0),
    hostId: 'staff-1',
    purpose: 'official',
    name: '韦小宝',
    phoneKind: 'mainland',
    phone: '13800138000',
    documentKind: 'mainlandId',
    document: mainlandId(1),
    firstDay: TODAY,
    lastDay: TODAY,
    ...changes,
  }
}

const OPENING: HistoryEntry = {
  at: NOW - 60_000,
  action: 'submitted',
  byName: '韦小宝',
  byRole: 'visitor',
  from: null,
  to: 'pending',
  reason: null,
}

/** A visit for TODAY that came to `state` as if from nowhere: its history holds the submission alone. */
export function visitIn(state: VisitState, changes: Partial<VisitLife> = {}): VisitLife {
  return { state, firstDay: TODAY, lastDay: TODAY, firstEntryAt: null, history: [OPENING], ...changes }
}

/** The refusal `attempt` ends with; null when it succeeds. Anything but a refusal is thrown on. */
export function refusalOf(attempt: () => unknown): DomainError | null {
  try {
    attempt()
    return null
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

/** Frozen all the way down, so that a rule that changes its arguments is caught. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}
