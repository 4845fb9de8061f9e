import type { ApprovalDetail, Me, Output, VisitRow } from '../../../../contract'
import type { ApiError } from '../../../api/api-error'
import type { Fact } from '../../../components/fact-list/fact-list'
import { gateGroups, type GateGroup } from '../../../components/gate-list/gate-list.view'
import { storyOf, type StoryLine } from '../../../components/visit-history/visit-history.view'
import { dayOf } from '../../../domain/values/days'
import { formatMoment, formatRange } from '../../../locales/days'
import { sentenceOf } from '../../../locales/errors'
import { formatDocument, type DocumentKind } from '../../../domain/values/documents'
import { formatPhone } from '../../../domain/values/phones'
import { formatPlate } from '../../../domain/values/plates'
import { TEXT_FIELDS, type TextField } from '../../../domain/visit/form-fields'
import type { VisitState } from '../../../domain/visit/visit'
import { frozenNotice } from '../list/list.view'
import { CANCEL_ASKED, CANCEL_CONSEQUENCE } from '../releases/releases.view'
import type { ReasonedDecision } from './reasons'
import { riskHintWords, visitorName, visitWords } from '../../../locales/visit'
import { approvalsVisitWords } from '../../../locales/zh/pages/approvals-visit'

export type Decision = 'approve' | ReasonedDecision

export interface ApprovalState {
  me: Me | null
  detail: ApprovalDetail | null
  /** Sentence of why it couldn't be loaded, empty when it could. */
  failure: string
  /** Asking again is of no use. */
  missing?: boolean
  loading: boolean
  /** Who it is in full, once that was asked for; null: masked. */
  unmasked: Output<'approval.unmask'> | null
  unmasking: boolean
  /** The decision that is being answered. */
  waiting: Decision | null
  /** The visitor's wish to cancel is being answered: 'yes' lets the booking go. */
  answering: 'yes' | 'no' | null
  /** No answer came, the same decision is on its way again. */
  repeating: boolean
  sheet: { open: boolean; kind: ReasonedDecision }
  /** Sentence of why the last try was refused, empty when it wasn't. */
  refused: string
  /** What this page just decided. */
  decided: Decision | null
  /** Who else decided first, and what; empty when nobody did. */
  overtaken: string
  /** What else is pending; null: not asked yet. */
  queue: { rows: VisitRow[]; more: boolean } | null
  now: number
}

export const initialApproval = (): ApprovalState => ({
  me: null,
  detail: null,
  failure: '',
  loading: true,
  unmasked: null,
  unmasking: false,
  waiting: null,
  answering: null,
  repeating: false,
  sheet: { open: false, kind: 'return' },
  refused: '',
  decided: null,
  overtaken: '',
  queue: null,
  now: 0,
})

export interface ApprovalView {
  loading: boolean
  failure: string
  missing: boolean
  frozen: { sentence: string; advice: string } | null
  /** What just happened: a decision of one's own, or of somebody quicker. */
  notice: { tone: 'good' | 'attention'; icon: string; sentence: string } | null
  answering: 'yes' | 'no' | ''
  unmasked: boolean
  unmasking: boolean
  visit: VisitView | null
  footer: FooterView
  sheet: { open: boolean; kind: ReasonedDecision; waiting: boolean; failure: string }
}

interface VisitView {
  name: string
  state: VisitState
  purpose: string
  classWord: string
  official: boolean
  days: string
  whom: string
  plate: string
  submitted: string
  hints: Array<{ words: string }>
  /** The host's word, and whether and by whom this was invited. */
  marks: Array<{ icon: string; words: string }>
  /** The visitor's open wish that it be cancelled; null: none, or not to be answered by this account. */
  cancelAsked: { sentence: string; reason: string; moment: string; consequence: string } | null
  /** Short-lived address of the visitor's photo; empty: none. */
  face: string
  /** What the visitor wrote in free words. */
  texts: Array<{ field: TextField; label: string; words: string }>
  headCount: string
  /** Masked numbers, to be read digit by digit. */
  identity: Fact[]
  companions: Array<{ key: string; name: string; documentKind: string; document: string }>
  gates: GateGroup[]
  story: StoryLine[]
}

