import { rightOfActivity } from '../../../miniprogram/domain/activity/activity'
import { purposeOf } from '../../../miniprogram/domain/visit/purposes'
import type { Activity } from '../../stores/activities'
import type { Settings } from '../../stores/settings'
import type { Visit } from '../../stores/visits'
import { newVisit } from '../visit/new-visit'
import type { SealedForm } from '../visit/sealed-form'

/** A new guest of an activity, who waits until a place is found. `owner` empty: put on its list by the organiser. */
export function newGuest(
  activity: Activity,
  { purposes }: Pick<Settings, 'purposes'>,
  form: SealedForm,
  start: Pick<Parameters<typeof newVisit>[0], '_id' | 'owner' | 'opening'>,
): Visit {
  const { _id: activityId, title: activityTitle, organiserName, unitId, unitName, gateIds } = activity
  const right = rightOfActivity(activity)
  return newVisit({
    ...start,
    ...{ kind: 'activity', vip: false, inviter: null, form },
    purpose: purposeOf(purposes, activity.purpose),
    ...{ hostName: organiserName, unitId, unitName },
    ...(gateIds.length === 0 ? {} : { gateIds: [...gateIds] }),
    ...(right === undefined ? {} : { right }),
    guestOf: { activityId, activityTitle },
  })
}
