import type { Input, Output } from '../../../contract'
import { askAddition, add, type Addition } from '../../../miniprogram/domain/visit/addition'
import { checkedReason } from '../../../miniprogram/domain/visit/release-request'
import type { Decider } from '../../../miniprogram/domain/visit/visit'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import type { Transaction } from '../../platform/database'
import { loadBooker, saveBookerIn, type Booker } from '../../stores/bookers'
import { calendarIds, loadCalendarsIn, type Calendar } from '../../stores/calendars'
import {
  changeRequestId,
  loadReleaseIn,
  saveReleaseIn,
  type ReleaseRequest,
} from '../../stores/release-requests'
import { loadSettings, type Settings } from '../../stores/settings'
import { loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { changeAskedNotice } from '../notice/release-notices'
import { changeBooking } from './fair-use'
import { holdIn } from './hold-calendars'
import { openRequest } from './open-request'
import { saveVisitIn } from './save-visit'
import { unsealForm } from './sealed-form'
import { requireUnrefusedIn } from './unrefused'
import { withKeys } from './search-keys'
import { withChanges } from './with-changes'

/**
 * After the first entry a visitor asks for more days or another plate (spec 3): a request in the unit's queue. The booking
 * stands as it was approved until somebody agrees, and afterwards too when nobody does. Asked again while it is open, the last
 * request counts; the unit is told once.
 */
export async function askVisitChange(
  caller: Caller,
  input: Input<'visit.askChange'>,
): Promise<Output<'visit.askChange'>> {
  const _id = changeRequestId(input.visitId)
  const settings = await loadSettings()
  const plate = input.plate.trim() === '' ? null : normalisePlate(input.plate)
  return changeBooking(caller, settings, async ({ tx, notify }) => {
    const visit = caller.scope.visit(await loadVisitIn(tx, input.visitId))
    const reason = checkedReason(input.reason)
    const wanted = askAddition(visit, unsealForm(visit), { lastDay: input.lastDay, plate }, caller.now)
    await unrefusedIn(tx, caller, { ...visit, ...wanted }, visit, settings)
    const earlier = await loadReleaseIn(tx, _id)
    const request = openRequest(caller, visit, {
      ...{ _id, field: 'change', reason, firstDay: visit.firstDay, lastDay: wanted.lastDay },
    })
    await saveReleaseIn(tx, { ...request, wantedPlate: wanted.plate })
    if (earlier?.state !== 'open') await notify(changeAskedNotice(visit, caller.now, caller.today))
    return { visitId: visit._id, state: 'open' as const }
  })
}

/** What a request asks for. */
export const additionOf = ({ wantedLastDay, wantedPlate = null }: ReleaseRequest): Addition => ({
  lastDay: wantedLastDay,
  plate: wantedPlate,
})

/** Does what was asked for, unless something refuses it by now; gates are told in the same transaction. */
export async function changeAsAskedIn(
  tx: Transaction,
  caller: Caller,
  visit: Visit,
  request: ReleaseRequest,
  by: Decider,
  selfApproved: boolean,
): Promise<Visit> {
  const settings = await loadSettings()
  const wanted = additionOf(request)
  const added = add(visit, wanted, by, caller.now)
  const { calendars, booker } = await unrefusedIn(tx, caller, added, visit, settings)
  await holdIn(tx, calendars, added, caller.now)
  const live = booker.live.map((each) =>
    each.visitId === visit._id ? { ...each, lastDay: added.lastDay } : each,
  )
  if (live.some(({ visitId }) => visitId === visit._id))
    await saveBookerIn(tx, { ...booker, live }, caller.now)
  const marked = { ...added, selfApproved: visit.selfApproved || selfApproved, changedAt: caller.now }
  return saveVisitIn(tx, withKeys(withChanges(visit, marked), unsealForm(marked)))
}

/** The calendars of what the booking would be, when nothing refuses it, and whose it is. Throws as booking does. */
async function unrefusedIn(
  tx: Transaction,
  caller: Caller,
  visit: Visit,
  before: Visit,
  settings: Settings,
): Promise<{ calendars: Calendar[]; booker: Booker }> {
  const ids = calendarIds(visit)
  const booker = await loadBooker(visit.owner)
  const calendars = await loadCalendarsIn(tx, [...ids, ...calendarIds(before)])
  const concerned = calendars.filter(({ _id }) => ids.includes(_id))
  await requireUnrefusedIn(tx, caller, { visit, concerned, booker }, settings)
  return { calendars, booker }
}
