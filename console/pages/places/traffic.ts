import type { Input, Output } from '../../../contract'
import { controlErrors } from '../../../miniprogram/domain/vehicle/traffic-control'
import { formatMoment } from '../../../miniprogram/locales/days'
import { sentenceOf } from '../../../miniprogram/locales/errors'
import { trafficWords as words } from '../../locales/zh/places'
import { instantOf, localMoment } from '../../values/local-moment'

type Control = Output<'traffic.list'>['controls'][number]

/** A control as a row. */
export interface ControlLine {
  id: string
  gates: string
  from: string
  until: string
  reason: string
  on: boolean
  told: string
}

export const controlLines = (controls: readonly Control[], now: number): ControlLine[] =>
  controls.map(({ id, gateNames, from, until, reason, told, toldAll }) => ({
    ...{ id, gates: gateNames.join(words.comma), reason, on: from <= now },
    ...{ from: formatMoment(from, now), until: formatMoment(until, now) },
    told: toldAll ? words.toldAll(told) : words.telling(told),
  }))

/** A control while it is typed. */
export interface ControlDraft {
  gateIds: string[]
  from: string
  until: string
  reason: string
}

const HOUR_MS = 3_600_000

/** From the next full hour on, for two hours. */
export function newControl(now: number): ControlDraft {
  const from = Math.ceil(now / HOUR_MS) * HOUR_MS
  return { gateIds: [], from: localMoment(from), until: localMoment(from + 2 * HOUR_MS), reason: '' }
}

export const controlOf = ({ gateIds, from, until, reason }: ControlDraft): Input<'traffic.close'> => ({
  ...{ gateIds, from: instantOf(from), until: instantOf(until), reason: reason.trim() },
})

/** What is wrong with the draft; empty: nothing. */
export function controlFault(draft: ControlDraft, now: number): string {
  const control = controlOf(draft)
  const [error] = controlErrors(control, now)
  if (error !== undefined) return sentenceOf(error)
  return control.reason === '' ? words.reasonFault : ''
}
