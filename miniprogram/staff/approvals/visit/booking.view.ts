import type { ApprovalDetail } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { gateGroups, type GateGroup } from '../../../components/gate-list/gate-list.view'
import { storyOf, type StoryLine } from '../../../components/visit-history/visit-history.view'
import { dayOf } from '../../../domain/values/days'
import { formatMoment, formatRange } from '../../../locales/days'
import { sentenceOf } from '../../../locales/errors'
import type { DocumentKind } from '../../../domain/values/documents'
import { formatPlate } from '../../../domain/values/plates'
import { TEXT_FIELDS, type TextField } from '../../../domain/visit/form-fields'
import type { VisitState } from '../../../domain/visit/visit'
import {
  CANCEL_ASKED,
  CANCEL_CONSEQUENCE,
  CHANGE_ASKED,
  CHANGE_CONSEQUENCE,
  changesOf,
} from '../../locales/releases'
import { timesText } from '../../../locales/zh/standing'
import { purposeWords } from '../../../locales/purposes'
import { riskHintWords, visitorName, visitWords } from '../../../locales/visit'
import { approvalsVisitWords } from '../../locales/approvals-visit'

/** What an approver reads of a booking. */
export interface BookingView {
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
  /** The visitor's open request that it be cancelled; null: none, or not to be answered by this account. */
  cancelAsked: { sentence: string; reason: string; moment: string; consequence: string } | null
  /** More days or another plate, from what to what; null: not asked. */
  changeAsked: {
    sentence: string
    facts: Fact[]
    reason: string
    moment: string
    consequence: string
  } | null
  /** Short-lived address of the visitor's photo; empty: none. */
  face: string
  /** Somebody of the unit has to look whether it shows the person. */
  faceAsked: boolean
  /** On whose word it is there, and how long. */
  faceNote: string
  /** What the visitor wrote in free words. */
  texts: Array<{ field: TextField; label: string; words: string }>
  headCount: string
  /** Masked numbers, to be read digit by digit. */
  identity: Fact[]
  companions: Array<{ key: string; name: string; documentKind: string; document: string }>
  gates: GateGroup[]
  story: StoryLine[]
}

export function bookingView(detail: ApprovalDetail, now: number): BookingView {
  const { visit } = detail
  return {
    name: visitorName(visit.name),
    state: visit.state,
    ...whatFor(detail),
    days: formatRange(visit.firstDay, visit.lastDay, dayOf(now)),
    whom: whomOf(visit),
    plate: visit.plate === null ? '' : formatPlate(visit.plate),
    submitted: approvalsVisitWords.submittedAt(formatMoment(visit.submittedAt, now)),
    marks: marksOf(detail),
    hints: visit.state === 'pending' ? detail.hints.map((code) => ({ words: riskHintWords(code) })) : [],
    cancelAsked: cancelAskedOf(detail, now),
    changeAsked: changeAskedOf(detail, now),
    face: detail.face?.url ?? '',
    faceAsked: detail.face?.asked === true,
    faceNote: approvalsVisitWords.faceNote(visit.standing === true),
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
      },
      { label: approvalsVisitWords.documentNumber, words: detail.document, figures: true },
      { label: approvalsVisitWords.phone, words: detail.phone, figures: true },
      ...phoneStateOf(detail),
    ],
    gates: gateGroups(detail.gates, detail.purposeClass, visit.plate !== null),
    story: storyOf(detail, now),
  }
}

/**
 * What the visit is for. Of a person of a standing pass the purpose only says who pays; the pass, and when it holds, is what
 * an approver looks at (spec 4.4).
 */
function whatFor({ visit, purposeClass }: ApprovalDetail): Pick<BookingView, WhatFor> {
  if (visit.standing === true)
    return { classWord: approvalsVisitWords.standing, official: false, purpose: timesText(visit.right ?? {}) }
  return {
    purpose: purposeWords(visit.purposeWords),
    classWord: visitWords().purposeClasses[purposeClass],
    official: purposeClass === 'official',
  }
}

type WhatFor = 'purpose' | 'classWord' | 'official'

function whomOf({ hostName, unitName, standing }: ApprovalDetail['visit']): string {
  const who = `${hostName}-${unitName}`
  return standing === true ? approvalsVisitWords.appliedBy(who) : approvalsVisitWords.visits(who)
}

const textsOf = (detail: ApprovalDetail): BookingView['texts'] =>
  TEXT_FIELDS.filter((field) => detail[field] !== '').map((field) => ({
    field,
    label: visitWords().texts[field],
    words: detail[field],
  }))

/** Whether the number was checked; of one that was only typed there is nothing to say. */
function phoneStateOf({ phoneState }: ApprovalDetail): Fact[] {
  if (phoneState === 'typed') return []
  const words = approvalsVisitWords.phoneStates[phoneState]
  return [{ label: approvalsVisitWords.phoneState, words }]
}

function cancelAskedOf(
  { cancelAsked, allowedActions }: ApprovalDetail,
  now: number,
): BookingView['cancelAsked'] {
  if (cancelAsked === null || !allowedActions.revoke) return null
  return {
    sentence: CANCEL_ASKED,
    reason: cancelAsked.reason === null ? '' : approvalsVisitWords.reason(cancelAsked.reason),
    moment: approvalsVisitWords.moment(formatMoment(cancelAsked.askedAt, now)),
    consequence: CANCEL_CONSEQUENCE,
  }
}

function changeAskedOf(
  { changeAsked, allowedActions, visit }: ApprovalDetail,
  now: number,
): BookingView['changeAsked'] {
  if (changeAsked === null || !allowedActions.revoke) return null
  const { reason, askedAt } = changeAsked
  return {
    sentence: CHANGE_ASKED,
    facts: changesOf(visit, changeAsked, dayOf(now)),
    reason: reason === null ? '' : approvalsVisitWords.reason(reason),
    moment: approvalsVisitWords.moment(formatMoment(askedAt, now)),
    consequence: CHANGE_CONSEQUENCE,
  }
}

const WORD_ICONS = { none: 'help-circle', confirmed: 'check-circle', denied: 'close-circle' } as const

function marksOf({
  visit,
  hints,
  hostConfirmation,
  invitation,
  fourEyes,
}: ApprovalDetail): BookingView['marks'] {
  // The hint beneath says it already.
  const hinted = visit.state === 'pending' && hints.indexOf('officialUnconfirmed') >= 0
  // Nobody is asked whether they expect the people of a standing pass.
  const marks: BookingView['marks'] =
    hinted || visit.standing === true
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
