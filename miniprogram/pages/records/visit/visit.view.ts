import type { LoadFailure } from '../../../api/api-error'
import { timesText } from '../../../locales/standing'
import { titleOfVisit } from '../../../components/visit-card/visit-card.view'
import type { VisitDetail } from '../../../../contract'
import { propagationLines, type PropagationLine } from '../../../components/gate-list/propagation.view'
import { closedLines } from '../../../components/gate-list/closed-gates.view'
import { gateGroups, type GateGroup } from '../../../components/gate-list/gate-list.view'
import { waysOfVisit, type GateWay } from '../../../components/gate-ways/gate-ways.view'
import { storyOf, type StoryLine } from '../../../components/visit-history/visit-history.view'
import type { Fact } from '../../../components/fact-list/fact-list'
import { daysFact } from '../../../components/fact-list/fact-list.view'
import { dayOf, formatMinute } from '../../../domain/values/days'
import { invalidityOf, rightOfRow } from '../../../domain/values/validity'
import { formatMoment, formatRange } from '../../../locales/days'
import { formatDocument } from '../../../domain/values/documents'
import { formatPhone } from '../../../domain/values/phones'
import { formatPlate } from '../../../domain/values/plates'
import { TEXT_FIELDS } from '../../../domain/visit/form-fields'
import { isSystemReason } from '../../../domain/visit/history'
import { tabOf, type VisitState } from '../../../domain/visit/visit'
import { entryWords, stepReason, validityWords, visitWords } from '../../../locales/visit'
import { visitFaceView, type VisitFaceState, type VisitFaceView } from './visit-face.view'
import { recordsVisitWords } from '../../../locales/pages/records-visit'

export interface VisitPageState extends VisitFaceState {
  failure: LoadFailure | null
  loading: boolean
  cancelling: 'no' | 'sending' | 'confirming'
  asking: boolean
  /** The result can come as a message. */
  willTell?: boolean
}

export interface VisitPageView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof recordsVisitWords>['labels']
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  state: VisitState | 'waiting' | ''
  title: string
  /** What happens next, or what happened. */
  next: string
  reason: string
  facts: Fact[]
  face: VisitFaceView | null
  gates: GateGroup[]
  ways: GateWay[]
  /** Of these by car, which a traffic control closes on its days, and when; empty: none. */
  closed: string
  delivery: PropagationLine[]
  story: StoryLine[]
  unitPhone: string
  unitName: string
  /** The page's one primary action. */
  primary: { act: 'pass' | 'revise' | 'copy' | ''; words: string; icon: string }
  mayRevise: boolean
  /** Inside already: more days or another plate are asked of the unit. */
  mayAskChange: boolean
  /** What became of having asked; empty: not asked. */
  changeRequest: string
  mayCancel: boolean
  /** Inside already: only the unit can cancel it, and may be asked to. */
  mayAskCancel: boolean
  asking: boolean
  /** What became of having asked; empty: not asked, or of no use any more. */
  cancelRequest: string
  /** Somebody else proved the number that was typed, and what to do; empty: nobody did, or the booking is over. */
  phoneTaken: string
  mayCopy: boolean
  cancelling: boolean
  cancelWords: string
}

const nothing = (): VisitPageView => ({
  words: recordsVisitWords().labels,
  stage: 'loading',
  failure: null,
  waiting: false,
  state: '',
  title: '',
  next: '',
  reason: '',
  facts: [],
  face: null,
  ...{ gates: [], ways: [], closed: '', delivery: [] },
  story: [],
  unitPhone: '',
  unitName: '',
  primary: { act: '', words: '', icon: '' },
  mayRevise: false,
  mayAskChange: false,
  changeRequest: '',
  mayCancel: false,
  mayAskCancel: false,
  asking: false,
  cancelRequest: '',
  phoneTaken: '',
  mayCopy: false,
  cancelling: false,
  cancelWords: '',
})

