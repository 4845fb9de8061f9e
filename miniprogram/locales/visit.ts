import { dayOf, formatTime, type Day } from '../domain/values/days'
import type { Invalidity } from '../domain/values/validity'
import type { RiskHint } from '../domain/visit/risk-hints'
import { isSystemReason } from '../domain/visit/history'
import { inLocale } from './current'
import { formatDay, formatRange } from './days'
import { reasonWords } from './en/picked-reasons'
import { visitWords as en } from './en/visit'
import { visitWords as zh, type VisitWords } from './zh/visit'

/** The words for what a booking is made of, in the current language. */
export const visitWords = (): VisitWords => inLocale({ zh, en })

/** A risk hint's sentence. A hint that only a newer server knows stands as its code: better odd than unseen. */
export function riskHintWords(code: string): string {
  const { riskHints } = visitWords()
  return code in riskHints ? riskHints[code as RiskHint] : code
}

/** A visitor's name; empty once the person was taken out of the record (spec 9). */
export const visitorName = (name: string): string => (name === '' ? visitWords().anonymous : name)

/** Why something was done with a booking: as somebody typed or picked it, or the words for a reason that nobody did. */
export function stepReason(reason: string | null): string {
  const { systemReasons } = visitWords()
  if (reason === null) return ''
  if (isSystemReason(reason)) return systemReasons[reason]
  return inLocale({ zh: asItStands, en: reasonWords })(reason)
}

const asItStands = (reason: string): string => reason

/** Whether somebody may come in by it now, as the gate will say; null: they may. */
export function entryWords(invalidity: Invalidity | null, firstDay: Day, today: Day): string {
  const { entry } = visitWords()
  if (invalidity === 'notYet') return entry.notYet(formatDay(firstDay, today))
  return entry[invalidity ?? 'now']
}

/** When a visit is valid: its days, or of one that was given at a gate until when (spec 4.3). */
export function validityWords(
  { firstDay, lastDay, walkIn }: { firstDay: Day; lastDay: Day; walkIn?: { endsAt: number } | undefined },
  today: Day,
): string {
  if (walkIn === undefined) return formatRange(firstDay, lastDay, today)
  const { endsAt } = walkIn
  return visitWords().validUntil(`${formatDay(dayOf(endsAt), today)} ${formatTime(endsAt)}`)
}
