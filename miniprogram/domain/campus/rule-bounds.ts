/** Between what the office may set each number of its rules (docs/specification.md, Settings): least and most. */
export const RULE_BOUNDS = {
  maxDaysAhead: [0, 3650],
  maxLiveBookings: [1, 1000],
  maxBookingsADay: [1, 1000],
  adviseAheadDays: [0, 365],
  adviseLongDays: [1, 15],
  /** How sure hardware is of a face or a plate. */
  confidence: [0, 1],
  reminderHoursBefore: [0, 12],
  anonymiseAfterDays: [30, 3650],
  keepFormDays: [0, 3650],
  keepEvidenceDays: [0, 3650],
  keepRepliesDays: [30, 3650],
  evacuationHours: [1, 72],
  /** A shorter one is a booking. */
  standingDays: [16, 366],
  /** For how many hours a walk-in pass is valid. */
  walkInHours: [1, 12],
  consoleIdleMinutes: [5, 480],
  consoleHours: [1, 24],
} as const satisfies Readonly<Record<string, readonly [least: number, most: number]>>

export type BoundedRule = keyof typeof RULE_BOUNDS