/** One own booking: its state, what happens next, and what one can do about it (spec 3). */
export function visitPageView(state: VisitPageState): VisitPageView {
  const { detail, failure, loading, cancelling, now } = state
  if (detail === null)
    return { ...nothing(), stage: failure === null ? 'loading' : 'failed', failure, waiting: loading }
  const { visit, allowedActions, form, host, purposeClass } = detail
  const primary = primaryOf(detail)
  return {
    words: recordsVisitWords().labels,
    stage: 'ready',
    failure,
    waiting: loading,
    state: visit.activity?.waiting === true ? 'waiting' : visit.state,
    title: titleOfVisit(visit),
    next: nextWords(state, detail),
    reason:
      visit.state === 'returned' || endedByOthers(detail) || visit.activity !== undefined
        ? stepReason(visit.reason)
        : '',
    facts: factsOf(detail, now),
    face: visitFaceView(state),
    gates: gateGroups(detail.gates, purposeClass, form.driving),
    ways: waysOfVisit(detail),
    closed: form.driving ? closedLines(purposeClass, rightOfRow(visit), detail, now) : '',
    delivery: propagationLines(detail.delivery),
    story: storyOf(detail, now),
    unitPhone: detail.unitPhone ?? '',
    unitName: host.unitName,
    primary,
    mayRevise: allowedActions.revise && primary.act !== 'revise',
    mayAskChange: allowedActions.askChange,
    changeRequest: allowedActions.askChange ? changeRequestWords(detail, now) : '',
    mayCancel: allowedActions.cancel,
    mayAskCancel: allowedActions.askCancel && detail.cancelRequest?.state !== 'open',
    asking: state.asking,
    cancelRequest: allowedActions.askCancel ? cancelRequestWords(detail.cancelRequest, now) : '',
    phoneTaken: phoneTakenWords(detail),
    mayCopy: allowedActions.bookAgain && primary.act !== 'copy',
    cancelling: cancelling !== 'no',
    cancelWords:
      cancelling === 'confirming' ? recordsVisitWords().confirming : recordsVisitWords().onCancelConfirmText,
  }
}

function phoneTakenWords({ visit, allowedActions, phoneTaken }: VisitDetail): string {
  if (phoneTaken === undefined || tabOf(visit.state) === 'ended') return ''
  return recordsVisitWords().phoneTaken(allowedActions.revise)
}

function cancelRequestWords(cancelRequest: VisitDetail['cancelRequest'], now: number): string {
  if (cancelRequest === null) return ''
  if (cancelRequest.state === 'open')
    return recordsVisitWords().cancelRequestWords(formatMoment(cancelRequest.askedAt, now))
  return cancelRequest.state === 'kept'
    ? recordsVisitWords().cancelDenied(cancelRequest.answeredBy ?? recordsVisitWords().approverRole)
    : ''
}

function changeRequestWords({ changeRequest }: VisitDetail, now: number): string {
  if (changeRequest === null || changeRequest.state === 'released') return ''
  if (changeRequest.state === 'kept')
    return recordsVisitWords().changeDenied(changeRequest.answeredBy ?? recordsVisitWords().approverRole)
  const { askedAt, lastDay, plate } = changeRequest
  const today = dayOf(now)
  const wanted = [formatRange(lastDay, lastDay, today), ...(plate === null ? [] : [formatPlate(plate)])]
  return recordsVisitWords().changeRequestWords(
    formatMoment(askedAt, now),
    wanted.join(recordsVisitWords().wantedComma),
  )
}

function primaryOf({ visit, allowedActions }: VisitDetail): VisitPageView['primary'] {
  if (allowedActions.pass) return { act: 'pass', words: recordsVisitWords().primaryOfWords, icon: 'qrcode' }
  if (visit.state === 'returned' && allowedActions.revise)
    return { act: 'revise', words: recordsVisitWords().reviseAndSend, icon: 'edit' }
  if (visit.state === 'pending') return { act: '', words: '', icon: '' }
  return allowedActions.bookAgain
    ? { act: 'copy', words: recordsVisitWords().bookAgain, icon: 'copy' }
    : { act: '', words: '', icon: '' }
}

function nextWords({ now, willTell = false }: VisitPageState, detail: VisitDetail): string {
  const { visit, allowedActions, notifications } = detail
  switch (visit.state) {
    case 'pending':
      if (visit.activity?.waiting === true) return recordsVisitWords().waitsForPlace(willTell)
      return recordsVisitWords().pending(notificationWords(newsSince(detail), notifications, now), willTell)
    case 'approved':
      return allowedActions.pass ? entrySentence(visit, now) : recordsVisitWords().approvedLine
    case 'returned':
      return recordsVisitWords().returned
    case 'revoked':
      return recordsVisitWords().revoked(lastStepOf(detail)?.byName ?? '')
    case 'cancelled':
      return cancelledWords(detail)
    case 'expired':
      return recordsVisitWords().expired
    case 'finished':
      return recordsVisitWords().finished
  }
}

