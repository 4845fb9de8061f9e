import type { Photo } from '../../../../components/photo-picker/photo-picker'
import { MAX_EVIDENCE } from '../../../../domain/blacklist/blacklist'
import {
  PROPOSAL_FIELDS,
  proposalFaults,
  usualEnd,
  type ProposalField,
} from '../../../../domain/blacklist/proposal'
import type { Day } from '../../../../domain/values/days'
import { formatDay } from '../../../../locales/days'
import { translate } from '../../../../locales/errors'
import { DOCUMENT_KINDS, type DocumentKind } from '../../../../domain/values/documents'
import { formatPlate } from '../../../../domain/values/plates'
import { visitWords } from '../../../../locales/visit'
import { adminBlacklistProposeWords } from '../../../../locales/zh/pages/admin-blacklist-propose'

export interface ProposeState {
  name: string
  documentKind: DocumentKind
  document: string
  phone: string
  plate: string
  plateOpen: boolean
  reason: string
  from: Day
  forGood: boolean
  until: Day
  photos: Photo[]
  tried: boolean
  sending: boolean
  repeating: boolean
  refused: string
  today: Day
}

export const initialPropose = (today: Day): ProposeState => ({
  name: '',
  documentKind: 'mainlandId',
  document: '',
  phone: '',
  plate: '',
  plateOpen: false,
  reason: '',
  from: today,
  forGood: false,
  until: usualEnd(today),
  photos: [],
  tried: false,
  sending: false,
  repeating: false,
  refused: '',
  today,
})

export type ProposeFieldErrors = Record<ProposalField | 'evidence', string>

const NO_FAULTS: ProposeFieldErrors = {
  document: '',
  phone: '',
  plate: '',
  reason: '',
  until: '',
  evidence: '',
}

/** Everything that is wrong, beside its field, in the words with which the server would refuse it. */
export function proposeFieldErrors(state: ProposeState): ProposeFieldErrors {
  const faults = proposalFaults({ ...state, until: state.forGood ? null : state.until }, state.today)
  const fieldErrors = { ...NO_FAULTS }
  for (const field of PROPOSAL_FIELDS) {
    const fault = faults[field]
    if (fault !== undefined) fieldErrors[field] = translate(fault.code, fault.details)
  }
  const sent = state.photos.every((photo) => photo.state === 'sent')
  return { ...fieldErrors, evidence: sent ? '' : adminBlacklistProposeWords.evidence }
}

export interface ProposeView {
  name: string
  documentKinds: string[]
  kindAt: number
  kind: string
  document: string
  documentKind: DocumentKind
  documentKeyboard: string
  phone: string
  plate: string
  plateWords: string
  plateOpen: boolean
  reason: string
  from: Day
  fromWords: string
  forGood: boolean
  until: Day
  untilWords: string
  mostPhotos: number
  fieldErrors: ProposeFieldErrors
  sending: boolean
  waitingWords: string
  refused: string
}

export function proposeView(state: ProposeState): ProposeView {
  const kindAt = DOCUMENT_KINDS.indexOf(state.documentKind)
  return {
    name: state.name,
    documentKinds: DOCUMENT_KINDS.map((kind) => visitWords().documentKinds[kind]),
    kindAt,
    kind: visitWords().documentKinds[state.documentKind],
    document: state.document,
    documentKind: state.documentKind,
    documentKeyboard: state.documentKind === 'mainlandId' ? 'idcard' : 'text',
    phone: state.phone,
    plate: state.plate,
    plateWords: state.plate === '' ? '' : formatPlate(state.plate),
    plateOpen: state.plateOpen,
    reason: state.reason,
    from: state.from,
    fromWords: formatDay(state.from, state.today),
    forGood: state.forGood,
    until: state.until,
    untilWords: formatDay(state.until, state.today),
    mostPhotos: MAX_EVIDENCE,
    fieldErrors: state.tried ? proposeFieldErrors(state) : NO_FAULTS,
    sending: state.sending,
    waitingWords: state.repeating
      ? adminBlacklistProposeWords.confirming
      : adminBlacklistProposeWords.waitingWords,
    refused: state.refused,
  }
}
