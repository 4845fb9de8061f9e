import type { Input, Output } from '../../../contract'
import { dayOfActivity, requireOpen } from '../../../miniprogram/domain/activity/activity'
import { checkOnList, listedVisitForm, type ListedGuest } from '../../../miniprogram/domain/activity/guest'
import { DomainError, type FieldError } from '../../../miniprogram/domain/errors'
import { bookingRefusal } from '../../../miniprogram/domain/visit/booking-refusals'
import { findConflict } from '../../../miniprogram/domain/visit/duplicates'
import { submitted } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { change, earlierReplyOf } from '../../platform/unit-of-work'
import { loadActivity } from '../../stores/activities'
import { calendarIds, loadCalendarsIn } from '../../stores/calendars'
import { loadSettings, type Settings } from '../../stores/settings'
import { firstWaiting, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { asListedIn, requireMayAsk, takeInList, wantedByList, type ListRefusal } from '../visit/take-in-list'
import { holdIn } from '../visit/hold-calendars'
import { saveVisitIn } from '../visit/save-visit'
import { sealForm } from '../visit/sealed-form'
import { withKeys } from '../visit/search-keys'
import { overBeforeIn } from '../visit/unrefused'
import { newGuest } from './new-guest'
import { activityToChangeIn, ownActivity, type ActingOn } from './own-activity'
import { seatedIn, takePlaceIn } from './places'

type Refused = Output<'activity.addGuests'>['refused'][number]

/** Guests whom the organiser put on a list: they come by their document, and take the pass over with their phone. */
export async function addGuests(
  caller: Caller,
  { activityId, people }: Input<'activity.addGuests'>,
): Promise<Output<'activity.addGuests'>> {
  const [earlier, found, settings, waiting] = await Promise.all([
    earlierReplyOf<Output<'activity.addGuests'>>(caller),
    loadActivity(activityId),
    loadSettings(),
    firstWaiting(activityId),
    requireMayAsk(caller),
  ])
  // Who was refused stays so, as the organiser was told, though a place has come free since.
  if (earlier !== null) return earlier
  const { now, today } = caller
  const activity = ownActivity(caller, found)
  requireOpen(activity, now)
  const check = checkOnList(activity)
  const fieldErrors = people.flatMap((person, index) =>
    check(person, today).map((each): FieldError => ({ ...each, field: `people.${index}.${each.field}` })),
  )
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  let runs = 0
  const taken = await takeInList(caller, people, async (tx, _id, person) => {
    const acting = await activityToChangeIn(tx, caller, activityId)
    requireOpen(acting.activity, now)
    // Nobody passes those who wait already.
    return waiting === null ? seatIn(tx, caller, acting, _id, person, settings, runs++) : FULL
  })
  return change(caller, () => Promise.resolve({ activityId, state: activity.state, ...taken }))
}

const FULL: ListRefusal<Refused['code']> = { code: 'ACTIVITY_FULL', unitName: '' }

/** One guest with a place, or what refuses them. @param attempt which try at a free short code it is */
async function seatIn(
  tx: Transaction,
  caller: Caller,
  { activity, byName }: ActingOn,
  _id: string,
  person: ListedGuest,
  settings: Settings,
  attempt: number,
): Promise<ListRefusal<Refused['code']> | null> {
  const { now } = caller
  const form = listedVisitForm(activity, person, dayOfActivity(activity, now))
  const by = { name: byName, role: 'approver' as const }
  const visit = newGuest(activity, settings, sealForm(form, _id), {
    _id,
    owner: '',
    opening: submitted(by, now),
  })
  const calendars = await loadCalendarsIn(tx, calendarIds(visit))
  const over = await overBeforeIn(tx, calendars, visit, now)
  const wanted = { ...wantedByList(visit, settings), over }
  const refusal = bookingRefusal(calendars, wanted, now, settings.duplicateRule)
  if (refusal !== null) {
    const conflict = findConflict(calendars, wanted, now, settings.duplicateRule)
    const isOnList = ({ activityId }: Visit): boolean => activityId === activity._id
    return asListedIn(tx, caller, refused(refusal), conflict, isOnList)
  }
  const place = await takePlaceIn(tx, activity._id)
  if (place === null) return FULL
  await holdIn(tx, calendars, visit, now)
  await saveVisitIn(tx, await seatedIn(tx, withKeys(visit, form), [place], attempt, now))
  return null
}

/** Of DUPLICATE the unit is named, as on a conflict card; of no other code anything. */
function refused({ code, details }: DomainError): ListRefusal<Refused['code']> {
  const { unitName } = details as { unitName?: string }
  return { code: code as Refused['code'], unitName: unitName ?? '' }
}
