import type { LoadFailure } from '../../../api/api-error'
import type { Me, Output } from '../../../../contract'
import type { Photo } from '../../../components/photo-picker/photo-picker'
import type { Fact } from '../../../components/fact-list/fact-list'
import { MAX_ACCOUNT_REASON } from '../../../domain/account/accounts'
import { formatMoment } from '../../../locales/days'
import { sentenceOf } from '../../../locales/errors'
import { lengthOf } from '../../../domain/values/text'
import { homeWords } from '../../../locales/pages/home'
import { mineAccountWords } from '../../../locales/pages/mine-account'

type AskedRequest = NonNullable<Output<'account.asked'>['request']>
type Units = Output<'unit.list'>['units']

export interface AccountState {
  units: Units | null
  request: AskedRequest | null
  /** The account as it is now: what was opened may be frozen or taken back since. */
  approver: Me['approver']
  failure: LoadFailure | null
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
  approver: null,
  failure: null,
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
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof mineAccountWords>['labels']
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
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
        ? mineAccountWords().form
        : photo.state === 'sent'
          ? ''
          : photo.state === 'sending'
            ? mineAccountWords().accountFieldErrorsForm
            : mineAccountWords().photoNotSent,
  }
}

const NO_FAULTS: AccountFieldErrors = { unitId: '', reason: '', leaderName: '', form: '' }

export function accountView(state: AccountState): AccountView {
  const { units, request, failure, tried, sending, repeating } = state
  const shown = (units ?? []).map(({ id, name, campusName }) => ({
    id,
    name: mineAccountWords().shownName(name, campusName),
  }))
  const unitAt = shown.findIndex((unit) => unit.id === state.unitId)
  return {
    words: mineAccountWords().labels,
    stage: units !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    request: request === null ? null : requestView(request, state),
    mayAsk: request === null || request.state !== 'open',
    units: shown,
    unitAt: Math.max(0, unitAt),
    unit: shown[unitAt]?.name ?? '',
    reason: state.reason,
    leaderName: state.leaderName,
    fieldErrors: tried ? accountFieldErrors(state) : NO_FAULTS,
    sending,
    waitingWords: repeating ? mineAccountWords().confirming : mineAccountWords().waitingWords,
    refused: state.refused,
  }
}

function requestView(request: AskedRequest, { approver, now }: AccountState): AccountView['request'] {
  const facts: Fact[] = [
    { label: mineAccountWords().factsLabel, words: request.unitName },
    { label: mineAccountWords().requestReason, words: request.reason },
    { label: mineAccountWords().leader, words: request.leaderName },
    { label: mineAccountWords().submittedTime, words: formatMoment(request.askedAt, now) },
  ]
  if (request.state === 'open')
    return {
      tone: 'waiting',
      icon: 'time',
      title: mineAccountWords().requestViewTitle,
      advice: mineAccountWords().resultByMessage,
      facts,
    }
  if (request.state === 'accepted' && !holdsUnit(approver, request.unitName))
    return { tone: 'attention', icon: 'lock-on', ...lostWords(approver?.frozen ?? null), facts }
  if (request.state === 'accepted')
    return {
      tone: 'good',
      icon: 'check-circle',
      title: mineAccountWords().accountOpened,
      advice: mineAccountWords().accountOpenedAdvice,
      facts,
    }
  return {
    tone: 'attention',
    icon: 'rollback',
    title: mineAccountWords().accountRefused,
    advice: mineAccountWords().accountRefusedAdvice(request.answer ?? ''),
    facts,
  }
}

/** Whether it lets decide on bookings of that unit now. */
export const holdsUnit = (approver: Me['approver'], unitName: string): boolean =>
  approver !== null && approver.frozen === null && approver.units.some(({ name }) => name === unitName)

const lostWords = (frozen: { reason: string } | null): { title: string; advice: string } =>
  frozen === null
    ? { title: mineAccountWords().accountGone, advice: mineAccountWords().accountGoneAdvice }
    : { title: mineAccountWords().accountFrozen, advice: homeWords().frozenLine(frozen.reason) }
