import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Day } from '../../../miniprogram/domain/values/days'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { holdsOn } from '../../../miniprogram/domain/values/validity'
import { blockedOn } from '../../../miniprogram/domain/visit/booking-refusals'
import { facetOf } from '../../platform/facets'
import { mergedPage } from '../../platform/pages'
import { shownRows } from '../../platform/shown-rows'
import { calendarIds, companionCalendarIds, documentCalendarId, loadCalendars } from '../../stores/calendars'
import { listGates } from '../../stores/campus'
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

/**
 * Who may come to a campus on a day, with their codes (spec 10): whoever has a gate there and nobody keeps out, wherever their
 * host works. First it is noted that it was given out.
 */
export async function readDayList(
  caller: Caller,
  { campusId, day, cursor }: Input<'record.dayList'>,
): Promise<Output<'record.dayList'>> {
  if (!(await caller.scope.campuses()).includes(campusId)) throw new DomainError('NOT_FOUND')
  await noteExport(caller, 'dayList')
  const [found, gates] = await Promise.all([
    listRecords(facetOf('', 'approved'), { firstDay: FIRST, lastDay: day, cursor }, PAGE + 1),
    listGates(),
  ])
  const page = mergedPage([found], PAGE, ({ recordSort }) => recordSort)
  const comes = page.rows.filter((visit) => comesOn(visit, day))
  const blocked = await blockedAmong(comes, day)
  const here = (visit: Visit): string[] =>
    gatesOf(
      visit,
      gates.filter((gate) => gate.campusId === campusId),
    ).map(({ name }) => name)
  const rows = shownRows(comes, (visit) =>
    calendarIds(visit).some((id) => blocked.has(id)) || here(visit).length === 0
      ? null
      : dayRow(visit, here(visit), blocked),
  )
  return { rows, next: page.next }
}

/** Within its days, and on its weekdays (spec 4.5). */
const comesOn = ({ right, firstDay, lastDay }: Visit, day: Day): boolean =>
  holdsOn({ ...right, firstDay, lastDay }, day)

/** Ids, phones, plates and companions of these that the blacklist keeps out on a day, by their calendars (spec 5.4). */
async function blockedAmong(visits: readonly Visit[], day: Day): Promise<ReadonlySet<string>> {
  const calendars = await loadCalendars(
    visits.flatMap((visit) => [...calendarIds(visit), ...companionCalendarIds(visit)]),
  )
  return new Set(calendars.filter(({ blocks }) => blockedOn(blocks, day)).map(({ _id }) => _id))
}

function dayRow(
  visit: Visit,
  gates: string[],
  blocked: ReadonlySet<string>,
): Output<'record.dayList'>['rows'][number] {
  const outside = visit.companions.filter(({ documentHash }) => blocked.has(documentCalendarId(documentHash)))
  return {
    ...{ id: visit._id, name: nameOf(visit), plate: visit.plate, gates },
    headCount: 1 + visit.companions.length - outside.length,
    outside: outside.map(({ name }) => maskName(name)),
    code: visit.shortCodeTry === null ? null : shortCodeOf(visit._id, visit.shortCodeTry),
    documentEnd: unsealForm(visit).document.slice(-LENGTH_OF_TAIL),
    ...{ hostName: visit.hostName, unitName: visit.unitName },
    ...{ firstDay: visit.firstDay, lastDay: visit.lastDay },
  }
}
