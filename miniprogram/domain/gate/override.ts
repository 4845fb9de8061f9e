import { DomainError } from '../errors'
import { readLine } from '../values/text'
import { mayOverride } from './reasons'
import type { GateAnswer } from './rules'

/** Of the reason why somebody was let pass. */
export const MAX_OVERRIDE_REASON = 200

/** The reason as it is kept. */
export const overrideReason = (typed: string): string => readLine(typed).slice(0, MAX_OVERRIDE_REASON)

/**
 * A guard lets pass what the rules refuse, with a reason (spec 5.1). `override` absent: none does. Who must stay outside
 * is named with the answer all the same. Throws OVERRIDE_REASON_REQUIRED, and OVERRIDE_REFUSED for what nobody may
 * override.
 */
export function withOverride(answer: GateAnswer, override: string | undefined): GateAnswer {
  if (override === undefined || answer.allowed) return answer
  if (override.trim() === '') throw new DomainError('OVERRIDE_REASON_REQUIRED')
  if (!mayOverride(answer.reason)) throw new DomainError('OVERRIDE_REFUSED')
  const { refusedCompanions } = answer
  const passed: GateAnswer = { allowed: true, reason: 'OVERRIDE', onFootOnly: false, hint: answer.reason }
  return refusedCompanions === undefined ? passed : { ...passed, refusedCompanions }
}
