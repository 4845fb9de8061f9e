import type { Checked } from '../../../../contract'
import { failureOf, type ApiError } from '../../../api/api-error'
import { dayOf } from '../../../domain/values/days'
import { formatRange } from '../../../locales/days'
import { mayBeClock, skewOf } from '../../../domain/gate/clock-skew'
import { skewWords } from '../../../locales/zh/clock'
import { mayOverride } from '../../../domain/gate/reasons'
import { normaliseEmergencyNumber } from '../../../domain/emergency/emergency'
import { formatShortCode, stepInCode } from '../../../domain/pass/pass'
import { formatPlate } from '../../../domain/values/plates'
import type { GateCheck, Signal } from '../gate-check'
import { faceView, isComing, NO_FACE, type FaceShown } from './face.view'
import { offlineView, type OfflineResult } from './offline-result.view'
import { NOTHING, type GateWork, type NO_OFFERS, type ResultView } from './result-screen'
import { gateResultWords } from '../../../locales/zh/pages/gate-result'

/** How long a plain green stays before the screen goes back to scanning by itself. */
const GREEN_SECONDS = 3
/** With a photo the guard looks twice. */
const COMPARING_SECONDS = 6

/**
 * Where a check stands. `repeating`: no answer yet and it is being sent again by itself. `failed`: given up, or the
 * server refused to look at all.
 */
export type ResultState = { check: GateCheck } & (
  | { phase: 'checking' }
  | { phase: 'repeating' }
  | { phase: 'failed'; refusal: ApiError }
  | { phase: 'answered'; answer: Checked; face: FaceShown; secondsLeft: number | null; work: GateWork }
  | OfflineResult
)

export function resultView(state: ResultState): ResultView {
  const { check } = state
  const place = `${check.gateName} · ${check.direction === 'in' ? gateResultWords.place : gateResultWords.out}${check.inVehicle ? gateResultWords.behindVehicle : ''}`
  switch (state.phase) {
    case 'checking':
      return {
        ...NOTHING,
        place,
        tone: 'wait',
        icon: 'loading',
        word: gateResultWords.checkingWord,
        sentence: gateResultWords.checkingSentence,
        action: '',
        tapGoesOn: false,
        busy: true,
        countdown: -1,
      }
    case 'repeating':
      return {
        ...unanswered(check, place),
        sentence: gateResultWords.repeatingSentence,
        action: '',
        busy: true,
      }
    case 'failed':
      return state.refusal.code === 'NETWORK'
        ? {
            ...unanswered(check, place),
            sentence: gateResultWords.failedSentence,
            action: gateResultWords.failedAction,
            retries: true,
            busy: false,
          }
        : notChecked(state.refusal, place)
    case 'answered':
      return answered(check, place, state)
    case 'offline':
      return offlineView(state, place)
  }
}

type Unanswered = Omit<ResultView, 'sentence' | 'action' | 'busy'>

/** Nobody knows whether the visitor may pass: neither green nor red, but a state of its own. */
function unanswered(check: GateCheck, place: string): Unanswered {
  return {
    ...NOTHING,
    place,
    tone: 'unsure',
    icon: 'wifi-off',
    word: gateResultWords.unansweredWord,
    nextStep: toNote(check),
    leave: gateResultWords.leave,
    tapGoesOn: false,
    countdown: -1,
  }
}

const typedWords = (code: string): string =>
  normaliseEmergencyNumber(code) === null
    ? gateResultWords.typedWords(formatShortCode(code))
    : gateResultWords.emergencyNumberOf(code)

function toNote({ by, credential }: GateCheck): string {
  if ('plate' in credential) return gateResultWords.toNote(formatPlate(credential.plate))
  if ('person' in credential) return gateResultWords.noteNameAndTime(credential.person.name)
  return by === 'keypad' || credential.name !== undefined
    ? gateResultWords.noteCodeAndTime(typedWords(credential.code))
    : gateResultWords.askForShortCode
}

/** Wrong tries are let through again after a minute. */
const mayAgain = (refusal: ApiError): boolean => failureOf(refusal).again || refusal.code === 'TOO_MANY_TRIES'

/** The server answered, but not about the visitor: too busy, or no right to this gate, which it will answer again. */
function notChecked(refusal: ApiError, place: string): ResultView {
  const again = mayAgain(refusal)
  return {
    ...NOTHING,
    place,
    tone: 'unsure',
    icon: 'error',
    word: gateResultWords.unansweredWord,
    sentence: refusal.message,
    action: again ? gateResultWords.failedAction : '',
    retries: again,
    leave: gateResultWords.leave,
    tapGoesOn: false,
    busy: false,
    countdown: -1,
  }
}