/**
 * What the thumb finds at the bottom. Buttons that would be refused aren't there; `refused`: nothing can be done any
 * more, and why stays where the thumb was.
 */
interface FooterView {
  kind: 'none' | 'decide' | 'revoke' | 'next' | 'refused'
  mayApprove: boolean
  mayReturn: boolean
  approving: boolean
  waiting: boolean
  /** Above the buttons: a refusal, or that the answer is late. */
  line: string
  lineIsRefusal: boolean
  nextId: string
  next: string
}

const DONE: Readonly<Record<Decision, string>> = {
  approve: approvalsVisitWords.approvedVisitorTold,
  return: approvalsVisitWords.doneReturn,
  revoke: approvalsVisitWords.doneRevoke,
}

export function approvalView(state: ApprovalState): ApprovalView {
  const { detail, sheet, waiting, refused, repeating } = state
  return {
    loading: state.loading && detail === null,
    failure: detail === null ? state.failure : '',
    missing: state.missing === true,
    frozen: frozenNotice(state.me, state.now),
    notice: noticeOf(state),
    answering: state.answering ?? '',
    unmasked: state.unmasked !== null,
    unmasking: state.unmasking,
    visit: detail === null ? null : visitOf(inFull(detail, state.unmasked), state.now),
    footer: footerOf(state),
    sheet: {
      ...sheet,
      waiting: waiting !== null,
      failure: waiting !== null && repeating ? LATE : refused,
    },
  }
}

const LATE = approvalsVisitWords.confirming

/** Who was quicker, what they decided and when (spec 3, Decisions). */
export function overtakenSentence(refusal: ApiError, now: number): string {
  const at = refusal.details.at
  return typeof at === 'number' && at > 0
    ? approvalsVisitWords.overtakenSentence(refusal.message, formatMoment(at, now))
    : refusal.message
}

function noticeOf({ decided, overtaken }: ApprovalState): ApprovalView['notice'] {
  if (overtaken !== '') return { tone: 'attention', icon: 'info-circle', sentence: overtaken }
  if (decided === null) return null
  return decided === 'approve'
    ? { tone: 'good', icon: 'check-circle', sentence: DONE.approve }
    : { tone: 'attention', icon: decided === 'return' ? 'rollback' : 'minus-circle', sentence: DONE[decided] }
}

function footerOf(state: ApprovalState): FooterView {
  const { detail, decided, overtaken, waiting } = state
  const frozen = state.me !== null && state.me.approver !== null && state.me.approver.frozen !== null
  const allowedActions =
    detail === null || frozen ? { approve: false, return: false, revoke: false } : detail.allowedActions
  const settled = decided !== null || overtaken !== ''
  const open = allowedActions.approve || allowedActions.return
  const next = queueOf(state)
  const idle = state.refused !== '' && !state.sheet.open ? 'refused' : 'none'
  return {
    kind: settled ? 'next' : open ? 'decide' : allowedActions.revoke ? 'revoke' : idle,
    mayApprove: allowedActions.approve,
    mayReturn: allowedActions.return,
    approving: waiting === 'approve',
    waiting: waiting !== null,
    line: waiting !== null && state.repeating ? LATE : state.sheet.open ? '' : state.refused,
    lineIsRefusal: waiting === null && state.refused !== '',
    nextId: next.id,
    next: next.words,
  }
}

/** The pending visit to go on with: the list is ordered by urgency, so it is the first other one. */
function queueOf({ queue, detail }: ApprovalState): { id: string; words: string } {
  if (queue === null) return { id: '', words: '' }
  const others = queue.rows.filter((row) => detail === null || row.id !== detail.visit.id)
  const first = others[0]
  if (first === undefined) return { id: '', words: '' }
  return { id: first.id, words: approvalsVisitWords.queueOfWords(others.length, queue.more ? '+' : '') }
}

/** What was masked in its place. */
function inFull(detail: ApprovalDetail, unmasked: ApprovalState['unmasked']): ApprovalDetail {
  if (unmasked === null) return detail
  return {
    ...detail,
    visit: { ...detail.visit, name: unmasked.name },
    ...unmasked,
    document: formatDocument(detail.documentKind, unmasked.document),
    phone: formatPhone(unmasked.phone),
  }
}

