import { skewWords } from '../../../locales/zh/clock'
import { dayOf, formatTime } from '../../../domain/values/days'
import { formatRange } from '../../../locales/days'
import type { OfflineAnswer } from '../../../domain/gate/snapshot/decide-offline'
import { mayOverride } from '../../../domain/gate/reasons'
import { gateSentence, reasonSentence } from '../../../locales/gate'
import type { GateCheck } from '../gate-check'
import { NOTHING, type GateWork, type ResultView } from './result-screen'
import { timesText } from '../../../locales/zh/standing'
import { gateResultWords } from '../../../locales/zh/pages/gate-result'

/** Decided on this phone. */
export interface OfflineResult {
  phase: 'offline'
  check: GateCheck
  decision: OfflineAnswer
  /** Server time when the list was true, and when it was decided. */
  snapshotAt: number
  at: number
  /** The last few visitors were all off by the same amount: it is this phone's clock. */
  ownClock: boolean
  secondsLeft: number | null
  work: GateWork
}

/** The same screen as an answer of the server, with a mark that nobody overlooks. */
export function offlineView(state: OfflineResult, place: string): ResultView {
  const { check, decision, work, secondsLeft, at } = state
  const { answer, doubt, visit } = decision
  const next = check.by === 'scan' ? gateResultWords.next : gateResultWords.offlineViewNext
  const { sentence, nextStep } = wordsOf(state)
  return {
    ...NOTHING,
    place,
    tone: doubt !== null ? 'unsure' : answer.allowed ? 'pass' : 'stop',
    icon: doubt !== null ? 'error' : answer.allowed ? 'check' : 'close',
    word:
      doubt !== null
        ? gateResultWords.offlineViewWord
        : answer.allowed
          ? gateResultWords.letThrough
          : gateResultWords.refused,
    subject: decision.plate ?? '',
    headCount: visit === null ? '' : gateResultWords.headCount(visit.headCount),
    unit:
      visit === null || (visit.weekdays === undefined && visit.hours === undefined) ? '' : timesText(visit),
    days: visit === null ? '' : formatRange(visit.firstDay, visit.lastDay, dayOf(at)),
    sentence,
    nextStep,
    hint: hintOf(decision),
    mark: gateResultWords.mark(ageWords(state.snapshotAt, at)),
    permit: doubt === null ? '' : gateResultWords.permit,
    deny: doubt === null ? '' : gateResultWords.refused,
    override: doubt !== null || answer.allowed || !mayOverride(answer.reason) ? '' : gateResultWords.override,
    failure: work.failure,
    explaining: work.explaining,
    action:
      doubt !== null
        ? ''
        : secondsLeft === null
          ? next
          : gateResultWords.offlineViewAction(next, secondsLeft),
    tapGoesOn: doubt === null && !work.explaining && work.failure === '',
    busy: false,
    countdown: secondsLeft === null ? -1 : Math.round((secondsLeft / OFFLINE_GREEN_SECONDS) * 100),
  }
}

/** How long a plain green stays. */
export const OFFLINE_GREEN_SECONDS = 3

/** '名单 14:05（12分钟前）' */
export function ageWords(snapshotAt: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - snapshotAt) / 60_000))
  const age =
    minutes < 1
      ? gateResultWords.age
      : minutes < 60
        ? gateResultWords.ageWordsAge(minutes)
        : gateResultWords.hoursAgo(Math.floor(minutes / 60))
  return gateResultWords.ageWords(formatTime(snapshotAt), age)
}

function wordsOf({ decision, check, ownClock, at }: OfflineResult): { sentence: string; nextStep: string } {
  const { answer, doubt, skewMs } = decision
  const clock = skewMs === null ? '' : skewWords(skewMs)
  if (doubt === 'clock')
    return {
      sentence: gateResultWords.wordsOfSentence(clock),
      nextStep: ownClock ? OWN_CLOCK : gateResultWords.nextStep,
    }
  if (doubt === 'snapshotExpired')
    return {
      sentence: gateResultWords.listExpired,
      nextStep: gateResultWords.wordsOfNextStep,
    }
  if (doubt === 'entriesUnknown')
    return { sentence: gateResultWords.entriesUnknown, nextStep: gateResultWords.entriesUnknownStep }
  if (doubt === 'holderUnknown')
    return { sentence: gateResultWords.holderUnknown, nextStep: gateResultWords.holderUnknownStep }
  if (doubt === 'gatesUnknown')
    return {
      sentence: gateResultWords.wordsOfSentence2,
      nextStep: gateResultWords.notOnList,
    }
  if (answer.reason === 'STALE_CODE' && clock !== '')
    return {
      sentence: gateResultWords.codeTime(clock),
      nextStep: ownClock ? OWN_CLOCK : gateResultWords.screenshotOrClock,
    }
  if (answer.reason === 'NOT_FOUND')
    return { sentence: gateResultWords.wordsOfSentence3, nextStep: gateResultWords.approvedLaterAdvice }
  return gateSentence(answer, check.direction, decision.visit, dayOf(at))
}

const OWN_CLOCK = gateResultWords.ownclock

function hintOf({ answer, bySignature, doubt }: OfflineAnswer): string {
  if (answer.hint != null) return reasonSentence(answer.hint) ?? ''
  return bySignature && answer.allowed && doubt === null ? gateResultWords.hintOf : ''
}
