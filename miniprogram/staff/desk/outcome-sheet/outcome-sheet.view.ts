import { dayOf, formatTime, startOfDay } from '../../../domain/values/days'
import { formatDay } from '../../../locales/days'
import { sentenceOf } from '../../../locales/errors'
import type { AnomalyOutcome } from '../../../domain/vehicle/stay'
import { deskOutcomeSheetWords } from '../../../locales/zh/pages/desk-outcome-sheet'

/** What the desk found out about one vehicle (spec 5.3), as far as it is filled in. */
export interface OutcomeChoice {
  outcome: AnomalyOutcome | ''
  reason: string
  /** Of `leftUnpaid`: when it left. */
  leftAt: number
  tried: boolean
}

export interface OutcomeView {
  outcomes: Array<{ value: AnomalyOutcome; label: string; note: string; chosen: boolean }>
  asksTime: boolean
  day: string
  dayWords: string
  time: string
  firstDay: string
  lastDay: string
  fieldError: string
}

const OUTCOMES: ReadonlyArray<{ value: AnomalyOutcome; label: string; note: string }> = [
  { value: 'inside', label: deskOutcomeSheetWords.outcomesLabel, note: deskOutcomeSheetWords.note },
  {
    value: 'gateMaintenance',
    label: deskOutcomeSheetWords.gateMaintenance,
    note: deskOutcomeSheetWords.outcomesNote,
  },
  { value: 'barriersUp', label: deskOutcomeSheetWords.barriersUp, note: deskOutcomeSheetWords.outcomesNote },
  {
    value: 'leftUnpaid',
    label: deskOutcomeSheetWords.leftUnpaid,
    note: deskOutcomeSheetWords.leftUnpaidNote,
  },
]

export function outcomeView(choice: OutcomeChoice, enteredAt: number, now: number): OutcomeView {
  return {
    outcomes: OUTCOMES.map((each) => ({ ...each, chosen: each.value === choice.outcome })),
    asksTime: choice.outcome === 'leftUnpaid',
    day: dayOf(choice.leftAt),
    dayWords: formatDay(dayOf(choice.leftAt), dayOf(now)),
    time: formatTime(choice.leftAt),
    firstDay: dayOf(enteredAt),
    lastDay: dayOf(now),
    fieldError: choice.tried ? (outcomeFieldError(choice, enteredAt, now) ?? '') : '',
  }
}

/** Why it can't be sent yet; null when it can. */
export function outcomeFieldError(choice: OutcomeChoice, enteredAt: number, now: number): string | null {
  if (choice.outcome === '') return deskOutcomeSheetWords.outcomeFieldError
  // Pickers know minutes only: the minute of the entry is early enough.
  if (choice.outcome === 'leftUnpaid' && (choice.leftAt < enteredAt - 60_000 || choice.leftAt > now))
    return deskOutcomeSheetWords.leftAtRange
  return choice.reason.trim() === '' ? sentenceOf('DESK_REASON_REQUIRED') : null
}

/** The instant of a day 'YYYY-MM-DD' and a time 'HH:MM' in Shanghai. */
export function instantOf(day: string, time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return startOfDay(day) + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
}
