import type { Input } from '../../../contract'
import { PROPOSAL_FIELDS, proposalFaults, usualEnd } from '../../../miniprogram/domain/blacklist/proposal'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { DOCUMENT_KINDS } from '../../../miniprogram/domain/values/documents'
import { translate } from '../../../miniprogram/locales/errors'
import { visitWords } from '../../../miniprogram/locales/visit'
import { picturesWords } from '../../locales/zh/pictures'
import { uploadsOf, type Picture } from '../../pictures/pictures'

export type Proposal = Input<'blacklist.propose'>

/** An entry while it is being proposed; its last day is there although it may hold for good. */
export interface ProposalDraft extends Omit<Proposal, 'until' | 'evidence'> {
  forGood: boolean
  until: Day
  pictures: Picture[]
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
    ...{ from: today, forGood: false, until: usualEnd(today), pictures: [] },
  }
}

/** What is sent, once all its pictures are there. */
export const proposalOf = ({ forGood, until, pictures, ...typed }: ProposalDraft): Proposal => ({
  ...typed,
  until: forGood ? null : until,
  evidence: uploadsOf(pictures) ?? [],
})

/** What the server would refuse it for, in its words and in the order of the form. @param now epoch ms */
export function faultsOfProposal(draft: ProposalDraft, now: number): string[] {
  const faults = proposalFaults(proposalOf(draft), dayOf(now))
  const told = PROPOSAL_FIELDS.flatMap((field) => {
    const fault = faults[field]
    return fault === undefined ? [] : [translate(fault.code, fault.details)]
  })
  return uploadsOf(draft.pictures) === null ? [...told, picturesWords.onTheirWay] : told
}
