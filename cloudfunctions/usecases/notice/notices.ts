import { dayOf, formatTime, type Day } from '../../../miniprogram/domain/values/days'
import { formatDay } from '../../../miniprogram/locales/zh/days'
import { formatShortRange } from '../../../miniprogram/locales/zh/message-days'
import { maskName } from '../../../miniprogram/domain/values/masking'
import type { IdentityKind } from '../../../miniprogram/domain/visit/duplicates'
import { releaseFieldWords } from '../../../miniprogram/locales/zh/release'
import type { Unit } from '../../stores/campus'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { AnomalyOutcome } from '../../../miniprogram/domain/vehicle/stay'
import { outcomeWords } from '../../../miniprogram/locales/zh/stays'
import type { Stay } from '../../stores/stays'
import type { StoredControl } from '../../stores/traffic-controls'
import type { AccountRequest } from '../../stores/account-requests'
import type { ReleaseRequest } from '../../stores/release-requests'
import type { Visit } from '../../stores/visits'
import { visitWords } from '../../../miniprogram/locales/zh/visit'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'

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

/** To the approvers of the booking in the way: somebody asks for it; who, is not told. */
export function releaseAskedNotice(visit: Visit, field: IdentityKind, now: number, today: Day): NewNotice {
  return {
    _id: noticeId(visit._id, 'releaseAsked', now),
    use: 'newBooking',
    to: { unitId: visit.unitId },
    page: 'staff/approvals/releases/releases',
    fields: {
      thing1: noticesWords.anotherVisitor,
      thing2: noticesWords.asksRelease(releaseFieldWords[field]),
      thing3: formatShortRange(visit.firstDay, visit.lastDay, today),
      thing4: visit.hostName,
    },
  }
}

/** To the unit's approvers: the visitor asks that the booking be cancelled. */
export const cancelAskedNotice = (visit: Visit, now: number, today: Day): NewNotice => {
  const { visitId: _, ...notice } = newBookingNotice(visit, today)
  return {
    ...notice,
    _id: noticeId(visit._id, 'cancelAsked', now),
    fields: { ...notice.fields, thing2: noticesWords.asksCancel },
  }
}

/** To the visitor who asked for it. */
export const cancelKeptNotice = (visit: Visit, now: number, today: Day): NewNotice => ({
  _id: noticeId(visit._id, 'cancelKept', now),
  use: 'decision',
  to: { openid: visit.owner },
  page: `pages/records/visit/visit?id=${visit._id}`,
  fields: {
    phrase1: noticesWords.notCancelled,
    thing2: visit.unitName,
    thing3: formatShortRange(visit.firstDay, visit.lastDay, today),
    thing4: noticesWords.keptCallUnit,
  },
})

/** To the one who asked. */
export function releaseAnsweredNotice(request: Omit<ReleaseRequest, 'sort'>, today: Day): NewNotice {
  const released = request.state === 'released'
  return {
    _id: noticeId(request._id, 'releaseAnswered', request.askedAt),
    use: 'decision',
    to: { openid: request.askedBy },
    page: 'pages/booking/form/form',
    fields: {
      phrase1: released ? noticesWords.released : noticesWords.notReleased,
      thing2: noticesWords.earlierUnit,
      thing3: formatShortRange(request.wantedFirstDay, request.wantedLastDay, today),
      thing4: released ? noticesWords.maySubmitAgain : noticesWords.callUnitOrChangeDays,
    },
  }
}

/** To the one who asked for an approver account. */
export function accountAnsweredNotice(request: Omit<AccountRequest, 'sort'>): NewNotice {
  const accepted = request.state === 'accepted'
  return {
    _id: noticeId(request._id, 'accountAnswered', request.askedAt),
    use: 'decision',
    to: { openid: request.openid },
    page: 'pages/mine/account/account',
    fields: {
      phrase1: accepted ? noticesWords.opened : noticesWords.notPassed,
      thing2: request.unitName,
      thing3: noticesWords.accountRequest,
      thing4: request.answer ?? noticesWords.mayApproveNow,
    },
  }
}

/** To the visitor who asked the desk to check a vehicle held as inside. */
export function checkAnsweredNotice(
  stay: Stay,
  openid: string,
  outcome: AnomalyOutcome,
  now: number,
): NewNotice {
  return {
    _id: noticeId(stay._id, `checked:${openid}`, now),
    use: 'decision',
    to: { openid },
    page: 'pages/booking/form/form',
    fields: {
      phrase1:
        stay.state === 'inside'
          ? noticesWords.stillInside
          : stay.state === 'due'
            ? noticesWords.feeDue
            : noticesWords.cleared,
      thing2: noticesWords.deskOf(stay.campusName),
      thing3: noticesWords.thing3(stay.plate),
      thing4: stay.state === 'cleared' ? noticesWords.maySubmitAgain : outcomeWords[outcome],
    },
  }
}

/** '5月23日 14:00至16:00'; over several days their range, because the field holds 20 characters. */
function controlTimes({ from, until, at }: StoredControl): string {
  const [first, last, today] = [dayOf(from), dayOf(until - 1), dayOf(at)]
  if (first !== last) return formatShortRange(first, last, today)
  const day = formatDay(first, today).replace(noticesWords.weekdayAtEnd, '')
  return noticesWords.controlTimes(day, formatTime(from), formatTime(until))
}

/** To visitors by car whose gate is closed for a time. */
export function trafficNotice(control: StoredControl, visit: Visit): NewNotice {
  return {
    _id: noticeId(visit._id, `traffic:${control._id}`, 0),
    use: 'decision',
    to: { openid: visit.owner },
    page: `pages/records/visit/visit?id=${visit._id}`,
    fields: {
      phrase1: noticesWords.trafficControl,
      thing2: control.gateNames.join(noticesWords.listComma),
      thing3: controlTimes(control),
      thing4: noticesWords.useOtherGates,
    },
  }
}
