import type { Input, Output } from '../../../contract'
import { fitsQueue, WHOLE_QUEUE } from '../../../miniprogram/domain/visit/queue-filter'
import { visitsToCancel } from '../../stores/release-requests'
import { findByKey, MAX_FOUND } from '../../stores/visits'
import { approvalRows } from './approval-rows'
import type { Caller } from '../caller'
import { searchKeyOf } from './search-keys'

const MAX_ROWS = 50
const NONE: ReadonlySet<string> = new Set()

/** Finds bookings of the own units by name, phone tail, plate or host (spec 8). */
export async function searchVisits(
  caller: Caller,
  { text, list, filter = WHOLE_QUEUE }: Input<'approval.search'>,
): Promise<Output<'approval.search'>> {
  const units = caller.scope.units()
  const key = searchKeyOf(text)
  if (key === null) return { rows: [], more: false }
  const [toCancel, ...perUnit] = await Promise.all([
    list === null || list === 'approved' ? visitsToCancel(units) : NONE,
    ...units.map((unitId) => findByKey(unitId, key)),
  ])
  const rows = perUnit
    .flat()
    .filter((visit) => (list === null || visit.list === list) && fitsQueue(visit, filter, caller.today))
    .sort((a, b) => b.changedAt - a.changedAt)
  return {
    rows: await approvalRows(caller, rows.slice(0, MAX_ROWS), toCancel),
    more: rows.length > MAX_ROWS || perUnit.some((found) => found.length >= MAX_FOUND),
  }
}
