import type { Output } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { formatMoment } from '../../../locales/days'
import { durationName } from '../../../locales/zh/durations'
import { formatMoney } from '../../../domain/values/money'
import { formatPlate } from '../../../domain/values/plates'
import { outcomeWords } from '../../../locales/zh/stays'
import { visitorName } from '../../../locales/visit'
import { deskVehiclesWords } from '../../locales/desk-vehicles'

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
  inside: deskVehiclesWords.inside,
  left: deskVehiclesWords.left,
  cleared: deskVehiclesWords.cleared,
  due: deskVehiclesWords.feeDue,
  paid: deskVehiclesWords.paid,
}

/** One vehicle as the desk reads it. */
export function vehicleCard(vehicle: Vehicle, now: number): VehicleCard {
  const { state, visitor } = vehicle
  return {
    id: vehicle.id,
    plate: formatPlate(vehicle.plate),
    state: vehicle.caseOpen ? deskVehiclesWords.state(STATES[state]) : STATES[state],
    urgent: vehicle.caseOpen || state === 'due',
    facts: factsOf(vehicle, now),
    steps: vehicle.history.map((step, index) => ({ key: String(index), words: stepWords(step, now) })),
    unitPhone: visitor?.unitPhone ?? '',
    mayResolve: state === 'inside',
    mayPay: state === 'due',
    pay: deskVehiclesWords.pay(formatMoney(vehicle.feeFen)),
  }
}

function factsOf(vehicle: Vehicle, now: number): Fact[] {
  const { state, enteredAt, exitAt, feeFen, visitor } = vehicle
  const fact = (label: string, words: string): Fact => ({ label, words })
  const until = exitAt ?? now
  return [
    fact(deskVehiclesWords.factsOfLabel, `${formatMoment(enteredAt, now)} ${vehicle.gateIn}`),
    ...(exitAt === null
      ? []
      : [
          fact(
            deskVehiclesWords.factsOfLabel2,
            [formatMoment(exitAt, now), vehicle.gateOut].filter(Boolean).join(' '),
          ),
        ]),
    fact(deskVehiclesWords.stayed, stayed(until - enteredAt)),
    fact(
      state === 'inside' ? deskVehiclesWords.leavingNow : deskVehiclesWords.parkingFee,
      feeFen === 0 ? deskVehiclesWords.factsOf : formatMoney(feeFen),
    ),
    ...(visitor === null
      ? [fact(deskVehiclesWords.booking, deskVehiclesWords.withoutBooking)]
      : [
          fact(deskVehiclesWords.visitor, visitorName(visitor.name)),
          fact(deskVehiclesWords.host, [visitor.hostName, visitor.unitName].filter(Boolean).join(' · ')),
        ]),
  ]
}

/** '45分钟', '3小时20分钟', '2天5小时'. */
export function stayed(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  if (days > 0)
    return hours === 0 ? deskVehiclesWords.stayed2(days) : deskVehiclesWords.daysAndHours(days, hours)
  if (hours === 0) return durationName(minutes)
  return minutes % 60 === 0
    ? deskVehiclesWords.hoursOnly(hours)
    : deskVehiclesWords.hoursAndMinutes(hours, minutes % 60)
}

function stepWords(step: Vehicle['history'][number], now: number): string {
  const what = {
    entered: deskVehiclesWords.factsOfLabel,
    left: deskVehiclesWords.factsOfLabel2,
    checkAsked: deskVehiclesWords.checkAsked,
    resolved: step.outcome === null ? deskVehiclesWords.resolved : outcomeWords[step.outcome],
    paid: deskVehiclesWords.paid,
  }[step.action]
  const reason = step.reason === null ? '' : deskVehiclesWords.reason(step.reason)
  return `${formatMoment(step.at, now)} ${step.byName === '' ? deskVehiclesWords.visitor : step.byName} ${what}${reason}`
}
