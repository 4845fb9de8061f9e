import { formatRange, type Day } from '../values/days'
import { vehicleGates, type Direction, type GateRights, type PurposeClass } from '../visit/purposes'
import { stateToday, type VisitState } from '../visit/visit'

/**
 * What a gate answers (spec 5.1). Entry is refused by default; nobody is ever trapped: leaving is allowed
 * whatever happened to the booking.
 */
export const GATE_REASONS = [
  'OK',
  'NOT_FOUND',
  'PENDING',
  'RETURNED',
  'REVOKED',
  'CANCELLED',
  'NOT_YET',
  'EXPIRED',
  'WRONG_GATE',
  'EXIT_ONLY',
  'BLACKLIST',
  'ALREADY_INSIDE',
  'NOT_INSIDE',
  'NO_VEHICLE',
  'FEE_DUE',
  'TRAFFIC_CONTROL',
  'OVERRIDE',
  'ENTRY_ONLY',
  'BAD_SIGNATURE',
  'STALE_CODE',
  'REPLAYED',
  'LOW_CONFIDENCE',
  'COMPANION_REFUSED',
] as const
export type GateReason = (typeof GATE_REASONS)[number]

export interface VisitAtGate {
  state: VisitState
  firstDay: Day
  lastDay: Day
  purposeClass: PurposeClass
  plate: string | null
  /** The ID, phone or plate is on the blacklist today (spec 5.4): blocks entry, never exit. */
  blocked: boolean
}

export interface GateAnswer {
  allowed: boolean
  reason: GateReason
  /** The person may pass, but the car named on the booking not here. */
  onFootOnly: boolean
  /** Something the guard should know beside the answer; for people ALREADY_INSIDE and NOT_INSIDE are no more than that. */
  hint?: GateReason | null
  /** Companions who may not come in, each as a guard can tell them by. */
  refusedCompanions?: readonly string[]
}

/** Decides for a known visit. `today` is the day in Asia/Shanghai. */
export function answerAtGate(
  visit: VisitAtGate,
  gate: GateRights,
  direction: Direction,
  today: Day,
): GateAnswer {
  const ride = visit.plate !== null && vehicleGates(visit.purposeClass, [gate], { direction }).length > 0
  const onFootOnly = visit.plate !== null && !ride
  // Leaving is never refused, not even at a gate that is closed to the car: the person is not the car.
  if (direction === 'out') return { allowed: true, reason: 'OK', onFootOnly }

  const refusal = entryRefusal(visit, today)
  if (refusal !== null) return { allowed: false, reason: refusal, onFootOnly: false }
  if (!gate.pedestrian && !ride) return { allowed: false, reason: 'WRONG_GATE', onFootOnly: false }
  return { allowed: true, reason: 'OK', onFootOnly }
}

/**
 * A group of whom some are on the blacklist (spec 5.4) isn't let in unseen: somebody has to see that they stay outside,
 * and lets the others in. Who they are is said, never why (docs/decisions/0009).
 */
export const withoutRefusedCompanions = (
  answer: GateAnswer,
  refusedCompanions: readonly string[],
): GateAnswer =>
  answer.allowed && refusedCompanions.length > 0
    ? { ...refused('COMPANION_REFUSED'), refusedCompanions }
    : answer

/** Refused without a visit to decide about. */
export const refused = (reason: GateReason): GateAnswer => ({ allowed: false, reason, onFootOnly: false })

const BY_STATE: Readonly<Record<VisitState, GateReason | null>> = {
  pending: 'PENDING',
  approved: null,
  returned: 'RETURNED',
  revoked: 'REVOKED',
  cancelled: 'CANCELLED',
  expired: 'EXPIRED',
  finished: 'EXPIRED',
}

/** Why the booking doesn't let anybody in today; null when it does. */
export function entryRefusal(visit: VisitAtGate, today: Day): GateReason | null {
  if (visit.blocked) return 'BLACKLIST'
  const byState = BY_STATE[stateToday(visit, today)]
  if (byState !== null) return byState
  return visit.firstDay > today ? 'NOT_YET' : null
}

