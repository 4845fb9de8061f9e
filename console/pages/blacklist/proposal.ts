import type { Input } from '../../../contract'
import { PROPOSAL_FIELDS, proposalFaults, usualEnd } from '../../../miniprogram/domain/blacklist/proposal'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { DOCUMENT_KINDS } from '../../../miniprogram/domain/values/documents'
import { translate } from '../../../miniprogram/locales/errors'
import { visitWords } from '../../../miniprogram/locales/visit'

export type Proposal = Input<'blacklist.propose'>

/** An entry while it is being proposed; its last day is there although it may hold for good. */
export interface ProposalDraft extends Omit<Proposal, 'until' | 'evidence'> {
  forGood: boolean
  until: Day
}

export const KINDS_OF_DOCUMENT = DOCUMENT_KINDS.map((value) => ({
  value,
  label: visitWords().documentKinds[value],
}))

/** @param now epoch ms */
export function newProposal(now: number): ProposalDraft {
  const today = dayOf(now)
  return {
    ...{ name: '', documentKind: 'mainlandId', document: '', phone: '', plate: '', reason: '' },
    ...{ from: today, forGood: false, until: usualEnd(today) },
  }
}

/** What is sent. */
export const proposalOf = ({ forGood, until, ...typed }: ProposalDraft): Proposal => ({
  ...typed,
  until: forGood ? null : until,
  evidence: [],
})

/** What the server would refuse it for, in its words and in the order of the form. @param now epoch ms */
export function faultsOfProposal(draft: ProposalDraft, now: number): string[] {
  const faults = proposalFaults(proposalOf(draft), dayOf(now))
  return PROPOSAL_FIELDS.flatMap((field) => {
    const fault = faults[field]
    return fault === undefined ? [] : [translate(fault.code, fault.details)]
  })
}