function visitOf(detail: ApprovalDetail, now: number): VisitView {
  const { visit } = detail
  return {
    name: visitorName(visit.name),
    state: visit.state,
    purpose: visitWords().purposes[visit.purpose],
    classWord: visitWords().purposeClasses[detail.purposeClass],
    official: detail.purposeClass === 'official',
    days: formatRange(visit.firstDay, visit.lastDay, dayOf(now)),
    whom: `${visit.hostName}-${visit.unitName}`,
    plate: visit.plate === null ? '' : formatPlate(visit.plate),
    submitted: approvalsVisitWords.submittedAt(formatMoment(visit.submittedAt, now)),
    marks: marksOf(detail),
    hints: visit.state === 'pending' ? detail.hints.map((code) => ({ words: riskHintWords(code) })) : [],
    cancelAsked: cancelAskedOf(detail, now),
    face: detail.face?.url ?? '',
    texts: textsOf(detail),
    headCount: approvalsVisitWords.headCount(visit.companions + 1),
    companions: detail.companions.map((companion, index) => ({
      key: String(index),
      name: companion.name,
      documentKind: documentKindName(companion.documentKind),
      document: companion.document,
    })),
    identity: [
      {
        label: approvalsVisitWords.documentKind,
        words: documentKindName(detail.documentKind),
        figures: false,
      },
      { label: approvalsVisitWords.documentNumber, words: detail.document, figures: true },
      { label: approvalsVisitWords.phone, words: detail.phone, figures: true },
      ...phoneStateOf(detail),
    ],
    gates: gateGroups(detail.gates, detail.purposeClass, visit.plate !== null),
    story: storyOf(detail, now),
  }
}

const textsOf = (detail: ApprovalDetail): VisitView['texts'] =>
  TEXT_FIELDS.filter((field) => detail[field] !== '').map((field) => ({
    field,
    label: visitWords().texts[field],
    words: detail[field],
  }))

/** Whether the number was checked; of one that was only typed there is nothing to say. */
function phoneStateOf({ phoneState }: ApprovalDetail): Fact[] {
  if (phoneState === 'typed') return []
  const words = approvalsVisitWords.phoneStates[phoneState]
  return [{ label: approvalsVisitWords.phoneState, words, figures: false }]
}

function cancelAskedOf(
  { cancelAsked, allowedActions }: ApprovalDetail,
  now: number,
): VisitView['cancelAsked'] {
  if (cancelAsked === null || !allowedActions.revoke) return null
  return {
    sentence: CANCEL_ASKED,
    reason: cancelAsked.reason === null ? '' : approvalsVisitWords.reason(cancelAsked.reason),
    moment: approvalsVisitWords.moment(formatMoment(cancelAsked.askedAt, now)),
    consequence: CANCEL_CONSEQUENCE,
  }
}

const WORD_ICONS = { none: 'help-circle', confirmed: 'check-circle', denied: 'close-circle' } as const

function marksOf({
  visit,
  hints,
  hostConfirmation,
  invitation,
  fourEyes,
}: ApprovalDetail): VisitView['marks'] {
  // The hint beneath says it already.
  const hinted = visit.state === 'pending' && hints.indexOf('officialUnconfirmed') >= 0
  const marks: VisitView['marks'] = hinted
    ? []
    : [{ icon: WORD_ICONS[hostConfirmation], words: visitWords().hostConfirmations[hostConfirmation] }]
  if (invitation !== null)
    marks.push({ icon: 'mail', words: approvalsVisitWords.marksOfWords(invitation.byName) })
  if (invitation?.vip === true) marks.push({ icon: 'star', words: approvalsVisitWords.vip })
  if (fourEyes.leftToColleague) marks.push({ icon: 'info-circle', words: sentenceOf('SELF_APPROVAL') })
  if (fourEyes.selfApproved) marks.push({ icon: 'info-circle', words: approvalsVisitWords.approvedByInviter })
  return marks
}

const documentKindName = (kind: DocumentKind): string => visitWords().documentKinds[kind] ?? ''