/** A sentence a guard can read out, and what to do next. */
export function gateSentence(
  answer: GateAnswer,
  direction: Direction,
  visit: Pick<VisitAtGate, 'firstDay' | 'lastDay'> | null,
  today: Day,
): { sentence: string; nextStep: string } {
  if (answer.allowed) {
    const nextStep = answer.onFootOnly ? '车辆不能由此门通行，请走允许车辆的校门' : ''
    if (answer.reason === 'OVERRIDE') return { sentence: SENTENCES.OVERRIDE('').sentence, nextStep }
    return { sentence: direction === 'in' ? '预约有效，请进' : '请慢走', nextStep }
  }
  if (answer.reason === 'COMPANION_REFUSED' && answer.refusedCompanions !== undefined)
    return {
      ...SENTENCES.COMPANION_REFUSED(''),
      nextStep: `请随行的${answer.refusedCompanions.join('、')}留在门外，${OTHERS}`,
    }
  const days = visit === null ? '' : formatRange(visit.firstDay, visit.lastDay, today)
  return SENTENCES[answer.reason](days)
}

/** A recorded reason as a sentence; null for one that only a newer server knows. */
export function reasonSentence(reason: string): string | null {
  return isReason(reason) ? SENTENCES[reason]('').sentence : null
}

const isReason = (reason: string): reason is GateReason =>
  Object.prototype.hasOwnProperty.call(SENTENCES, reason)

const OTHERS = '其他人由门岗核对后放行'
const ask = '请联系被访人或在小程序查看预约'
const SENTENCES: Readonly<Record<GateReason, (days: string) => { sentence: string; nextStep: string }>> = {
  OK: () => ({ sentence: '预约有效', nextStep: '' }),
  NOT_FOUND: () => ({ sentence: '没有查到这条预约', nextStep: '请访客打开小程序出示通行码' }),
  PENDING: () => ({ sentence: '预约还在等待审批', nextStep: '请访客联系被访单位审批' }),
  RETURNED: () => ({ sentence: '预约已被退回', nextStep: '请访客修改后重新提交' }),
  REVOKED: () => ({ sentence: '预约已被取消审核', nextStep: ask }),
  CANCELLED: () => ({ sentence: '预约已取消', nextStep: '需要来访请重新预约' }),
  NOT_YET: (days) => ({ sentence: '还没到预约的日期', nextStep: `预约日期：${days}` }),
  EXPIRED: (days) => ({ sentence: '预约已过期', nextStep: `预约日期：${days}` }),
  WRONG_GATE: () => ({ sentence: '这次来访不能走此门', nextStep: '请在通行证上查看可走的校门' }),
  EXIT_ONLY: () => ({ sentence: '此门只出不进', nextStep: '请从其它校门进入' }),
  ALREADY_INSIDE: () => ({ sentence: '记录显示已在校内', nextStep: '请先核对是否已离校，或请指挥中心核查' }),
  NOT_INSIDE: () => ({ sentence: '没有入校记录', nextStep: '' }),
  NO_VEHICLE: () => ({ sentence: '这次预约没有登记车辆', nextStep: '请访客在小程序修改预约，或步行入校' }),
  FEE_DUE: () => ({ sentence: '该车有停车费未缴', nextStep: '请联系校区110指挥中心缴清' }),
  TRAFFIC_CONTROL: () => ({ sentence: '此门正在交通管制，车辆不能通行', nextStep: '请走其它校门' }),
  OVERRIDE: () => ({ sentence: '门岗放行', nextStep: '' }),
  BLACKLIST: () => ({ sentence: '无法放行', nextStep: '请联系保卫处' }),
  ENTRY_ONLY: () => ({ sentence: '此门只进不出', nextStep: '请从其它校门离开' }),
  BAD_SIGNATURE: () => ({ sentence: '不是有效的通行码', nextStep: '请访客打开小程序“通行证”重新出示' }),
  STALE_CODE: () => ({ sentence: '通行码已过时', nextStep: '请出示实时通行码，截图无效' }),
  REPLAYED: () => ({ sentence: '这个码刚刚用过', nextStep: '请等待通行码刷新后再扫' }),
  COMPANION_REFUSED: () => ({ sentence: '有随行人员不能入校', nextStep: `请其留在门外，${OTHERS}` }),
  LOW_CONFIDENCE: () => ({ sentence: '没有识别清楚', nextStep: '请出示通行码，或由门岗核对' }),
}