type Answered = Extract<ResultState, { phase: 'answered' }>

function answered(
  check: GateCheck,
  place: string,
  { answer, face, secondsLeft, work }: Answered,
): ResultView {
  const { visit, fee } = answer
  const due = fee !== null && fee.fen > 0
  const next = check.by === 'scan' ? gateResultWords.next : gateResultWords.offlineViewNext
  return {
    ...NOTHING,
    place,
    tone: answer.allowed ? 'pass' : 'stop',
    icon: answer.allowed ? 'check' : 'close',
    word: answer.allowed ? gateResultWords.letThrough : gateResultWords.refused,
    subject: subjectOf(check, visit),
    beneath: visit === null || visit.plate === null ? '' : visit.name,
    sentence: answer.sentence,
    nextStep: answer.nextStep,
    unit: visit === null ? '' : (visit.standing ?? visit.unitName),
    days: visit === null ? '' : formatRange(visit.firstDay, visit.lastDay, dayOf(answer.at)),
    headCount: visit === null ? '' : gateResultWords.headCount(visit.headCount),
    vip: visit?.vip ? gateResultWords.vip : '',
    face: faceView(face),
    hint: answer.hint ?? clockHint(check, answer),
    fee: due ? fee.text : '',
    free: fee !== null && !due ? gateResultWords.free : '',
    ...offers(answer, work, due),
    action:
      secondsLeft === null
        ? due
          ? gateResultWords.answeredAction(next)
          : next
        : gateResultWords.offlineViewAction(next, secondsLeft),
    retries: false,
    leave: '',
    // A stray tap must not pass over money, a reason half written, or something being sent.
    tapGoesOn: !due && !work.explaining && work.doing === 'nothing',
    busy: work.doing !== 'nothing',
    countdown: secondsLeft === null ? -1 : Math.round((secondsLeft / greenSeconds(face)) * 100),
  }
}

const greenSeconds = ({ stage }: FaceShown): number => (stage === 'shown' ? COMPARING_SECONDS : GREEN_SECONDS)

/** The plate, for a guard who looks at a car, else the name. */
function subjectOf({ credential }: GateCheck, visit: Checked['visit']): string {
  const plate = visit === null ? ('plate' in credential ? credential.plate : null) : visit.plate
  return plate === null ? (visit?.name ?? '') : formatPlate(plate)
}

/** The server calls a code out of date; how far it is off, this phone can tell the guard (clock-skew.ts). */
function clockHint({ credential }: GateCheck, { reason, at }: Checked): string {
  const step = reason === 'STALE_CODE' && 'code' in credential ? stepInCode(credential.code) : null
  if (step === null || !mayBeClock({ visitId: '', step, at })) return ''
  return gateResultWords.clockHint(skewWords(skewOf(step, at)))
}

function offers(answer: Checked, work: GateWork, due: boolean): typeof NO_OFFERS {
  const mayMark = answer.allowed && answer.visit !== null && answer.passageId !== null
  return {
    pay: !due ? '' : work.doing === 'paying' ? gateResultWords.pay : gateResultWords.offersPay,
    purposeMismatch: !mayMark
      ? ''
      : work.marked
        ? gateResultWords.mismatchMarked
        : gateResultWords.purposeMismatch,
    override: answer.allowed || !mayOverride(answer.reason) ? '' : gateResultWords.override,
    failure: work.failure,
    explaining: work.explaining,
  }
}

/**
 * Whether the answer leaves by itself, and when: a plain green does. A green with something left to do (the car must
 * use another gate, a fee is due, the record says already inside) stays like a red until the guard has read it, and one
 * whose photo is still coming until it has come.
 */
export function secondsShown(answer: Checked, face: FaceShown = NO_FACE): number | null {
  const plain = answer.nextStep === '' && answer.hint === null && (answer.fee?.fen ?? 0) === 0
  return answer.allowed && plain && !isComing(face) ? greenSeconds(face) : null
}

export const signalOf = (state: ResultState): Signal | null => {
  if (state.phase === 'offline')
    return state.decision.doubt !== null ? 'unsure' : state.decision.answer.allowed ? 'allowed' : 'refused'
  if (state.phase === 'answered') return state.answer.allowed ? 'allowed' : 'refused'
  return state.phase === 'failed' ? 'unsure' : null
}
