import type { Photo } from '../../../../components/photo-picker/photo-picker'
import { checkSubject, MAX_BLACKLIST_REASON, normaliseSubject } from '../../../../domain/blacklist/blacklist'
import { addDays, type Day } from '../../../../domain/values/days'
import { formatDay } from '../../../../locales/days'
import { DomainError } from '../../../../domain/errors'
import { sentenceOf, translate } from '../../../../locales/errors'
import { DOCUMENT_KINDS, type DocumentKind } from '../../../../domain/values/documents'
import { formatPlate } from '../../../../domain/values/plates'
import { lengthOf } from '../../../../domain/values/text'
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

const A_YEAR = 364

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
  until: addDays(today, A_YEAR),
  photos: [],
  tried: false,
  sending: false,
  repeating: false,
  refused: '',
  today,
})

export interface ProposeFieldErrors {
  document: string
  phone: string
  plate: string
  reason: string
  until: string
  evidence: string
}

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
  const { document, phone, plate, photos } = state
  const nobody = document.trim() === '' && phone.trim() === '' && plate === ''
  const reason = state.reason.trim()
  return {
    document: nobody ? sentenceOf('BLACKLIST_SUBJECT') : fieldErrorOf(state, { document }),
    phone: phone.trim() === '' ? '' : fieldErrorOf(state, { phone }),
    plate: plate === '' ? '' : fieldErrorOf(state, { plate }),
    reason:
      reason === ''
        ? sentenceOf('BLACKLIST_REASON_REQUIRED')
        : lengthOf(reason) > MAX_BLACKLIST_REASON
          ? sentenceOf('BLACKLIST_REASON_TOO_LONG')
          : '',
    until: !state.forGood && state.until < state.from ? sentenceOf('BLACKLIST_DAYS') : '',
    evidence: photos.every((photo) => photo.state === 'sent') ? '' : adminBlacklistProposeWords.evidence,
  }
}

/** What the rule says of one field alone. */
function fieldErrorOf(
  { documentKind, today }: ProposeState,
  field: { document?: string; phone?: string; plate?: string },
): string {
  if (Object.values(field).every((value) => value.trim() === '')) return ''
  try {
    checkSubject(
      normaliseSubject({ name: '', documentKind, document: '', phone: '', plate: '', ...field }),
      today,
    )
    return ''
  } catch (refusal) {
    if (!(refusal instanceof DomainError)) throw refusal
    const { code, details } = refusal as DomainError
    return translate(code, details)
  }
}

export interface ProposeView {
  name: string
  documentKinds: string[]
  kindAt: number
  kind: string
  document: string
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
    fieldErrors: state.tried ? proposeFieldErrors(state) : NO_FAULTS,
    sending: state.sending,
    waitingWords: state.repeating
      ? adminBlacklistProposeWords.confirming
      : adminBlacklistProposeWords.waitingWords,
    refused: state.refused,
  }
}
