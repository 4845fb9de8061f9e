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

/** When approvers are reminded: on the visit's first day or the evening before, minutes after midnight in Shanghai. */
export function reminderTime(rules: ReminderRules): { onDay: boolean; minuteOfDay: number } {
  const before = rules.opensAt - rules.hoursBefore * 60
  return before >= rules.earliest
    ? { onDay: true, minuteOfDay: before }
    : { onDay: false, minuteOfDay: rules.eveningBefore }
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** When the approvers are to be reminded of a visit that begins on `firstDay`; epoch milliseconds. */
export function reminderAt(firstDay: Day, rules: ReminderRules): number {
  const { onDay, minuteOfDay } = reminderTime(rules)
  return startOfDay(firstDay) - (onDay ? 0 : DAY) + minuteOfDay * MINUTE
}

/** A booking made after the moment of its reminder is brought up again after this, and then every so often (spec 3). */
const LATE = { first: 30 * MINUTE, again: 120 * MINUTE }
/** Nobody is reminded later in the evening, minutes after midnight. */
const LATEST = 22 * 60

/**
 * Whether the reminder of a visit is due: it still waits, the moment has come, and it wasn't reminded of since that
 * moment. One made later is brought up again half an hour after it was sent, then every two hours of the day.
 */
export function reminderDue(
  visit: { state: VisitState; firstDay: Day; lastDay: Day; submittedAt: number; remindedAt: number | null },
  now: number,
  today: Day,
  rules: ReminderRules,
): boolean {
  const at = reminderAt(visit.firstDay, rules)
  if (visit.state !== 'pending' || visit.lastDay < today || now < at) return false
  const reminded = visit.remindedAt ?? 0
  if (visit.submittedAt < at) return reminded < at
  const minute = (now - startOfDay(today)) / MINUTE
  if (minute < rules.earliest || minute >= LATEST) return false
  return reminded < visit.submittedAt ? now >= visit.submittedAt + LATE.first : now >= reminded + LATE.again
}
