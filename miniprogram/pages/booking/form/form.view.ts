import type { LoadFailure } from '../../../api/api-error'
import type { HostRow } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { daysFact } from '../../../components/fact-list/fact-list.view'
import type { RefusalCardView } from '../../../components/refusal-card/refusal-card.view'
import { DOCUMENT_KINDS } from '../../../domain/values/documents'
import { translate } from '../../../locales/errors'
import { formatRange } from '../../../locales/days'
import { formatPlate } from '../../../domain/values/plates'
import { FORM_FIELDS, TEXT_FIELDS, type TextField } from '../../../domain/visit/form-fields'
import type { PrivacyTick } from '../../../domain/visit/privacy'
import type { PurposeId } from '../../../domain/visit/purposes'
import { MAX_COMPANIONS } from '../../../domain/visit/visit-form'
import { bookingRefusal } from './booking-refusal.view'
import { shownFieldErrors, type BookingState } from './booking-state'
import { daysView, type DaysView } from './days.view'
import { documentView, offerWords, phoneView, type DocumentView, type PhoneView } from './person.view'
import { visitPreview, type VisitPreview } from './visit-preview.view'
import { returnReasons } from '../../../locales/zh/pages/return-reasons'
import { purposeWords } from '../../../locales/purposes'
import { stepReason, visitWords } from '../../../locales/visit'
import { bookingFormWords } from '../../../locales/booking-form'

export interface FormView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof bookingFormWords>['labels']
  stage: 'loading' | 'failed' | 'form' | 'done'
  failure: LoadFailure | null
  /** Why the booking came back; empty for a new one. */
  returnReason: string
  /** That the pass of what is changed stops; empty: it has none. */
  passStops: string
  restored: boolean
  /** The inviter's part, that the guest can't change; null: an ordinary booking. */
  invited: { title: string; facts: Fact[] } | null
  offer: string
  host: HostRow | null
  /** What stands where the host is picked; its unit is named when a code or card gave it. */
  hostWords: { heading: string; empty: string }
  purposes: Array<{
    title: string
    note: string
    items: Array<{ id: PurposeId; name: string; chosen: boolean }>
  }>
  days: DaysView | null
  name: string
  documentKinds: string[]
  document: DocumentView
  phone: PhoneView
  proving: boolean
  driving: boolean
  plate: string
  plateWords: string
  plateOpen: boolean
  companions: Array<{
    at: number
    title: string
    name: string
    document: DocumentView
    nameFieldError: string
    documentFieldError: string
  }>
  mayAddCompanion: boolean
  /**
   * What is typed freely, each by its field. `room`: characters that the field takes, more than the limit, so that a longer
   * text is refused with a sentence and not cut off unseen.
   */
  texts: Record<TextField, { label: string; value: string; length: string; room: number }>
  /** Why the approver sent it back asks for this line; empty: it doesn't. */
  matterAsked: string
  /** What was ticked above the button; null: nothing. */
  privacy: PrivacyTick | null
  keptDays: number
  /** Sentence beside each field of the form itself; missing: none. */
  fieldErrors: Record<string, string>
  fieldErrorCount: number
  fieldErrorCountWords: string
  /** The card of the face photo; null: switched off, or filled in for somebody else. */
  face: { chosen: boolean; path: string } | null
  preview: VisitPreview | null
  refusal: RefusalCardView | null
  waiting: boolean
  waitingWords: string
  action: string
  /** Filled in for a guest: the words differ. */
  inviting: boolean
  /** `tip`: how to find the program again; empty: it was told before. */
  done: { visitId: string; told: string; tip: string } | null
}

