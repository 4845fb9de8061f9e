import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { endOfRight } from '../../../miniprogram/domain/values/validity'
import { log } from '../../platform/log'
import { recordId } from '../../platform/replies'
import { shownRows } from '../../platform/shown-rows'
import { change } from '../../platform/unit-of-work'
import { listGates } from '../../stores/campus'
import { isNoted, noteExportIn } from '../../stores/exports'
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
  const [page, unbooked] = await Promise.all([
    listInside(campus.id, cursor),
    cursor === null ? findUnbookedInside(campus.id) : [],
    noteRead(caller, campus.id),
  ])
  const rows = [
    ...shownRows(unbooked, (stay) => unbookedView(stay, caller.today)),
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

/** Who is in after their days, or after the last of their hours, has overstayed (spec 10). */
const presentView = (visit: Visit, now: number) => ({
  id: visit._id,
  name: nameOf(visit),
  phone: visit.anonymous ? '' : unsealForm(visit).phone,
  unitName: visit.unitName,
  hostName: visit.hostName,
  headCount: 1 + visit.companions.length,
  plate: visit.plate,
  since: visit.lastPassageAt ?? visit.changedAt,
  lastDay: visit.lastDay,
  overstayed: endOfRight({ ...visit.right, lastDay: visit.lastDay }) <= now,
})

/** A vehicle that somebody let in without a booking: nobody knows who drives it, and all the same there is somebody. */
const unbookedView = ({ _id, plate, enteredAt }: Stay, today: Day): ReturnType<typeof presentView> => ({
  ...{ id: _id, name: '', phone: '', unitName: '', hostName: '', headCount: 1, plate, since: enteredAt },
  ...{ lastDay: dayOf(enteredAt), overstayed: dayOf(enteredAt) < today },
})
