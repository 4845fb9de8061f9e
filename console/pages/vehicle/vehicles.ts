import type { Input, Output } from '../../../contract'
import { ANOMALY_OUTCOMES, STAY_LISTS, type StayList } from '../../../miniprogram/domain/vehicle/stay'
import { formatMoney } from '../../../miniprogram/domain/values/money'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { formatMoment } from '../../../miniprogram/locales/days'
import { outcomeWords } from '../../../miniprogram/locales/zh/stays'
import { deskVehiclesWords } from '../../../miniprogram/staff/locales/desk-vehicles'
import { vehiclesWords as words } from '../../locales/zh/desk'
import type { Question } from '../../shell/question'
import { instantOf, localMoment } from '../../values/local-moment'

type Stay = Output<'vehicle.list'>['rows'][number]

export const LISTS: Readonly<Record<StayList, { label: string; empty: string }>> = {
  cases: { label: deskVehiclesWords.tabsLabel, empty: deskVehiclesWords.casesSentence },
  inside: { label: deskVehiclesWords.insideTab, empty: deskVehiclesWords.insideSentence },
  due: { label: deskVehiclesWords.feeDue, empty: deskVehiclesWords.dueSentence },
}
export const STAY_CHOICES = STAY_LISTS.map((value) => ({ value, label: LISTS[value].label }))
export const OUTCOMES = ANOMALY_OUTCOMES.map((value) => ({ value, label: words.outcomes[value] }))

const STATES: Readonly<Record<Stay['state'], string>> = {
  inside: deskVehiclesWords.inside,
  left: deskVehiclesWords.left,
  cleared: deskVehiclesWords.cleared,
  due: deskVehiclesWords.feeDue,
  paid: deskVehiclesWords.paid,
}

const STEPS: Readonly<Record<Stay['history'][number]['action'], string>> = {
  entered: deskVehiclesWords.factsOfLabel,
  left: deskVehiclesWords.factsOfLabel2,
  checkAsked: deskVehiclesWords.checkAsked,
  resolved: deskVehiclesWords.resolved,
  paid: deskVehiclesWords.paid,
}

/** Which list the address asks for; whatever isn't one means cases. */
export const stayListOf = (asked: unknown): StayList => STAY_LISTS.find((list) => list === asked) ?? 'cases'

/** A vehicle as a row. */
export interface VehicleLine {
  stay: Stay
  plate: string
  state: string
  entered: string
  left: string
  fee: string
  booking: string
  mayResolve: boolean
  mayPay: boolean
  history: { key: number; words: string; by: string }[]
}

export const vehicleLines = (stays: readonly Stay[], now: number): VehicleLine[] =>
  stays.map((stay) => ({
    ...{
      stay,
      plate: formatPlate(stay.plate),
      entered: `${formatMoment(stay.enteredAt, now)} ${stay.gateIn}`,
    },
    state: stay.caseOpen ? deskVehiclesWords.state(STATES[stay.state]) : STATES[stay.state],
    left: stay.exitAt === null ? '' : `${formatMoment(stay.exitAt, now)} ${stay.gateOut ?? ''}`,
    fee: stay.feeFen === 0 ? words.free : formatMoney(stay.feeFen),
    booking:
      stay.visitor === null
        ? deskVehiclesWords.withoutBooking
        : words.visitorOf(stay.visitor.name, stay.visitor.hostName, stay.visitor.unitName),
    ...{ mayResolve: stay.state === 'inside', mayPay: stay.state === 'due' },
    history: stay.history.map(({ at, action, byName, outcome, reason }, key) => ({
      key,
      words: `${outcome === null ? STEPS[action] : outcomeWords[outcome]}${reason === null ? '' : deskVehiclesWords.reason(reason)}`,
      by: [byName, formatMoment(at, now)].filter((each) => each !== '').join(' · '),
    })),
  }))

/** What the desk found out, while it is typed. */
export interface OutcomeDraft {
  line: VehicleLine
  outcome: Input<'vehicle.resolve'>['outcome']
  leftAt: string
  reason: string
}

export const newOutcome = (line: VehicleLine, now: number): OutcomeDraft => ({
  ...{ line, outcome: 'inside', leftAt: localMoment(now), reason: '' },
})

/** The draft as it is sent; null: the reason or the time is missing. */
export function outcomeOf({ line, outcome, leftAt, reason }: OutcomeDraft): Input<'vehicle.resolve'> | null {
  const at = instantOf(leftAt)
  if (reason.trim() === '' || (outcome === 'leftUnpaid' && Number.isNaN(at))) return null
  return {
    ...{ stayId: line.stay.id, outcome, reason: reason.trim() },
    leftAt: outcome === 'leftUnpaid' ? at : null,
  }
}

export const payQuestion = ({ stay, plate, fee }: VehicleLine): Question => ({
  ...{ key: stay.id, title: `${words.payOf(plate)} ${fee}`, note: deskVehiclesWords.onPaidContent },
  ...{ action: deskVehiclesWords.onPaidConfirmText, final: false, reason: null },
})
