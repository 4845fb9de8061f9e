import type { Input, Output } from '../../../contract'
import { addPhotoRefusal } from '../../../miniprogram/domain/face/add-photo'
import { mayBookAgain } from '../../../miniprogram/domain/visit/duplicates'
import { mayAskAddition } from '../../../miniprogram/domain/visit/addition'
import { allowedActions, isStanding } from '../../../miniprogram/domain/visit/visit'
import { shownRows } from '../../platform/shown-rows'
import { loadActivity } from '../../stores/activities'
import { listGates, loadUnit } from '../../stores/campus'
import { passagesOf } from '../../stores/passages'
import { loadSettings } from '../../stores/settings'
import { listVisits, loadVisit } from '../../stores/visits'
import type { Caller } from '../caller'
import { allAsSettled, asSettled } from '../activity/as-settled'
import { propagationAt } from '../gate/propagation'
import { loadOwnRequests } from '../../stores/release-requests'
import { additionOf } from './ask-change'
import { historyFor } from './changed-fields'
import { unsealForm } from './sealed-form'
import { controlsOf, gatesOf, passageView, rowOf } from './views'
import { faceViewOf } from '../face/visit-face'

/** One tab of the own bookings (spec 8). */
export async function listOwnVisits(
  caller: Caller,
  { list, cursor }: Input<'visit.list'>,
): Promise<Output<'visit.list'>> {
  const page = await listVisits({ owner: caller.id }, list, cursor)
  const visits = await allAsSettled(page.rows, caller.now)
  const rows = shownRows(visits, (visit) => rowOf(visit, caller.now, 'clear'))
  return { rows, next: page.next }
}

/** One own booking in clear. */
export async function readOwnVisit(
  caller: Caller,
  { visitId }: Input<'visit.get'>,
): Promise<Output<'visit.get'>> {
  const [found, passages, { cancelRequest, changeRequest }, settings, gates] = await Promise.all([
    loadVisit(visitId),
    passagesOf(visitId),
    loadOwnRequests(visitId),
    loadSettings(),
    listGates(),
  ])
  const stored = caller.scope.visit(found)
  const activity = stored.activityId === undefined ? null : await loadActivity(stored.activityId)
  const visit = asSettled(activity, stored, caller.now)
  const usable = gatesOf(visit, gates)
  const [unit, face, delivery, controls] = await Promise.all([
    loadUnit(visit.unitId),
    faceViewOf(visit),
    propagationAt(visit, usable, caller.now),
    controlsOf(visit, caller.now),
  ])
  const allowed = allowedActions(visit, caller.now, settings)
  return {
    visit: rowOf(visit, caller.now, 'clear'),
    rev: visit.rev,
    form: unsealForm(visit),
    host: { hostId: visit.hostId, name: visit.hostName, unitName: visit.unitName },
    purposeClass: visit.purposeClass,
    gates: usable,
    controls,
    delivery,
    unitPhone: unit?.phone ?? null,
    ...(activity === null ? {} : { activity: { hours: activity.hours, message: activity.message } }),
    ...(isStanding(visit)
      ? {
          standing: {
            hours: visit.right?.hours ?? null,
            weekdays: [...(visit.right?.weekdays ?? [])],
            papersUntil: visit.right?.papersUntil ?? null,
          },
        }
      : {}),
    allowedActions: {
      revise: allowed.revise,
      cancel: allowed.cancel,
      askCancel: allowed.askCancel,
      askChange: mayAskAddition(visit, caller.now),
      pass: allowed.revoke,
      addPhoto: addPhotoRefusal(visit, caller.now, settings) === null,
      bookAgain: !isStanding(visit) && mayBookAgain(visit, caller.now, settings.duplicateRule),
    },
    cancelRequest,
    changeRequest: changeRequest === null ? null : { ...changeRequest, ...additionOf(changeRequest) },
    ...(visit.phoneTaken === true ? { phoneTaken: true as const } : {}),
    notifications: visit.notifications,
    hostConfirmation: visit.hostConfirmation,
    face,
    photoRefused: visit.face?.refused === true,
    history: historyFor(visit, caller.id),
    passages: passages.map(passageView),
  }
}
