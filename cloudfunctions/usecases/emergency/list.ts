import type { Input, Output } from '../../../contract'
import { countReports, listReports } from '../../stores/emergency'
import { passagesOfAll } from '../../stores/passages'
import { countsOf } from '../../platform/pages'
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
  // The office's are all; a desk's those of its campuses, as `isOf` has them.
  const own = caller.office === null ? (caller.desk?.campusIds ?? []) : null
  const [campuses, page, counts] = await Promise.all([
    caller.scope.campuses(),
    listReports(list, cursor),
    countsOf(cursor, {
      open: () => countReports('open', own),
      needsExplanation: () => countReports('needsExplanation', own),
    }),
  ])
  const reports = page.rows.filter((report) => isOf(report, campuses))
  const ids = reports.map(({ _id }) => _id)
  const [visits, passages] = await Promise.all([loadVisits(ids), passagesOfAll(ids)])
  const rows = shownRows(reports, (report) => {
    const visit = visits.get(report._id)
    const passed = passages.filter(({ visitId }) => visitId === report._id)
    return visit === undefined ? null : { ...report, ...shown(visit), id: report._id, passages: passed }
  })
  return { rows, next: page.next, counts }
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
