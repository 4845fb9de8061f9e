import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Day } from '../../../miniprogram/domain/values/days'
import { stateByPass } from '../../../miniprogram/domain/standing-pass/standing-pass'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { comesOn } from '../../../miniprogram/domain/values/validity'
import { blockedOn } from '../../../miniprogram/domain/visit/booking-refusals'
import { facetOf } from '../../platform/facets'
import { mergedPage } from '../../platform/pages'
import { shownRows } from '../../platform/shown-rows'
import { calendarIds, companionCalendarIds, documentCalendarId, loadCalendars } from '../../stores/calendars'
import { listGates } from '../../stores/campus'
import { shortCodeOf } from '../../stores/short-codes'
import { loadStandingPasses } from '../../stores/standing-passes'
import { listRecords, type Visit } from '../../stores/visits'
import { allAsSettled } from '../activity/as-settled'
import type { Caller } from '../caller'
import { noteExport } from './export-records'
import { unsealForm } from './sealed-form'
import { gatesOf, nameOf, rightView } from './views'

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
  const comes = (await stillApproved(page.rows, caller.now)).filter((visit) => comesThen(visit, day))
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

/** Not those whose activity or standing pass has ended, whenever the timer writes it to them. */
async function stillApproved(visits: readonly Visit[], now: number): Promise<Visit[]> {
  const ids = [...new Set(visits.flatMap(({ standingPassId }) => standingPassId ?? []))]
  const [settled, passes] = await Promise.all([allAsSettled(visits, now), loadStandingPasses(ids)])
  const states = new Map(passes.map(({ _id, state }) => [_id, state]))
  const stateOf = ({ state, standingPassId = '' }: Visit): Visit['state'] =>
    stateByPass(state, states.get(standingPassId) ?? 'approved')
  return settled.filter((visit) => stateOf(visit) === 'approved')
}

/** Within its days, on its weekdays and in its nights, while entries are left (spec 4.5). */
const comesThen = ({ right, firstDay, lastDay, entriesMade = 0 }: Visit, day: Day): boolean =>
  comesOn({ ...right, firstDay, lastDay, entriesMade }, day)

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
    ...(visit.right === undefined ? {} : { right: rightView(visit.right, visit.entriesMade ?? 0) }),
  }
}
