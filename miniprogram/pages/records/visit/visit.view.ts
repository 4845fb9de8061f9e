import type { VisitDetail } from '../../../../contract'
import { propagationLines, type PropagationLine } from '../../../components/gate-list/gate-delivery.view'
import { gateGroups, type GateGroup } from '../../../components/gate-list/gate-list.view'
import { storyOf, type StoryLine } from '../../../components/visit-history/visit-history.view'
import type { Fact } from '../../../components/fact-list/fact-list'
import { dayOf } from '../../../domain/values/days'
import { formatMoment, formatRange } from '../../../locales/days'
import { formatDocument } from '../../../domain/values/documents'
import { formatPhone } from '../../../domain/values/phones'
import { formatPlate } from '../../../domain/values/plates'
import type { VisitState } from '../../../domain/visit/visit'
import { visitWords } from '../../../locales/visit'

export interface VisitPageState {
  detail: VisitDetail | null
  failure: string
  loading: boolean
  cancelling: 'no' | 'sending' | 'confirming'
  withdrawing: boolean
  asking: boolean
  now: number
}

export interface VisitPageView {
  stage: 'loading' | 'failed' | 'ready'
  failure: string
  waiting: boolean
  state: VisitState | ''
  title: string
  /** What happens next, or what happened. */
  next: string
  reason: string
  facts: Fact[]
  /** The photo the visitor consented to; null: none. */
  face: { url: string; words: string; withdrawing: boolean } | null
  gates: GateGroup[]
  delivery: PropagationLine[]
  story: StoryLine[]
  unitPhone: string
  unitName: string
  /** The page's one primary action. */
  primary: { act: 'pass' | 'revise' | 'copy' | ''; words: string; icon: string }
  mayRevise: boolean
  mayCancel: boolean
  /** Inside already: only the unit can cancel it, and may be asked to. */
  mayAskCancel: boolean
  asking: boolean
  /** What became of having asked; empty: not asked, or of no use any more. */
  cancelRequest: string
  mayCopy: boolean
  cancelling: boolean
  cancelWords: string
}

const NOTHING: VisitPageView = {
  stage: 'loading',
  failure: '',
  waiting: false,
  state: '',
  title: '',
  next: '',
  reason: '',
  facts: [],
  face: null,
  gates: [],
  delivery: [],
  story: [],
  unitPhone: '',
  unitName: '',
  primary: { act: '', words: '', icon: '' },
  mayRevise: false,
  mayCancel: false,
  mayAskCancel: false,
  asking: false,
  cancelRequest: '',
  mayCopy: false,
  cancelling: false,
  cancelWords: '',
}

/** One own booking: its state, what happens next, and what one can do about it (spec 3). */
export function visitPageView(state: VisitPageState): VisitPageView {
  const { detail, failure, loading, cancelling, now } = state
  if (detail === null)
    return { ...NOTHING, stage: failure === '' ? 'loading' : 'failed', failure, waiting: loading }
  const { visit, allowedActions, form, host, purposeClass } = detail
  const primary = primaryOf(detail)
  return {
    stage: 'ready',
    failure,
    waiting: loading,
    state: visit.state,
    title: visitWords().purposes[visit.purpose],
    next: nextWords(detail, now),
    reason: visit.state === 'returned' || visit.state === 'revoked' ? (visit.reason ?? '') : '',
    facts: factsOf(detail, now),
    face: faceOf(state),
    gates: gateGroups(detail.gates, purposeClass, form.driving),
    delivery: propagationLines(detail.delivery),
    story: storyOf(detail, now),
    unitPhone: detail.unitPhone ?? '',
    unitName: host.unitName,
    primary,
    mayRevise: allowedActions.revise && primary.act !== 'revise',
    mayCancel: allowedActions.cancel,
    mayAskCancel: allowedActions.askCancel && detail.cancelRequest?.state !== 'open',
    asking: state.asking,
    cancelRequest: allowedActions.askCancel ? cancelRequestWords(detail.cancelRequest, now) : '',
    mayCopy: primary.act !== 'copy',
    cancelling: cancelling !== 'no',
    cancelWords: cancelling === 'confirming' ? '已提交，正在确认…' : '取消预约',
  }
}

function cancelRequestWords(cancelRequest: VisitDetail['cancelRequest'], now: number): string {
  if (cancelRequest === null) return ''
  if (cancelRequest.state === 'open')
    return `${formatMoment(cancelRequest.askedAt, now)}已请求取消，等待审批人答复。`
  return cancelRequest.state === 'kept'
    ? `${cancelRequest.answeredBy ?? '审批人'}没有同意取消，这条预约仍然有效。`
    : ''
}

function primaryOf({ visit, allowedActions }: VisitDetail): VisitPageView['primary'] {
  if (allowedActions.pass) return { act: 'pass', words: '出示通行码', icon: 'qrcode' }
  if (visit.state === 'returned' && allowedActions.revise)
    return { act: 'revise', words: '修改后重新提交', icon: 'edit' }
  if (visit.state === 'pending') return { act: '', words: '', icon: '' }
  return { act: 'copy', words: '再次预约', icon: 'copy' }
}

function nextWords({ visit, allowedActions, notifications }: VisitDetail, now: number): string {
  switch (visit.state) {
    case 'pending':
      return `${notificationWords(notifications, now)}通过后即可凭码入校，结果会通过消息告诉您。`
    case 'approved':
      if (allowedActions.pass && visit.firstDay <= dayOf(now)) return '可以入校了，到校门出示通行码。'
      return allowedActions.pass ? '已通过，到了预约的日期凭通行码入校。' : '已通过。'
    case 'returned':
      return '请按退回原因修改，再重新提交。'
    case 'revoked':
      return '审批人取消了这条预约，通行码已失效；在校内的仍可离校。'
    case 'cancelled':
      return '您已取消这条预约。'
    case 'expired':
      return '预约的日期已过，没有等到审批。'
    case 'finished':
      return '这次来访已经结束。'
  }
}

function faceOf({ detail, withdrawing, now }: VisitPageState): VisitPageView['face'] {
  const face = detail?.face ?? null
  if (face === null) return null
  const consent = formatMoment(face.consentAt, now)
  return { url: face.url ?? '', words: `${consent} 同意采集，来访结束后24小时内删除`, withdrawing }
}

function factsOf({ visit, form, host }: VisitDetail, now: number): Fact[] {
  const kind = visitWords().documentKinds[form.documentKind]
  const facts: Fact[] = [
    plain('来访日期', formatRange(visit.firstDay, visit.lastDay, dayOf(now))),
    plain('被访人', host.name),
    plain('被访单位', host.unitName),
    plain('姓名', form.name),
    figures('手机号', formatPhone(form.phone)),
    plain('证件类型', kind),
    figures('证件号码', formatDocument(form.documentKind, form.document)),
  ]
  if (form.driving) facts.push(figures('车牌号', formatPlate(form.plate)))
  if (form.companions.length > 0)
    facts.push(plain('随行人员', form.companions.map((companion) => companion.name).join('、')))
  if (form.note !== '') facts.push(plain('备注', form.note))
  return facts
}

const plain = (label: string, words: string): Fact => ({ label, words, figures: false })
const figures = (label: string, words: string): Fact => ({ label, words, figures: true })

/** Nobody waits in silence (spec 3): who was told last, and when. */
function notificationWords(notifications: VisitDetail['notifications'], now: number): string {
  const last = notifications[notifications.length - 1]
  return last === undefined ? '' : `${formatMoment(last.at, now)}已提醒审批人${last.names.join('、')}。`
}