/** The whole booking page from its state; `inviting`: an approver fills it in for a guest. */
export function formView(state: BookingState, inviting = false): FormView {
  const { form, options, revising, done } = state
  const words = bookingFormWords()
  const fieldErrors = shownFieldErrors(state)
  const missing = fieldErrors.filter(({ code }) => /_REQUIRED$/.test(code)).length
  const sentences: Record<string, string> = {}
  fieldErrors.forEach(
    (fieldError) => (sentences[fieldError.field] = translate(fieldError.code, fieldError.details)),
  )
  if (state.hostMoved) sentences.hostId ??= state.hostMoved
  return {
    words: words.labels,
    stage: stageOf(state),
    failure: state.failure,
    returnReason: revising === null ? '' : stepReason(revising.reason),
    passStops: revising?.approved === true ? words.passStops.content : '',
    restored: state.restored,
    invited: invitedView(state),
    offer: offerWords(state.offer),
    host: state.host,
    hostWords:
      state.unit === null
        ? { heading: words.host, empty: words.hostEmpty }
        : { heading: words.hostOf(state.unit.name), empty: words.hostEmptyInUnit },
    purposes: purposeGroups(state),
    days: options === null ? null : daysView(form, options, fieldErrors),
    name: form.name,
    documentKinds: DOCUMENT_KINDS.map((kind) => visitWords().documentKinds[kind]),
    document: documentView(form.documentKind, form.document),
    phone: phoneView(form, state.provedPhone),
    proving: state.proving,
    driving: form.driving,
    plate: form.plate,
    plateWords: formatPlate(form.plate),
    plateOpen: state.plateOpen,
    companions: form.companions.map((companion, index) => ({
      at: index,
      title: words.companionTitle(index + 1),
      name: companion.name,
      document: documentView(companion.documentKind, companion.document),
      nameFieldError: sentences[`companions.${index}.name`] ?? '',
      documentFieldError: sentences[`companions.${index}.document`] ?? '',
    })),
    mayAddCompanion: form.companions.length < MAX_COMPANIONS,
    texts: textsOf(form),
    matterAsked: (revising?.reason ?? '').indexOf(returnReasons.matter) >= 0 ? words.labels.matterAsked : '',
    privacy: form.privacy ?? null,
    keptDays: options?.anonymiseAfterDays ?? 0,
    fieldErrors: sentences,
    fieldErrorCount: state.tried ? fieldErrors.length : 0,
    fieldErrorCountWords: words.toChange(missing, fieldErrors.length - missing),
    face:
      options?.facePhoto === true && !inviting
        ? { chosen: form.photoId !== undefined, path: state.photoPath }
        : null,
    preview: options === null ? null : visitPreview(form, options),
    refusal: state.refusal === null || options === null ? null : bookingRefusal(state.refusal, options),
    waiting: state.sending !== 'no',
    waitingWords: state.sending === 'confirming' ? words.confirming : words.sending,
    action: inviting
      ? words.actions.invite
      : revising === null
        ? words.actions.submit
        : words.actions.resubmit,
    inviting,
    done:
      done === null
        ? null
        : {
            visitId: done.visitId,
            told: toldWords(done.approvers, state.host),
            tip: done.first === true ? words.labels.addToMine : '',
          },
  }
}

function textsOf(form: BookingState['form']): FormView['texts'] {
  const texts: Partial<FormView['texts']> = {}
  for (const field of TEXT_FIELDS)
    texts[field] = {
      label: visitWords().texts[field],
      value: form[field],
      length: `${Array.from(form[field]).length}/${FORM_FIELDS[field].limit}`,
      room: FORM_FIELDS[field].limit * 2,
    }
  return texts as FormView['texts']
}

function invitedView({ invitation, host, form, options }: BookingState): FormView['invited'] {
  const purpose = options?.purposes.find(({ id }) => id === form.purpose)
  if (invitation === null || host === null || options === null || purpose === undefined) return null
  const words = bookingFormWords()
  const fact = (label: string, words: string): Fact => ({ label, words })
  return {
    title: words.invitationOf(invitation.inviterName),
    facts: [
      fact(words.host, `${host.name}-${host.unitName}`),
      fact(words.labels.purpose, purposeWords(purpose)),
      daysFact(words.labels.firstDay, formatRange(form.firstDay, form.lastDay, options.today)),
    ],
  }
}

function stageOf({ options, failure, done }: BookingState): FormView['stage'] {
  if (done !== null) return 'done'
  if (options !== null) return 'form'
  return failure !== null ? 'failed' : 'loading'
}

function purposeGroups({ options, form }: BookingState): FormView['purposes'] {
  if (options === null) return []
  return (['official', 'private'] as const).map((purposeClass) => ({
    title: visitWords().purposeClasses[purposeClass],
    note: bookingFormWords().classNotes[purposeClass],
    items: options.purposes
      .filter((purpose) => purpose.class === purposeClass)
      .map((each) => ({ id: each.id, name: purposeWords(each), chosen: form.purpose === each.id })),
  }))
}

const toldWords = (approvers: number, host: HostRow | null): string =>
  host === null || approvers === 0 ? '' : bookingFormWords().told(host.unitName, approvers)
