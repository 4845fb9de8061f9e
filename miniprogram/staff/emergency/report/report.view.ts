import type { BookingOptions, Gate, Input, Me, Output } from '../../../../contract'
import type { LoadFailure } from '../../../api/api-error'
import type { Fact } from '../../../components/fact-list/fact-list'
import { daysFact } from '../../../components/fact-list/fact-list.view'
import { addDays, MAX_VISIT_DAYS, type Day } from '../../../domain/values/days'
import { formatDay, formatMoment, formatRange } from '../../../locales/days'
import { REPORT_FIELDS, reportFaults, type ReportField } from '../../../domain/emergency/report'
import { translate } from '../../../locales/errors'
import { normaliseName } from '../../../domain/values/names'
import { formatPlate } from '../../../domain/values/plates'
import { purposePicker } from '../../../locales/purposes'
import { emergencyReportWords } from '../../../locales/zh/pages/emergency-report'
import { spokenNumber } from '../../locales/emergency-number'

export type ReportForm = Input<'emergency.report'>

export interface ReportState {
  me: Me | null
  /** Whether calls are taken now; null until loaded. */
  mode: Output<'emergency.get'> | null
  gates: Gate[]
  /** What is offered. */
  purposes: BookingOptions['purposes']
  failure: LoadFailure | null
  loading: boolean
  form: ReportForm
  plateOpen: boolean
  tried: boolean
  sending: 'no' | 'sending' | 'confirming'
  /** Why the last try was refused; empty otherwise. */
  refused: string
  /** The pass that was given, with what was told; null: the form stands. */
  given: { number: string; form: ReportForm } | null
  now: number
  today: Day
}

export type ReportFieldErrors = Record<ReportField, string>

export interface ReportView {
  stage: 'loading' | 'failed' | 'closed' | 'form' | 'given'
  failure: LoadFailure | null
  waiting: boolean
  closed: { advice: string; action: string }
  form: ReportForm
  plate: string
  plateOpen: boolean
  gates: Array<{ id: string; name: string; chosen: boolean }>
  purposes: string[]
  purposeAt: number
  purpose: string
  first: string
  last: string
  length: string
  today: Day
  latest: Day
  fieldErrors: ReportFieldErrors
  sending: boolean
  waitingWords: string
  refused: string
  given: { number: string; spoken: string; facts: Fact[] }
}

export const initialReport = (today: Day = '1970-01-01'): ReportState => ({
  me: null,
  mode: null,
  gates: [],
  purposes: [],
  failure: null,
  loading: true,
  form: {
    hostName: '',
    unitName: '',
    purpose: '',
    name: '',
    phone: '',
    plate: '',
    gateIds: [],
    firstDay: today,
    lastDay: today,
    note: '',
  },
  plateOpen: false,
  tried: false,
  sending: 'no',
  refused: '',
  given: null,
  now: 0,
  today,
})

const NO_FAULTS: ReportFieldErrors = {
  ...{ host: '', name: '', phone: '', plate: '', purpose: '', gates: '', days: '' },
}

/** The desk's form for a call, and the number to read out (spec 5.6); closed, it says so. */
export function reportView(state: ReportState): ReportView {
  const { form, today, sending, gates } = state
  return {
    stage: stageOf(state),
    failure: state.failure,
    waiting: state.loading,
    closed: closedOf(state),
    form,
    plate: form.plate === '' ? '' : formatPlate(form.plate),
    plateOpen: state.plateOpen,
    gates: gates.map(({ id, name }) => ({ id, name, chosen: form.gateIds.indexOf(id) >= 0 })),
    ...purposePicker(state.purposes, form.purpose),
    first: formatDay(form.firstDay, today),
    last: formatDay(form.lastDay, today),
    length: form.firstDay === form.lastDay ? '' : formatRange(form.firstDay, form.lastDay, today),
    today,
    latest: addDays(form.firstDay, MAX_VISIT_DAYS - 1),
    fieldErrors: state.tried ? reportFieldErrors(state) : NO_FAULTS,
    sending: sending !== 'no',
    waitingWords:
      sending === 'confirming' ? emergencyReportWords.confirming : emergencyReportWords.waitingWords,
    refused: state.refused,
    given: givenOf(state),
  }
}

function stageOf({ mode, given, failure }: ReportState): ReportView['stage'] {
  if (given !== null) return 'given'
  if (mode === null) return failure !== null ? 'failed' : 'loading'
  return mode.on ? 'form' : 'closed'
}

function closedOf({ mode, me, now }: ReportState): ReportView['closed'] {
  const office = me !== null && me.office !== null
  const since =
    mode === null || mode.since === null
      ? ''
      : emergencyReportWords.since(formatMoment(mode.since, now), mode.byName)
  return {
    advice: emergencyReportWords.closedOfAdvice(since),
    action: office ? emergencyReportWords.closedOfAction : '',
  }
}

function givenOf({ given, gates, today }: ReportState): ReportView['given'] {
  if (given === null) return { number: '', spoken: '', facts: [] }
  const { number, form } = given
  const fact = (label: string, words: string): Fact => ({ label, words })
  const names = gates.filter(({ id }) => form.gateIds.indexOf(id) >= 0).map(({ name }) => name)
  return {
    number,
    spoken: spokenNumber(number),
    facts: [
      fact(emergencyReportWords.visitor, normaliseName(form.name)),
      ...(form.plate === ''
        ? []
        : [{ ...fact(emergencyReportWords.plate, formatPlate(form.plate)), figures: true }]),
      fact(emergencyReportWords.gate, names.join(emergencyReportWords.listComma)),
      daysFact(emergencyReportWords.days, formatRange(form.firstDay, form.lastDay, today)),
    ],
  }
}

/** What keeps the report from being sent; all empty when nothing does. */
export function reportFieldErrors({ form, purposes, today }: ReportState): ReportFieldErrors {
  const faults = reportFaults(form, purposes, today)
  const fieldErrors = { ...NO_FAULTS }
  for (const field of REPORT_FIELDS) {
    const code = faults[field]
    if (code !== null) fieldErrors[field] = translate(code, {})
  }
  return fieldErrors
}

export const withGate = (gateIds: readonly string[], id: string): string[] =>
  gateIds.indexOf(id) >= 0 ? gateIds.filter((each) => each !== id) : [...gateIds, id]
