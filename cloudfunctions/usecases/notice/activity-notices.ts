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

/** To the unit's approvers, where the unit approves its activities itself. */
export const activityAskedNotice = (activity: ActivityToSave, today: Day): NewNotice => ({
  _id: noticeId(activity._id, 'activityAsked', 0),
  use: 'newBooking',
  to: { unitId: activity.unitId },
  page: pageOf(activity._id),
  parts: {
    who: activity.organiserName,
    why: noticesWords.activityAsked(activity.title),
    when: daysOf(activity, today),
    host: activity.unitName,
  },
})

/** To who applied: whether it was approved. */
export const activityAnsweredNotice = (activity: ActivityToSave, today: Day): NewNotice => ({
  _id: noticeId(activity._id, 'activityAnswered', 0),
  use: 'decision',
  to: { openid: activity.organiser },
  page: pageOf(activity._id),
  parts: {
    result: activity.state === 'open' ? noticesWords.approved : noticesWords.notPassed,
    unit: activity.title,
    when: daysOf(activity, today),
    note: activity.answer ?? noticesWords.activityApproved,
  },
})

/** To the unit's approvers and who applied: somebody else has closed it, or called it off. */
export const activityStoppedNotice = (activity: Omit<Activity, 'sort'>, today: Day): NewNotice => {
  const { _id, state, title, unitId, unitName, organiser, organiserName } = activity
  const why = state === 'closed' ? noticesWords.activityClosedBy : noticesWords.activityCancelledBy
  return {
    ...{ _id: noticeId(_id, `activityStopped:${state}`, 0), use: 'newBooking', page: pageOf(_id) },
    ...{ to: { unitId }, also: { openid: organiser, page: pageOf(_id) } },
    parts: { who: organiserName, why: why(title), when: daysOf(activity, today), host: unitName },
  }
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
