import type { LoadFailure } from '../../../../api/api-error'
import type { Output } from '../../../../../contract'
import type { Fact } from '../../../../components/fact-list/fact-list'
import { daysFact } from '../../../../components/fact-list/fact-list.view'
import { openStep, type OpenStep } from '../../../../domain/blacklist/blacklist'
import { dayOf } from '../../../../domain/values/days'
import { formatMoment } from '../../../../locales/days'
import { STATES } from '../words'
import { visitWords } from '../../../../locales/visit'
import { blacklistActions, subjectWords, termWords } from '../../../../locales/zh/blacklist'
import { adminBlacklistEntryWords } from '../../../../locales/zh/pages/admin-blacklist-entry'

export type BlacklistDetail = Output<'blacklist.get'>

export interface EntryState {
  detail: BlacklistDetail | null
  failure: LoadFailure | null
  loading: boolean
  /** Being answered. */
  waiting: 'accept' | 'reject' | 'askLift' | null
  sheetOpen: boolean
  refused: string
  now: number
}

export const initialEntry = (): EntryState => ({
  detail: null,
  failure: null,
  loading: true,
  waiting: null,
  sheetOpen: false,
  refused: '',
  now: 0,
})

export interface EntryView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  who: string
  state: { words: string; icon: string; tone: string }
  facts: Fact[]
  reason: string
  evidence: Array<{ url: string }>
  history: Array<{ key: string; title: string; by: string; reason: string }>
  footer: OpenStep
  accept: string
  reject: string
  accepting: boolean
  rejecting: boolean
  busy: boolean
  refused: string
  sheet: { visible: boolean; waiting: boolean; failure: string }
}

export function entryView(state: EntryState): EntryView {
  const { detail, failure, loading, waiting, sheetOpen, refused, now } = state
  const footer = detail === null ? 'none' : openStep(detail.entry)
  return {
    stage: detail !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    waiting: loading,
    who: detail === null ? '' : subjectWords(detail.entry),
    state: STATES[detail === null ? 'proposed' : detail.entry.state],
    facts: detail === null ? [] : factsOf(detail, now),
    reason: detail === null ? '' : detail.entry.reason,
    evidence: detail === null ? [] : detail.evidence.map((url) => ({ url })),
    history: detail === null ? [] : historyOf(detail, now),
    footer,
    accept:
      footer === 'answerLift' ? adminBlacklistEntryWords.onAcceptTitle : adminBlacklistEntryWords.acceptTitle,
    reject:
      footer === 'answerLift'
        ? adminBlacklistEntryWords.onRejectConfirmText
        : adminBlacklistEntryWords.reject,
    accepting: waiting === 'accept',
    rejecting: waiting === 'reject',
    busy: waiting !== null,
    refused: sheetOpen ? '' : refused,
    sheet: { visible: sheetOpen, waiting: waiting === 'askLift', failure: refused },
  }
}

function factsOf({ entry, documentKind, document, phone }: BlacklistDetail, now: number): Fact[] {
  return [
    ...(document === ''
      ? []
      : [{ label: visitWords().documentKinds[documentKind], words: document, figures: true }]),
    ...(phone === '' ? [] : [{ label: adminBlacklistEntryWords.phone, words: phone, figures: true }]),
    daysFact(adminBlacklistEntryWords.term, termWords(entry, dayOf(now))),
  ]
}

/** Latest step first, as in a booking's story. */
function historyOf({ history }: BlacklistDetail, now: number): EntryView['history'] {
  return history
    .map(({ at, action, byName, reason }, place) => ({
      key: String(place),
      title: blacklistActions[action],
      by: [byName, formatMoment(at, now)].filter((part) => part !== '').join(' · '),
      reason: reason ?? '',
    }))
    .reverse()
}
