import type { DomainError } from '../errors'
import { faultOf } from '../values/fault-of'
import { addDays, type Day } from '../values/days'
import { checkReason, checkSubject, checkTerm, normaliseSubject, type Subject } from './blacklist'

/** What somebody types to have a person or a plate listed. */
export interface TypedProposal extends Subject {
  reason: string
  from: Day
  /** Null: for good. */
  until: Day | null
}

/** Until when it is proposed unless somebody says otherwise: a year, both days counted. */
export const usualEnd = (from: Day): Day => addDays(from, A_YEAR - 1)

const A_YEAR = 365

/** Fields that a proposal may be refused for. */
export const PROPOSAL_FIELDS = ['document', 'phone', 'plate', 'reason', 'until'] as const
export type ProposalField = (typeof PROPOSAL_FIELDS)[number]

/**
 * Everything for which the server would refuse it, by its field: that it names nobody stands at the document. An empty field
 * is no fault of its own.
 */
export function proposalFaults(
  { document, phone, plate, documentKind, reason, from, until }: TypedProposal,
  today: Day,
): Partial<Record<ProposalField, DomainError>> {
  const nobody = { name: '', documentKind, document: '', phone: '', plate: '' }
  const subject = (field: Partial<Subject>) => () =>
    checkSubject(normaliseSubject({ ...nobody, ...field }), today)
  const isBlank = (typed: string): boolean => typed.trim() === ''
  const isNobody = [document, phone, plate].every(isBlank)
  const checks: [ProposalField, boolean, () => unknown][] = [
    ['document', isNobody || !isBlank(document), subject({ document })],
    ['phone', !isBlank(phone), subject({ phone })],
    ['plate', !isBlank(plate), subject({ plate })],
    ['reason', true, () => checkReason(reason)],
    ['until', true, () => checkTerm(from, until)],
  ]
  const faults: Partial<Record<ProposalField, DomainError>> = {}
  for (const [field, isAsked, check] of checks) {
    const fault = isAsked ? faultOf(check) : null
    if (fault !== null) faults[field] = fault
  }
  return faults
}
