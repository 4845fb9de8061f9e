import type { ErrorCode } from '../errors'
import { faultOf } from '../values/fault-of'
import type { Day } from '../values/days'
import { checkName, normaliseName } from '../values/names'
import { normalisePhone } from '../values/phones'
import { checkPlate, normalisePlate } from '../values/plates'
import type { PurposeId } from '../visit/purposes'
import { purposeFieldError } from '../visit/visit-form'
import { checkEmergencyDays, checkEmergencyPhone } from './emergency'

/** What was told by phone, as it is typed (spec 5.6). */
interface TypedReport {
  hostName: string
  purpose: PurposeId
  name: string
  phone: string
  plate: string
  gateIds: readonly string[]
  firstDay: Day
  lastDay: Day
}

/** Fields that a report may be refused for, in the order in which they are asked. */
export const REPORT_FIELDS = ['host', 'name', 'phone', 'plate', 'purpose', 'gates', 'days'] as const
export type ReportField = (typeof REPORT_FIELDS)[number]

/** What keeps a report from being sent; null: nothing of that field. The server accepts what this accepts. */
export function reportFaults(
  form: TypedReport,
  purposes: readonly { id: PurposeId }[],
  today: Day,
): Record<ReportField, ErrorCode | null> {
  const plate = normalisePlate(form.plate)
  return {
    host: normaliseName(form.hostName) === '' ? 'HOST_REQUIRED' : null,
    name: checkName(normaliseName(form.name)) === null ? null : 'NAME_INVALID',
    phone: faultOf(() => checkEmergencyPhone(normalisePhone(form.phone)))?.code ?? null,
    plate: plate !== '' && 'fieldError' in checkPlate(plate) ? 'PLATE_INVALID' : null,
    purpose: purposeFieldError(form.purpose, { purposes }),
    gates: form.gateIds.length === 0 ? 'GATES_REQUIRED' : null,
    days: faultOf(() => checkEmergencyDays(form.firstDay, form.lastDay, today))?.code ?? null,
  }
}

/** Gates that somebody may open by a report: those of the campuses of their desk; the office all. */
export function ownGates<G extends { campusName: string }>(
  { desk, office }: { desk: { campuses: readonly { name: string }[] } | null; office: object | null },
  gates: readonly G[],
): G[] {
  const campuses = (desk?.campuses ?? []).map(({ name }) => name)
  return gates.filter(({ campusName }) => office !== null || campuses.indexOf(campusName) >= 0)
}
