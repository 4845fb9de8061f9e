import type { LoadFailure } from '../../../api/api-error'
import type { ApprovalDetail, Me, Output, VisitRow } from '../../../../contract'
import type { ApiError } from '../../../api/api-error'
import { formatMoment } from '../../../locales/days'
import { formatDocument } from '../../../domain/values/documents'
import { formatPhone } from '../../../domain/values/phones'
import { frozenNotice } from '../list/list.view'
import { bookingView, type BookingView } from './booking.view'
import type { ReasonedDecision } from './reasons'
import { approvalsVisitWords } from '../../locales/approvals-visit'

export type Decision = 'approve' | ReasonedDecision

export interface ApprovalState {
  me: Me | null
  detail: ApprovalDetail | null
  /** Sentence of why it couldn't be loaded, empty when it could. */
  failure: LoadFailure | null
  loading: boolean
  /** Who it is in full, once that was asked for; null: masked. */
  unmasked: Output<'approval.unmask'> | null
  unmasking: boolean
  /** The decision that is being answered. */
  waiting: Decision | null
  /** The visitor's request to cancel is being answered: 'yes' lets the booking go. */
  answering: 'yes' | 'no' | null
  /** Whether the photo shows the person is being answered. */
  photoAnswering: 'yes' | 'no' | null
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
  failure: null,
  loading: true,
  unmasked: null,
  unmasking: false,
  waiting: null,
  answering: null,
  photoAnswering: null,
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
  failure: LoadFailure | null
  frozen: { sentence: string; advice: string } | null
  /** What just happened: a decision of one's own, or of somebody quicker. */
  notice: { tone: 'good' | 'attention'; icon: string; sentence: string } | null
  answering: 'yes' | 'no' | ''
  photoAnswering: 'yes' | 'no' | ''
  unmasked: boolean
  unmasking: boolean
  visit: BookingView | null
  footer: FooterView
  sheet: { open: boolean; kind: ReasonedDecision; waiting: boolean; failure: string }
}

/**
 * What the thumb finds at the bottom. Buttons that would be refused aren't there; `refused`: nothing can be done any
 * more, and why stays where the thumb was.
 */
interface FooterView {
  kind: 'none' | 'decide' | 'revoke' | 'next' | 'refused'
  mayApprove: boolean
  mayReturn: boolean
  /** It was approved just now: a wrong tap can be taken back at once. */
  mayUndo: boolean
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
    failure: detail === null ? state.failure : null,
    frozen: frozenNotice(state.me, state.now),
    notice: noticeOf(state),
    answering: state.answering ?? '',
    photoAnswering: state.photoAnswering ?? '',
    unmasked: state.unmasked !== null,
    unmasking: state.unmasking,
    visit: detail === null ? null : bookingView(inFull(detail, state.unmasked), state.now),
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
    mayUndo: decided === 'approve' && allowedActions.revoke,
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

/**
 * The booking as it was read again. What its visitor sent since is another one: who it is in full was asked of the one
 * before.
 */
export const readAnew = (
  before: ApprovalState,
  detail: ApprovalDetail,
): Pick<ApprovalState, 'detail' | 'unmasked'> => ({
  detail,
  unmasked: detail.visit.submittedAt === before.detail?.visit.submittedAt ? before.unmasked : null,
})
