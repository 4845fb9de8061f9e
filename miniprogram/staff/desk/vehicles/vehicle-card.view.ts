import type { Output } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { formatMoment } from '../../../locales/days'
import { durationName } from '../../../domain/parking/durations'
import { formatMoney } from '../../../domain/values/money'
import { formatPlate } from '../../../domain/values/plates'
import { OUTCOMES } from '../../../domain/vehicle/stay'

export type Vehicle = Output<'vehicle.list'>['rows'][number]

export interface VehicleCard {
  id: string
  plate: string
  state: string
  urgent: boolean
  facts: Fact[]
  /** What happened, oldest first. */
  steps: Array<{ key: string; words: string }>
  unitPhone: string
  mayResolve: boolean
  mayPay: boolean
  /** Words of the button. */
  pay: string
}

const STATES: Readonly<Record<Vehicle['state'], string>> = {
  inside: '在校内',
  left: '已离校',
  cleared: '已核销',
  due: '待缴费',
  paid: '已缴费',
}

/** One vehicle as the desk reads it. */
export function vehicleCard(vehicle: Vehicle, now: number): VehicleCard {
  const { state, visitor } = vehicle
  return {
    id: vehicle.id,
    plate: formatPlate(vehicle.plate),
    state: vehicle.caseOpen ? `${STATES[state]}，请求核查` : STATES[state],
    urgent: vehicle.caseOpen || state === 'due',
    facts: factsOf(vehicle, now),
    steps: vehicle.history.map((step, index) => ({ key: String(index), words: stepWords(step, now) })),
    unitPhone: visitor?.unitPhone ?? '',
    mayResolve: state === 'inside',
    mayPay: state === 'due',
    pay: `已收 ${formatMoney(vehicle.feeFen)}`,
  }
}

function factsOf(vehicle: Vehicle, now: number): Fact[] {
  const { state, enteredAt, exitAt, feeFen, visitor } = vehicle
  const fact = (label: string, words: string): Fact => ({ label, words, figures: false })
  const until = exitAt ?? now
  return [
    fact('入校', `${formatMoment(enteredAt, now)} ${vehicle.gateIn}`),
    ...(exitAt === null
      ? []
      : [fact('离校', [formatMoment(exitAt, now), vehicle.gateOut].filter(Boolean).join(' '))]),
    fact('停留', stayed(until - enteredAt)),
    fact(state === 'inside' ? '现在离校' : '停车费', feeFen === 0 ? '免费' : formatMoney(feeFen)),
    ...(visitor === null
      ? [fact('预约', '没有预约（门岗放行）')]
      : [fact('访客', visitor.name), fact('被访', `${visitor.hostName} · ${visitor.unitName}`)]),
  ]
}

/** '45分钟', '3小时20分钟', '2天5小时'. */
export function stayed(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  if (days > 0) return hours === 0 ? `${days}天` : `${days}天${hours}小时`
  if (hours === 0) return durationName(minutes)
  return minutes % 60 === 0 ? `${hours}小时` : `${hours}小时${minutes % 60}分钟`
}

function stepWords(step: Vehicle['history'][number], now: number): string {
  const what = {
    entered: '入校',
    left: '离校',
    checkAsked: '请求核查',
    resolved: step.outcome === null ? '未见离校，重新入校' : OUTCOMES[step.outcome],
    paid: '已缴费',
  }[step.action]
  const reason = step.reason === null ? '' : `：${step.reason}`
  return `${formatMoment(step.at, now)} ${step.byName} ${what}${reason}`
}
