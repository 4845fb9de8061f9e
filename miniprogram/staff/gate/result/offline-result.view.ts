import { skewWords } from '../../../domain/gate/clock-skew'
import { dayOf, formatTime } from '../../../domain/values/days'
import { formatRange } from '../../../locales/days'
import type { OfflineAnswer } from '../../../domain/gate/snapshot/decide-offline'
import { mayOverride } from '../../../domain/gate/reasons'
import { gateSentence, reasonSentence } from '../../../locales/gate'
import type { GateCheck } from '../gate-check'
import { NOTHING, type GateWork, type ResultView } from './result.view'

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
  const next = check.by === 'scan' ? '扫下一位' : '下一位'
  const { sentence, nextStep } = wordsOf(state)
  return {
    ...NOTHING,
    place,
    tone: doubt !== null ? 'unsure' : answer.allowed ? 'pass' : 'stop',
    icon: doubt !== null ? 'error' : answer.allowed ? 'check' : 'close',
    word: doubt !== null ? '请您判断' : answer.allowed ? '放行' : '不放行',
    subject: decision.plate ?? '',
    headCount: visit === null ? '' : `共${visit.headCount}人`,
    days: visit === null ? '' : formatRange(visit.firstDay, visit.lastDay, dayOf(at)),
    sentence,
    nextStep,
    hint: hintOf(decision),
    mark: `离线判定 · ${ageWords(state.snapshotAt, at)}`,
    permit: doubt === null ? '' : '核对无误，放行',
    deny: doubt === null ? '' : '不放行',
    override: doubt !== null || answer.allowed || !mayOverride(answer.reason) ? '' : '说明原因放行',
    failure: work.failure,
    explaining: work.explaining,
    action: doubt !== null ? '' : secondsLeft === null ? next : `${next}（${secondsLeft}）`,
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
  const age = minutes < 1 ? '刚刚' : minutes < 60 ? `${minutes}分钟前` : `${Math.floor(minutes / 60)}小时前`
  return `名单 ${formatTime(snapshotAt)}（${age}）`
}

function wordsOf({ decision, check, ownClock, at }: OfflineResult): { sentence: string; nextStep: string } {
  const { answer, doubt, skewMs } = decision
  const clock = skewMs === null ? '' : skewWords(skewMs)
  if (doubt === 'clock')
    return {
      sentence: `手机时间不准（${clock}），码是实时的`,
      nextStep: ownClock ? OWN_CLOCK : '请核对访客身份；访客联网后重新打开通行证即可校准',
    }
  if (doubt === 'snapshotExpired')
    return {
      sentence: '签名和日期有效，离线名单已过期',
      nextStep: '之后的撤销和黑名单无法得知，请核对身份后判断',
    }
  if (doubt === 'entriesUnknown')
    return { sentence: '签名和日期有效，限定次数的通行证', nextStep: '离线时查不了还剩几次，请核对后判断' }
  if (doubt === 'gatesUnknown')
    return {
      sentence: '签名和日期有效，限定校门的通行证',
      nextStep: '离线名单里没有可走的校门，请核对后判断',
    }
  if (answer.reason === 'STALE_CODE' && clock !== '')
    return {
      sentence: `通行码的时间${clock}`,
      nextStep: ownClock ? OWN_CLOCK : '可能是截图，也可能是手机时间不准：等码刷新后再扫一次',
    }
  if (answer.reason === 'NOT_FOUND')
    return { sentence: '离线名单里没有', nextStep: '名单之后批准的，请访客出示二维码；或说明原因放行' }
  return gateSentence(answer, check.direction, decision.visit, dayOf(at))
}

const OWN_CLOCK = '连续几位访客都差同样多：请校准您这部手机的时间'

function hintOf({ answer, bySignature, doubt }: OfflineAnswer): string {
  if (answer.hint != null) return reasonSentence(answer.hint) ?? ''
  return bySignature && answer.allowed && doubt === null ? '名单之后批准，凭签名放行' : ''
}
