import type { Input, Output } from '../../contract'
import { findByKey, searchKeyOf, type Visit } from '../stores/visits'
import type { Context } from './context'
import { rowOf } from './views'

const MOST_ROWS = 50

/** Finds bookings of the own units by name, phone tail, plate or host (spec 8). */
export async function searchVisits(
  context: Context,
  { text, list, purposeClass, driving }: Input<'approval.search'>,
): Promise<Output<'approval.search'>> {
  const key = searchKeyOf(text)
  if (key === null) return { rows: [] }
  const units = context.approver?.unitIds ?? []
  const found = (await Promise.all(units.map((unitId) => findByKey(unitId, key)))).flat()
  const wanted = (visit: Visit): boolean =>
    (list === null || visit.list === list) &&
    (purposeClass === null || visit.purposeClass === purposeClass) &&
    (driving === null || (visit.plate !== null) === driving)
  const rows = found.filter(wanted).sort((a, b) => b.changedAt - a.changedAt)
  return { rows: rows.slice(0, MOST_ROWS).map((visit) => rowOf(visit, context.today, 'masked')) }
}
