import type { BookingOptions, Input } from '../../../contract'
import { REPORT_FIELDS, reportFaults } from '../../../miniprogram/domain/emergency/report'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { usualPurpose } from '../../../miniprogram/domain/visit/purposes'
import { translate } from '../../../miniprogram/locales/errors'

export type Report = Input<'emergency.report'>
type Purposes = BookingOptions['purposes']

/**
 * The form for a call.
 * @param gateIds of the call before: they are mostly the same ones @param now epoch ms
 */
export function newReport(purposes: Purposes, gateIds: readonly string[], now: number): Report {
  const today = dayOf(now)
  return {
    ...{ hostName: '', unitName: '', name: '', phone: '', plate: '', note: '' },
    ...{ purpose: usualPurpose(purposes, 'other'), gateIds: [...gateIds], firstDay: today, lastDay: today },
  }
}

/** What the server would refuse it for, in its words and in the order of the form. @param now epoch ms */
export function faultsOfReport(report: Report, purposes: Purposes, now: number): string[] {
  const faults = reportFaults(report, purposes, dayOf(now))
  return REPORT_FIELDS.flatMap((field) => {
    const code = faults[field]
    return code === null ? [] : [translate(code, {})]
  })
}
