import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { mayBeLetGo } from '../../../miniprogram/domain/visit/release-request'
import { isLive } from '../../../miniprogram/domain/visit/visit'
import { change } from '../../platform/unit-of-work'
import { shownRows } from '../../platform/shown-rows'
import { loadBookerIn, saveBookerIn } from '../../stores/bookers'
import { calendarIdOf } from '../../stores/calendars'
import {
  listReleases,
  loadReleaseIn,
  releaseId as idOf,
  saveReleaseIn,
  type ReleaseRequest,
} from '../../stores/release-requests'
import { loadVisitIn, loadVisits, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { announce, announced } from './fair-use'
import { askedOf } from './in-the-way'
import { openRequest } from './open-request'
import { rowOf } from './views'
import { releaseAskedNotice } from '../notice/release-notices'

/** Asks the unit of the booking in the way to let it go; asking again while it's open changes nothing. */
export async function askRelease(
  caller: Caller,
  input: Input<'release.ask'>,
): Promise<Output<'release.ask'>> {
  const _id = idOf(input.visitId, caller.id)
  return change(caller, async ({ tx, notify }) => {
    const visit = await loadVisitIn(tx, input.visitId)
    if (visit === null || !isLive(visit, caller.now)) throw new DomainError('RELEASE_NOT_NEEDED')
    if (!mayBeLetGo(visit)) throw new DomainError('NOT_ALLOWED')
    const heldId = calendarIdOf(visit, input.field)
    if (heldId === undefined) throw new DomainError('RELEASE_NOT_NEEDED')
    const earlier = await loadReleaseIn(tx, _id)
    if (earlier?.state === 'open' && earlier.unitId === visit.unitId && earlier.heldId === heldId)
      return { releaseId: _id, state: earlier.state }
    // Whoever asks for one booking of a unit after the other leaves its approvers' messages to others (spec 7).
    const booker = await loadBookerIn(tx, caller.id)
    const told = announced(caller, booker, `release:${visit.unitId}`, null, false)
    if (told.telling.unit !== 'none') await saveBookerIn(tx, told.booker, caller.now)
    await announce(
      notify,
      told.telling,
      releaseAskedNotice(visit, input.field, caller.now, caller.today),
      null,
    )
    const wanted = { _id, field: input.field, firstDay: input.firstDay, lastDay: input.lastDay, reason: null }
    await saveReleaseIn(tx, { ...openRequest(caller, visit, wanted), heldId })
    return { releaseId: _id, state: 'open' as const }
  })
}

/** Open requests to the caller's units. */
export async function listReleaseRequests(
  caller: Caller,
  { cursor }: Input<'release.list'>,
): Promise<Output<'release.list'>> {
  const units = caller.scope.units()
  const page = await listReleases(units, cursor)
  const visits = await loadVisits(page.rows.map(({ visitId }) => visitId))
  const rows = shownRows(page.rows, (request) =>
    viewOf(caller, units, request, visits.get(request.visitId) ?? null),
  )
  return { rows, next: page.next }
}

function viewOf(
  caller: Caller,
  units: readonly string[],
  request: ReleaseRequest,
  visit: Visit | null,
): Output<'release.list'>['rows'][number] | null {
  // One that moved to another unit is that unit's.
  if (visit === null || !units.includes(visit.unitId)) return null
  const asked = askedOf(visit, request, caller.now)
  return asked === null ? null : { ...asked, visit: rowOf(visit, caller.now, 'clear') }
}
