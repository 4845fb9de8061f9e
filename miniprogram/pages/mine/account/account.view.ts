import type { Output } from '../../../../contract'
import type { Photo } from '../../../components/photo-picker/photo-picker'
import type { Fact } from '../../../components/fact-list/fact-list'
import { MAX_ACCOUNT_REASON } from '../../../domain/account/accounts'
import { formatMoment } from '../../../locales/days'
import { sentenceOf } from '../../../locales/errors'
import { lengthOf } from '../../../domain/values/text'

export type AskedRequest = NonNullable<Output<'account.asked'>['request']>
export type Units = Output<'unit.list'>['units']

export interface AccountState {
  units: Units | null
  request: AskedRequest | null
  failure: string
  unitId: string
  reason: string
  leaderName: string
  photos: Photo[]
  /** FieldErrors are shown from the first try on. */
  tried: boolean
  sending: boolean
  repeating: boolean
  refused: string
  now: number
}

export const initialAccount = (): AccountState => ({
  units: null,
  request: null,
  failure: '',
  unitId: '',
  reason: '',
  leaderName: '',
  photos: [],
  tried: false,
  sending: false,
  repeating: false,
  refused: '',
  now: 0,
})

export interface AccountFieldErrors {
  unitId: string
  reason: string
  leaderName: string
  form: string
}

export interface AccountView {
  stage: 'loading' | 'failed' | 'ready'
  failure: string
  request: {
    tone: 'waiting' | 'good' | 'attention'
    icon: string
    title: string
    advice: string
    facts: Fact[]
  } | null
  /** While a request is open there is nothing to fill in. */
  mayAsk: boolean
  units: Array<{ id: string; name: string }>
  unitAt: number
  unit: string
  reason: string
  leaderName: string
  fieldErrors: AccountFieldErrors
  sending: boolean
  waitingWords: string
  refused: string
}

/** What is missing, field by field, in the words with which the server would refuse it; empty: nothing. */
export function accountFieldErrors({ unitId, reason, leaderName, photos }: AccountState): AccountFieldErrors {
  const [photo] = photos
  return {
    unitId: unitId === '' ? sentenceOf('UNIT_REQUIRED') : '',
    reason:
      reason.trim() === ''
        ? sentenceOf('ACCOUNT_REASON_REQUIRED')
        : lengthOf(reason.trim()) > MAX_ACCOUNT_REASON
          ? sentenceOf('REASON_TOO_LONG')
          : '',
    leaderName: leaderName.trim() === '' ? sentenceOf('LEADER_REQUIRED') : '',
    form:
      photo === undefined
        ? '请拍下盖章的《增加访客审批账号信息表》'
        : photo.state === 'sent'
          ? ''
          : photo.state === 'sending'
            ? '照片正在上传，请稍候'
            : '照片没有传上去，请点照片重新上传',
  }
}

const NO_FAULTS: AccountFieldErrors = { unitId: '', reason: '', leaderName: '', form: '' }

export function accountView(state: AccountState): AccountView {
  const { units, request, failure, tried, sending, repeating } = state
  const shown = (units ?? []).map(({ id, name, campusName }) => ({ id, name: `${name}（${campusName}）` }))
  const unitAt = shown.findIndex((unit) => unit.id === state.unitId)
  return {
    stage: units !== null ? 'ready' : failure !== '' ? 'failed' : 'loading',
    failure,
    request: request === null ? null : requestView(request, state.now),
    mayAsk: request === null || request.state !== 'open',
    units: shown,
    unitAt: Math.max(0, unitAt),
    unit: shown[unitAt]?.name ?? '',
    reason: state.reason,
    leaderName: state.leaderName,
    fieldErrors: tried ? accountFieldErrors(state) : NO_FAULTS,
    sending,
    waitingWords: repeating ? '已提交，正在确认…' : '正在提交',
    refused: state.refused,
  }
}

function requestView(request: AskedRequest, now: number): AccountView['request'] {
  const facts: Fact[] = [
    { label: '单位', words: request.unitName, figures: false },
    { label: '申请理由', words: request.reason, figures: false },
    { label: '单位负责人', words: request.leaderName, figures: false },
    { label: '提交时间', words: formatMoment(request.askedAt, now), figures: false },
  ]
  if (request.state === 'open')
    return {
      tone: 'waiting',
      icon: 'time',
      title: '保卫处正在办理',
      advice: '结果会通过消息告诉您，也可以在这里查看',
      facts,
    }
  if (request.state === 'accepted')
    return {
      tone: 'good',
      icon: 'check-circle',
      title: '审批账号已开通',
      advice: '现在可以审批这个单位的预约。还要审批别的单位，可以再申请。',
      facts,
    }
  return {
    tone: 'attention',
    icon: 'rollback',
    title: '申请未通过',
    advice: `原因：${request.answer ?? ''}。请按原因修改后再申请。`,
    facts,
  }
}
