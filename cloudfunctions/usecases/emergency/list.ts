import type { Input, Output } from '../../../contract'
import { listReports } from '../../stores/emergency'
import { passagesOfAll } from '../../stores/passages'
import { shownRows } from '../../platform/shown-rows'
import { loadVisits, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { unsealForm } from '../visit/sealed-form'
import { nameOf } from '../visit/views'
import { isOf } from './reconcile'

export async function listEmergencies(
  caller: Caller,
  { list, cursor }: Input<'emergency.list'>,
): Promise<Output<'emergency.list'>> {
  const [campuses, page] = await Promise.all([caller.scope.campuses(), listReports(list, cursor)])
  const reports = page.rows.filter((report) => isOf(report, campuses))
  const ids = reports.map(({ _id }) => _id)
  const [visits, passages] = await Promise.all([loadVisits(ids), passagesOfAll(ids)])
  const rows = shownRows(reports, (report) => {
    const visit = visits.get(report._id)
    const own = passages.filter(({ visitId }) => visitId === report._id)
    return visit === undefined ? null : { ...report, ...shown(visit), id: report._id, passages: own }
  })
  return { rows, next: page.next }
}

const shown = (visit: Visit) => ({
  name: nameOf(visit),
  hostName: visit.hostName,
  unitName: visit.unitName,
  plate: visit.plate,
  firstDay: visit.firstDay,
  lastDay: visit.lastDay,
  note: unsealForm(visit).note,
  inside: visit.insideCampusId !== null,
})
