import type { Day } from '../../../miniprogram/domain/values/days'
import type { SystemReason } from '../../../miniprogram/domain/visit/history'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { NewNotice } from '../../platform/notices'
import type { Activity, ActivityToSave } from '../../stores/activities'
import { noticeId } from '../../stores/outbox'
import type { Visit } from '../../stores/visits'
import { daysOf } from './notice-days'
import { reasonInNotice } from './reason-words'
import { visitorNotice } from './visit-notices'

/** What activities tell whom (spec 7). */

const pageOf = (activityId: string): string => `staff/activities/activity/activity?id=${activityId}`

/** To the unit's approvers, about an activity of theirs. */
const unitNotice = (activity: ActivityToSave, _id: string, why: string, today: Day): NewNotice => ({
  ...{ _id, use: 'newBooking', to: { unitId: activity.unitId }, page: pageOf(activity._id) },
  parts: { who: activity.organiserName, why, when: daysOf(activity, today), host: activity.unitName },
})

/** Where the unit approves its activities itself. */
export const activityAskedNotice = (activity: ActivityToSave, today: Day): NewNotice =>
  unitNotice(
    activity,
    noticeId(activity._id, 'activityAsked', 0),
    noticesWords.activityAsked(activity.title),
    today,
  )

/** Whether it was approved, to who applied; `toUnit`: to its unit's approvers, where they are none any more. */
export const activityAnsweredNotice = (activity: ActivityToSave, toUnit: boolean, today: Day): NewNotice => {
  const _id = noticeId(activity._id, 'activityAnswered', 0)
  const result = activity.state === 'open' ? noticesWords.approved : noticesWords.notPassed
  const notice = unitNotice(activity, _id, noticesWords.activityAnswered(activity.title, result), today)
  if (toUnit) return notice
  const note = activity.answer ?? noticesWords.activityApproved
  const parts = { result, unit: activity.title, when: daysOf(activity, today), note }
  return { ...notice, use: 'decision', to: { openid: activity.organiser }, parts }
}

/** Somebody else than its unit has closed it, or called it off. */
export const activityStoppedNotice = (activity: ActivityToSave, today: Day): NewNotice => {
  const { _id, state, title } = activity
  const why = state === 'closed' ? noticesWords.activityClosedBy : noticesWords.activityCancelledBy
  return unitNotice(activity, noticeId(_id, `activityStopped:${state}`, 0), why(title), today)
}

/** To a guest who waited and has a place now. */
export const movedUpNotice = (visit: Visit, today: Day): NewNotice => {
  const says = { result: noticesWords.approved, note: noticesWords.movedUp }
  return visitorNotice(visit, 'movedUp', visit.rev, says, today)
}

/** Why an activity lets a guest go, as the history has it: it doesn't take place, or nobody joins it any more who waited. */
export const whyEnded = ({ cancelled }: Pick<Activity, 'cancelled'>): string =>
  cancelled ?? ('JOINING_STOPPED' satisfies SystemReason)

/** To a guest whose pass ends because the activity doesn't take place, or who waited until nobody joins any more. */
export const activityEndedNotice = (
  visit: Visit,
  activity: Pick<Activity, 'cancelled'>,
  today: Day,
): NewNotice => {
  const result = activity.cancelled === null ? noticesWords.noPlace : noticesWords.activityCancelled
  const says = { result, note: reasonInNotice(whyEnded(activity)) }
  return visitorNotice(visit, 'activityEnded', visit.rev, says, today)
}

/** To a guest who waited until the activity was over. */
export const waitedInVainNotice = (visit: Visit, today: Day): NewNotice => {
  const says = { result: noticesWords.noPlace, note: reasonInNotice('WAITED_IN_VAIN' satisfies SystemReason) }
  return visitorNotice(visit, 'activityEnded', visit.rev, says, today)
}

/** What the organiser says to all; each message is another one by when it was said. */
export const activityMessageNotice = (
  visit: Visit,
  { text, at, repeat }: NonNullable<Activity['message']>,
  today: Day,
): NewNotice => {
  const says = { result: noticesWords.activityMessage, note: text }
  const notice = visitorNotice(visit, 'activityMessage', at, says, today)
  return repeat === true ? { ...notice, repeat } : notice
}
