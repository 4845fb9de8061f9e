import type { RiskHint } from '../domain/visit/risk-hints'
import { inLocale } from './current'
import { visitWords as en } from './en/visit'
import { visitWords as zh, type VisitWords } from './zh/visit'

/** The words for what a booking is made of, in the current language. */
export const visitWords = (): VisitWords => inLocale({ zh, en })

/** A risk hint's sentence. A hint that only a newer server knows stands as its code: better odd than unseen. */
export function riskHintWords(code: string): string {
  const { riskHints } = visitWords()
  return code in riskHints ? riskHints[code as RiskHint] : code
}
