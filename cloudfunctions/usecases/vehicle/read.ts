import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import type { StayList } from '../../../miniprogram/domain/vehicle/stay'
import { countsOf } from '../../platform/pages'
import { shownRows } from '../../platform/shown-rows'
import { loadCalendar, plateCalendarId } from '../../stores/calendars'
import { loadUnits } from '../../stores/campus'
import { loadSettings, type Settings } from '../../stores/settings'
import { countStays, listStays, loadStay, type Stay } from '../../stores/stays'
import { loadVisits } from '../../stores/visits'
import type { Caller } from '../caller'
import { feeOf } from '../parking/parking'
import { nameOf } from '../visit/views'

export async function listVehicles(
  caller: Caller,
  { campusId, list, cursor }: Input<'vehicle.list'>,
): Promise<Output<'vehicle.list'>> {
  if (!(await caller.scope.campuses()).includes(campusId)) throw new DomainError('NOT_FOUND')
  const counting = (of: StayList) => () => countStays(campusId, of)
  const [page, settings, counts] = await Promise.all([
    listStays(campusId, list, cursor),
    loadSettings(),
    countsOf(cursor, { cases: counting('cases'), inside: counting('inside'), due: counting('due') }),
  ])
  return { rows: await viewsOf(caller, page.rows, settings), next: page.next, counts }
}

export async function findVehicle(
  caller: Caller,
  { plate }: Input<'vehicle.find'>,
): Promise<Output<'vehicle.find'>> {
  const [campuses, calendar] = await Promise.all([
    caller.scope.campuses(),
    loadCalendar(plateCalendarId(normalisePlate(plate))),
  ])
  const known = [...(calendar.inside === null ? [] : [calendar.inside]), ...calendar.dues]
  const own = known.find(({ campusId }) => campuses.includes(campusId))
  const stay = own === undefined ? null : await loadStay(own.stayId)
  const [view = null] = stay === null ? [] : await viewsOf(caller, [stay], await loadSettings())
  return { stay: view }
}

type StayView = Output<'vehicle.list'>['rows'][number]

/** Vehicles as the desk sees them, with whom they came for and the telephone of that unit. */
async function viewsOf(caller: Caller, stays: readonly Stay[], settings: Settings): Promise<StayView[]> {
  const visits = await loadVisits(stays.flatMap(({ visitId }) => visitId || []))
  const units = await loadUnits([...visits.values()].flatMap(({ unitId }) => unitId || []))
  const phones = new Map(units.map(({ _id, phone }) => [_id, phone]))
  return shownRows(stays, (stay) => {
    const visit = visits.get(stay.visitId)
    const visitor =
      visit === undefined
        ? null
        : {
            name: nameOf(visit),
            unitName: visit.unitName,
            unitPhone: phones.get(visit.unitId) ?? null,
            hostName: visit.hostName,
          }
    return { ...viewOf(caller, stay, settings), visitor }
  })
}

function viewOf(caller: Caller, stay: Stay, settings: Settings): Omit<StayView, 'visitor'> {
  return {
    id: stay._id,
    state: stay.state,
    plate: stay.plate,
    campusName: stay.campusName,
    gateIn: stay.gateIn,
    gateOut: stay.gateOut,
    enteredAt: stay.enteredAt,
    exitAt: stay.exitAt,
    feeFen: stay.state === 'inside' ? feeOf(stay, caller.now, settings) : stay.feeFen,
    caseOpen: stay.caseOpen,
    history: stay.history,
  }
}