function entrySentence(visit: VisitDetail['visit'], now: number): string {
  const invalidity = invalidityOf(visit, now)
  if (invalidity === null) return recordsVisitWords().approved
  if (invalidity === 'notYet') return recordsVisitWords().nextWordsApproved
  return recordsVisitWords().approvedNotNow(entryWords(invalidity, visit.firstDay, dayOf(now)))
}

/** Who took the last step, and how: what became of the booking is told by it. */
const lastStepOf = ({ history }: VisitDetail): VisitDetail['history'][number] | undefined =>
  history[history.length - 1]

/** Others took it from its visitor, so that there is a reason to read. */
const endedByOthers = (detail: VisitDetail): boolean =>
  detail.visit.state === 'revoked' ||
  (detail.visit.state === 'cancelled' && lastStepOf(detail)?.byRole !== 'visitor')

function cancelledWords(detail: VisitDetail): string {
  const last = lastStepOf(detail)
  if (last?.byRole === 'system')
    return detail.visit.activity === undefined ? recordsVisitWords().letGo : waitedInVain(last.reason)
  return last?.byRole === 'approver' && last.byName !== ''
    ? recordsVisitWords().cancelledBy(last.byName)
    : recordsVisitWords().cancelled
}

/** What became of waiting for a place; beneath it stands why, as far as it is known still. */
function waitedInVain(reason: string | null): string {
  const { noPlace, waitingEnded, activityCancelled } = recordsVisitWords()
  if (reason === 'JOINING_STOPPED') return noPlace
  return reason === null || isSystemReason(reason) ? waitingEnded : activityCancelled
}

function factsOf({ visit, form, host, activity, standing }: VisitDetail, now: number): Fact[] {
  const kind = visitWords().documentKinds[form.documentKind]
  const facts: Fact[] = [
    daysFact(recordsVisitWords().factsLabel, validityWords(visit, dayOf(now))),
    ...(visit.walkIn === undefined
      ? [plain(recordsVisitWords().hostPerson, host.name), plain(recordsVisitWords().hostUnit, host.unitName)]
      : [plain(recordsVisitWords().walkInGate, visit.walkIn.gateName)]),
    plain(recordsVisitWords().name, form.name),
    figures(recordsVisitWords().phone, formatPhone(form.phone)),
    plain(recordsVisitWords().documentKind, kind),
    figures(recordsVisitWords().documentNumber, formatDocument(form.documentKind, form.document)),
  ]
  if (form.driving) facts.push(figures(recordsVisitWords().factsOfLabel, formatPlate(form.plate)))
  if (form.companions.length > 0)
    facts.push(
      plain(
        recordsVisitWords().companions,
        form.companions.map((companion) => companion.name).join(recordsVisitWords().listComma),
      ),
    )
  for (const field of TEXT_FIELDS)
    if (form[field] !== '') facts.push(plain(visitWords().texts[field], form[field]))
  if (activity?.hours != null) facts.push(plain(recordsVisitWords().hours, hoursWords(activity.hours)))
  if (standing !== undefined) facts.push(daysFact(recordsVisitWords().hours, timesText(standing)))
  if (activity?.message != null) facts.push(plain(recordsVisitWords().message, activity.message.text))
  return facts
}

const hoursWords = ({ from, until }: { from: number; until: number }): string =>
  recordsVisitWords().span(formatMinute(from), formatMinute(until), until <= from)

const plain = (label: string, words: string): Fact => ({ label, words })
const figures = (label: string, words: string): Fact => ({ label, words, figures: true })

/** As long as messages may take: until then it isn't said that nobody was told. */
const DELIVERY_MS = 120_000

/** Sent again, or gone to another unit, it is news to its approvers: who was told before doesn't count. */
const newsSince = ({ visit, history }: VisitDetail): number =>
  Math.max(visit.submittedAt, ...history.filter(({ action }) => action === 'moved').map(({ at }) => at))

/** Nobody waits in silence (spec 3): who was really told last, and when; also that nobody was. */
function notificationWords(since: number, notifications: VisitDetail['notifications'], now: number): string {
  const told = notifications.filter(({ at }) => at >= since)
  const last = told[told.length - 1]
  if (last === undefined) return now - since < DELIVERY_MS ? '' : recordsVisitWords().nobodyTold
  return recordsVisitWords().notificationWords(
    formatMoment(last.at, now),
    last.names.join(recordsVisitWords().listComma),
  )
}
