import type { Day } from '../../../miniprogram/domain/values/days'
import { formatDay } from '../../../miniprogram/locales/zh/days'
import { formatShortRange } from '../../../miniprogram/locales/zh/message-days'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { visitWords } from '../../../miniprogram/locales/zh/visit'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { Unit } from '../../stores/campus'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { Visit } from '../../stores/visits'

/**
 * What subscribe messages say (spec 7). Field names are those of the two templates the account applies for
 * (docs/deployment.md): newBooking {thing1 访客, thing2 来访事由, thing3 来访日期, thing4 被访人},
 * decision {phrase1 审批结果, thing2 被访单位, thing3 来访日期, thing4 说明}.
 */

/** To the unit's approvers: somebody waits. */
export function newBookingNotice(visit: Visit, today: Day): NewNotice {
  return {
    _id: noticeId(visit._id, 'newBooking', visit.rev),
    use: 'newBooking',
    to: { unitId: visit.unitId },
    visitId: visit._id,
    page: `staff/approvals/visit/visit?id=${visit._id}`,
    fields: {
      thing1: maskName(visit.name),
      thing2: visitWords.purposes[visit.purpose],
      thing3: formatShortRange(visit.firstDay, visit.lastDay, today),
      thing4: visit.hostName,
    },
  }
}

const RESULT = {
  approved: noticesWords.approved,
  returned: noticesWords.returned,
  revoked: noticesWords.cancelledDone,
} as const

const WHAT_NEXT = {
  approved: noticesWords.whatnextApproved,
  returned: noticesWords.whatnextReturned,
  revoked: noticesWords.revoked,
} as const

/** To the approvers again: the visit is near and still waits. */
export const reminderNotice = (visit: Visit, today: Day): NewNotice => ({
  ...newBookingNotice(visit, today),
  _id: noticeId(visit._id, 'reminder', visit.rev),
})

/** To the approvers in the evening: what still waits (spec 7). */
export const digestNotice = (unit: Unit, pending: number, today: Day): NewNotice => ({
  _id: noticeId(unit._id, `digest:${today}`, 0),
  use: 'newBooking',
  to: { unitId: unit._id },
  page: 'staff/approvals/list/list',
  fields: {
    thing1: noticesWords.stillPending(pending),
    thing2: unit.name,
    thing3: formatDay(today),
    thing4: noticesWords.pleaseHandle,
  },
})

/** To the host, who may say whether this was agreed. */
export function hostAskedNotice(visit: Visit, openid: string, today: Day): NewNotice {
  const { use, fields } = newBookingNotice(visit, today)
  return {
    ...{ use, fields },
    _id: noticeId(visit._id, 'hostAsked', visit.rev),
    to: { openid },
    page: 'pages/host/visits/visits',
  }
}

/** To the visitor: what was decided, and why where there is a reason. */
export function decisionNotice(
  visit: Visit,
  decision: keyof typeof RESULT,
  reason: string | null,
  today: Day,
): NewNotice {
  return {
    _id: noticeId(visit._id, decision, visit.rev),
    use: 'decision',
    to: { openid: visit.owner },
    page: `pages/records/visit/visit?id=${visit._id}`,
    fields: {
      phrase1: RESULT[decision],
      thing2: visit.unitName,
      thing3: formatShortRange(visit.firstDay, visit.lastDay, today),
      thing4: reason ?? WHAT_NEXT[decision],
    },
  }
}
