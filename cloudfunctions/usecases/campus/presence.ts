import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { checkPlate } from '../../../miniprogram/domain/values/plates'
import { hasOverstayed } from '../../../miniprogram/domain/values/validity'
import { log } from '../../platform/log'
import { recordId } from '../../platform/replies'
import { shownRows } from '../../platform/shown-rows'
import { change } from '../../platform/unit-of-work'
import { listGates } from '../../stores/campus'
import { isNoted, noteExportIn } from '../../stores/exports'
import { findLetInUnbooked, type Passage } from '../../stores/passages'
import { loadSettings } from '../../stores/settings'
import { findUnbookedInside, type Stay } from '../../stores/stays'
import { listInside, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { unsealForm } from '../visit/sealed-form'
import { nameOf } from '../visit/views'

/** A list that is read again within the hour, as a page does that stays open, is one row of the trail. */
const NOTED_EACH_MS = 3_600_000

/**
 * Who is on a campus now, longest first (spec 10). Desk, office, and the guards of that campus. It has names in full, so who
 * read it stands on the audit trail (spec 9).
 */
export async function listPresent(
  caller: Caller,
  { campusId, cursor }: Input<'campus.inside'>,
): Promise<Output<'campus.inside'>> {
  const [campuses, { evacuationHours }] = await Promise.all([ownCampuses(caller), loadSettings()])
  const campus = campusId === null ? campuses[0] : campuses.find(({ id }) => id === campusId)
  if (campus === undefined) throw new DomainError('NOT_FOUND')
  const [page, vehicles, onFoot] = await Promise.all([
    listInside(campus.id, cursor),
    cursor === null ? findUnbookedInside(campus.id) : [],
    cursor === null ? findLetInUnbooked(campus.id, caller.now - ON_FOOT_MS) : [],
    noteRead(caller, campus.id),
  ])
  const rows = [
    ...shownRows(vehicles, (stay) => vehicleView(stay, caller.today)),
    ...shownRows(onFoot.filter(hasNoStay), (passage) => onFootView(passage)),
    ...shownRows(oncePerPerson(page.rows), (visit) => presentView(visit, caller.now)),
  ]
  return { campuses, campusId: campus.id, rows, next: page.next, keptHours: evacuationHours }
}

/** Whom it concerns waits for the list in an emergency: a note that can't be made doesn't keep it from them. */
async function noteRead(caller: Caller, campusId: string): Promise<void> {
  const hour = Math.floor(caller.now / NOTED_EACH_MS)
  const _id = recordId(caller, `inside:${campusId}:${hour}`)
  try {
    if (await isNoted(_id)) return
    await change({ ...caller, requestId: '' }, async ({ tx }) => {
      await noteExportIn(tx, { _id, what: 'inside', at: caller.now })
    })
  } catch (error) {
    log('error', 'inside.notNoted', { campus: campusId, error: String(error) })
  }
}

/** Somebody inside by two of their bookings is one person: as whoever they came in last. */
function oncePerPerson(visits: readonly Visit[]): Visit[] {
  const last = new Map<string, Visit>()
  for (const visit of visits) {
    const key = visit.documentHash || visit._id
    const known = last.get(key)
    if (known === undefined || (known.lastPassageAt ?? 0) <= (visit.lastPassageAt ?? 0)) last.set(key, visit)
  }
  return visits.filter((visit) => last.get(visit.documentHash || visit._id) === visit)
}

/** Campuses with gates that the caller may look at: the office all, the desk its own, a guard those of the own gates. */
async function ownCampuses({ scope }: Caller): Promise<Output<'campus.inside'>['campuses']> {
  const [own, gates] = await Promise.all([scope.campuses(), listGates()])
  const campuses = new Map<string, string>()
  for (const { campusId, campusName } of gates) if (own.includes(campusId)) campuses.set(campusId, campusName)
  return [...campuses].map(([id, name]) => ({ id, name }))
}

type Row = Output<'campus.inside'>['rows'][number]

/** Who is in after their days or hours, or longer than their right allows, has overstayed (spec 4.5, 10). */
const presentView = (visit: Visit, now: number, since = visit.lastPassageAt ?? visit.changedAt): Row => ({
  id: visit._id,
  name: nameOf(visit),
  phone: visit.anonymous ? '' : unsealForm(visit).phone,
  unitName: visit.unitName,
  hostName: visit.hostName,
  headCount: 1 + visit.companions.length,
  plate: visit.plate,
  since,
  lastDay: visit.lastDay,
  overstayed: hasOverstayed({ ...visit.right, lastDay: visit.lastDay }, since, now),
  letIn: null,
})

/** Nobody knows who it is, and all the same there is somebody. */
const UNBOOKED = {
  ...{ name: '', phone: '', unitName: '', hostName: '', headCount: 1, plate: null, overstayed: false },
}

/** A vehicle that somebody let in without a booking, until it leaves. */
const vehicleView = (stay: Stay, today: Day): Row => ({
  ...UNBOOKED,
  ...{ id: stay._id, plate: stay.plate, since: stay.enteredAt, lastDay: dayOf(stay.enteredAt) },
  overstayed: dayOf(stay.enteredAt) < today,
  letIn: { gateName: stay.gateIn, reason: '' },
})

/**
 * Who was let in on foot without a booking is known by nothing when they leave. So long they count as inside: a list that
 * is called in an emergency has rather one too many.
 */
const ON_FOOT_MS = 12 * 3_600_000

/** So is a car whose plate can't be held: 无牌, or read wrongly. */
const hasNoStay = ({ plate }: Passage): boolean => plate === null || 'fieldError' in checkPlate(plate)

const onFootView = (passage: Passage): Row => ({
  ...UNBOOKED,
  ...{ id: passage._id, plate: passage.plate, since: passage.at, lastDay: dayOf(passage.at) },
  letIn: { gateName: passage.gateName, reason: passage.override ?? '' },
})
