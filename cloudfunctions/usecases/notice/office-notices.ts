import type { Day } from '../../../miniprogram/domain/values/days'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { Transaction } from '../../platform/database'
import type { NewNotice } from '../../platform/notices'
import type { Notify } from '../../platform/unit-of-work'
import type { ActivityToSave } from '../../stores/activities'
import { noticeId } from '../../stores/outbox'
import type { StandingPass } from '../../stores/standing-passes'
import { daysOf } from './notice-days'
import { notifyOnceIn } from './once'

/** What units apply for, and the office has to answer (spec 3, Nobody waits in silence). */

type Applied = Pick<StandingPass, '_id' | 'unitId' | 'unitName' | 'firstDay' | 'lastDay'>

/** One of a unit a day and kind: of what else it applies for on that day the office's list and count tell. */
const officeNotice = (
  applied: Applied,
  says: { kind: string; page: string; who: string; why: string },
  today: Day,
): NewNotice => ({
  ...{ _id: noticeId(applied.unitId, `${says.kind}:${today}`, 0), use: 'newBooking', to: { office: true } },
  page: `${says.page}?id=${applied._id}`,
  parts: { who: says.who, why: says.why, when: daysOf(applied, today), host: applied.unitName },
})

/** A unit applied for an activity that the office answers. */
export const tellOfActivityIn = (
  tx: Transaction,
  notify: Notify,
  activity: ActivityToSave,
  today: Day,
): Promise<boolean> => {
  const [kind, page] = ['officeActivity', 'staff/activities/activity/activity']
  const says = { kind, page, who: activity.organiserName, why: noticesWords.activityAsked(activity.title) }
  return notifyOnceIn(tx, notify, officeNotice(activity, says, today))
}

/** A unit applied for a standing pass, or for later days of one. */
export const tellOfPassIn = (
  tx: Transaction,
  notify: Notify,
  pass: Applied & Pick<StandingPass, 'applicantName'>,
  kind: 'officeStanding' | 'officeRenewal',
  today: Day,
): Promise<boolean> => {
  const why = kind === 'officeStanding' ? noticesWords.standingAsked : noticesWords.renewalAsked
  const says = { kind, page: 'staff/standing-pass/pass/pass', who: pass.applicantName, why }
  return notifyOnceIn(tx, notify, officeNotice(pass, says, today))
}
