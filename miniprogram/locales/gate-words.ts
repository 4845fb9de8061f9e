import type { GateAnswer, GateReason, VisitAtGate } from '../domain/gate/rules'
import type { Direction } from '../domain/visit/purposes'
import type { Day } from '../domain/values/days'

/** What is read out, and what to do next: empty where nothing is to be done. */
export interface GateSentence {
  sentence: string
  nextStep: string
}

/** What one language needs for the gate (spec 5.1). `days` is empty where the booking isn't known. */
export interface GateWords {
  formatRange: (first: Day, last: Day, today: Day) => string
  comeIn: string
  goodbye: string
  onFootOnly: string
  companionsStay: (companions: readonly string[]) => string
  reasons: Readonly<Record<GateReason, (days: string) => GateSentence>>
}

/** The gate's sentences in one language. */
export interface GateSentences {
  /** A sentence a guard can read out, and what to do next. */
  gateSentence: (
    answer: GateAnswer,
    direction: Direction,
    visit: Pick<VisitAtGate, 'firstDay' | 'lastDay'> | null,
    today: Day,
  ) => GateSentence
  /** A recorded reason as a sentence; null for one that only a newer server knows. */
  reasonSentence: (reason: string) => string | null
}

export function gateSentencesIn(words: GateWords): GateSentences {
  const { reasons } = words
  const isReason = (reason: string): reason is GateReason =>
    Object.prototype.hasOwnProperty.call(reasons, reason)

  return {
    gateSentence(answer, direction, visit, today) {
      if (answer.allowed) {
        const nextStep = answer.onFootOnly ? words.onFootOnly : ''
        if (answer.reason === 'OVERRIDE') return { sentence: reasons.OVERRIDE('').sentence, nextStep }
        return { sentence: direction === 'in' ? words.comeIn : words.goodbye, nextStep }
      }
      if (answer.reason === 'COMPANION_REFUSED' && answer.refusedCompanions !== undefined)
        return {
          ...reasons.COMPANION_REFUSED(''),
          nextStep: words.companionsStay(answer.refusedCompanions),
        }
      const days = visit === null ? '' : words.formatRange(visit.firstDay, visit.lastDay, today)
      return reasons[answer.reason](days)
    },
    reasonSentence: (reason) => (isReason(reason) ? reasons[reason]('').sentence : null),
  }
}
