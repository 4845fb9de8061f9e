import { startOfDay, type Day } from '../values/days'
import type { VisitState } from '../visit/visit'

/**
 * Nobody waits in silence (spec 3): a pending booking whose visit is near goes again to the unit's approvers. A visit
 * has days, not hours, so the campus's opening hour stands for its beginning: the reminder goes out some hours before
 * it, or the evening before when that would be at night.
 */
export interface ReminderRules {
  /** When visits begin, minutes after midnight in Shanghai. */
  opensAt: number
  hoursBefore: number
  /** Reminders are not sent before this minute of the day … */
  earliest: number
  /** … but on the evening before at this one. */
  eveningBefore: number
}

export const SHIPPED_REMINDERS: ReminderRules = {
  opensAt: 8 * 60,
  hoursBefore: 2,
  earliest: 7 * 60,
  eveningBefore: 18 * 60,
}

/** When approvers are reminded before a visit, in words: '来访前一天18:00', '来访当天07:30'. */
export function reminderWords(rules: ReminderRules): string {
  const before = rules.opensAt - rules.hoursBefore * 60
  return before >= rules.earliest ? `来访当天${clock(before)}` : `来访前一天${clock(rules.eveningBefore)}`
}

const clock = (minuteOfDay: number): string =>
  [Math.floor(minuteOfDay / 60), Math.floor(minuteOfDay % 60)]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** When the approvers are to be reminded of a visit that begins on `firstDay`; epoch milliseconds. */
export function reminderAt(firstDay: Day, rules: ReminderRules): number {
  const midnight = startOfDay(firstDay)
  const before = rules.opensAt - rules.hoursBefore * 60
  return before >= rules.earliest ? midnight + before * MINUTE : midnight - DAY + rules.eveningBefore * MINUTE
}

/**
 * Whether the reminder of a visit is due: it still waits, the moment has come, and it was neither sent nor reminded
 * of since that moment (a booking made later is news enough by itself).
 */
export function reminderDue(
  visit: { state: VisitState; firstDay: Day; lastDay: Day; submittedAt: number; remindedAt: number | null },
  now: number,
  today: Day,
  rules: ReminderRules,
): boolean {
  const at = reminderAt(visit.firstDay, rules)
  if (visit.state !== 'pending' || visit.lastDay < today || now < at) return false
  return visit.submittedAt < at && (visit.remindedAt ?? 0) < at
}
