import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Day } from '../../../miniprogram/domain/values/days'
import { holdsOn } from '../../../miniprogram/domain/values/validity'
import { atCampus, facetOf } from '../../platform/facets'
import { mergedPage } from '../../platform/pages'
import { shownRows } from '../../platform/shown-rows'
import { listGates, type Gate } from '../../stores/campus'
import { shortCodeOf } from '../../stores/short-codes'
import { listRecords, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { noteExport } from './export-records'
import { unsealForm } from './sealed-form'
import { gatesOf, nameOf } from './views'

/** Large: the list is needed whole, at once. */
const PAGE = 200
/** A booking that is over is ended by the timer, so few approved ones began long ago. */
const FIRST = '0001-01-01'
const LENGTH_OF_TAIL = 4

/** Who may come to a campus on a day, with their codes (spec 10); first it is noted that it was given out. */
export async function readDayList(
  caller: Caller,
  { campusId, day, cursor }: Input<'record.dayList'>,
): Promise<Output<'record.dayList'>> {
  if (!(await caller.scope.campuses()).includes(campusId)) throw new DomainError('NOT_FOUND')
  await noteExport(caller, 'dayList')
  const [found, gates] = await Promise.all([
    listRecords(facetOf(atCampus(campusId), 'approved'), { firstDay: FIRST, lastDay: day, cursor }, PAGE + 1),
    listGates(),
  ])
  const page = mergedPage([found], PAGE, ({ recordSort }) => recordSort)
  const rows = shownRows(page.rows, (visit) => (comesOn(visit, day) ? dayRow(visit, gates) : null))
  return { rows, next: page.next }
}

/** Within its days, and on its weekdays (spec 4.5). */
const comesOn = ({ right, firstDay, lastDay }: Visit, day: Day): boolean =>
  holdsOn({ ...right, firstDay, lastDay }, day)

const dayRow = (visit: Visit, gates: readonly Gate[]): Output<'record.dayList'>['rows'][number] => ({
  ...{ id: visit._id, name: nameOf(visit), plate: visit.plate, headCount: 1 + visit.companions.length },
  code: visit.shortCodeTry === null ? null : shortCodeOf(visit._id, visit.shortCodeTry),
  documentEnd: unsealForm(visit).document.slice(-LENGTH_OF_TAIL),
  ...{ hostName: visit.hostName, unitName: visit.unitName },
  ...{ firstDay: visit.firstDay, lastDay: visit.lastDay },
  gates: gatesOf(visit, gates).map(({ name }) => name),
})
