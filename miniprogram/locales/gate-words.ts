import type { GateAnswer, RefusedCompanion, VisitAtGate } from '../domain/gate/rules'
import { isGateReason, REASONS, type Advice, type GateReason, type NextStep } from '../domain/gate/reasons'
import type { Direction } from '../domain/visit/purposes'
import type { Day } from '../domain/values/days'

/** What is read out, and what to do next: empty where nothing is to be done. */
interface GateSentence {
  sentence: string
  nextStep: string
}

/** What is known of the visit; `kind`: not told where only its days are known. */
type VisitShown = Pick<VisitAtGate, 'firstDay' | 'lastDay'> & { kind?: string }

/** What one language needs for the gate (spec 5.1). `days` is empty where the booking isn't known. */
export interface GateWords {
  formatRange: (first: Day, last: Day, today: Day) => string
  greetings: Readonly<Record<Direction, string>>
  onFootOnly: string
  stayOutside: (companions: readonly RefusedCompanion[]) => string
  /** What some have to do, with what becomes of the others. */
  others: (step: string) => string
  together: (steps: readonly string[]) => string
  reasons: Readonly<Record<GateReason, string>>
  /** Of a person of a standing pass, whom no host expects (spec 4.4). */
  standing: Readonly<Record<'REVOKED', GateSentence>>
  nextSteps: Readonly<Record<NextStep, (days: string) => string>>
  advice: Readonly<Record<Advice, string>>
}

/** The gate's sentences in one language. */
export interface GateSentences {
  /** A sentence a guard can read out, and what to do next. */
  gateSentence: (
    answer: GateAnswer,
    direction: Direction,
    visit: VisitShown | null,
    today: Day,
  ) => GateSentence
  /** A recorded reason as a sentence; null for one that only a newer server knows. */
  reasonSentence: (reason: string) => string | null
  /** What the office does about a passage that the server would have refused for this reason. */
  adviceSentence: (reason: string) => string
}

export function gateSentencesIn(words: GateWords): GateSentences {
  const { reasons, nextSteps, advice } = words

  return {
    gateSentence(answer, direction, visit, today) {
      const { allowed, reason, onFootOnly, refusedCompanions = [] } = answer
      if (!allowed && reason === 'REVOKED' && visit?.kind === 'standing') return words.standing.REVOKED
      const sentence = allowed && reason === 'OK' ? words.greetings[direction] : reasons[reason]
      // Said with every answer, an override too: no word of a guard's covers them.
      const stay = refusedCompanions.length > 0 ? words.stayOutside(refusedCompanions) : ''
      if (reason === 'COMPANION_REFUSED' && stay !== '') return { sentence, nextStep: words.others(stay) }
      const days = visit === null ? '' : words.formatRange(visit.firstDay, visit.lastDay, today)
      const step = allowed ? (onFootOnly ? words.onFootOnly : '') : nextSteps[REASONS[reason].nextStep](days)
      return { sentence, nextStep: words.together([step, stay].filter((each) => each !== '')) }
    },
    reasonSentence: (reason) => (isGateReason(reason) ? reasons[reason] : null),
    adviceSentence: (reason) => advice[isGateReason(reason) ? REASONS[reason].advice : 'askGuard'],
  }
}
