import { dayOf, formatTime, type Day } from '../../../miniprogram/domain/values/days'
import { formatDay, formatRange } from '../../../miniprogram/locales/zh/days'
import { maskName } from '../../../miniprogram/domain/values/masking'
import type { IdentityKind } from '../../../miniprogram/domain/visit/duplicates'
import { RELEASE_FIELDS } from '../../../miniprogram/domain/visit/release-request'
import type { Unit } from '../../stores/campus'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import { OUTCOMES, type AnomalyOutcome } from '../../../miniprogram/domain/vehicle/stay'
import type { Stay } from '../../stores/stays'
import type { StoredControl } from '../../stores/traffic-controls'
import type { AccountRequest } from '../../stores/account-requests'
import type { ReleaseRequest } from '../../stores/release-requests'
import type { Visit } from '../../stores/visits'
import { visitWords } from '../../../miniprogram/locales/zh/visit'

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
    page: `staff/approvals/visit/visit?id=${visit._id}`,
    fields: {
      thing1: maskName(visit.name),
      thing2: visitWords.purposes[visit.purpose],
      thing3: formatRange(visit.firstDay, visit.lastDay, today),
      thing4: visit.hostName,
    },
  }
}

const RESULT = { approved: '已通过', returned: '已退回', revoked: '已取消' } as const
const WHAT_NEXT = {
  approved: '凭通行码入校，点击查看',
  returned: '请修改后重新提交',
  revoked: '通行证已停用，可正常离校',
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
    thing1: `还有${pending}条预约待审批`,
    thing2: unit.name,
    thing3: formatDay(today),
    thing4: '请及时办理',
  },
})

/** To the host, who may say whether this was agreed. */
export function hostAskedNotice(visit: Visit, openid: string, today: Day): NewNotice {
  return {
    ...newBookingNotice(visit, today),
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
      thing3: formatRange(visit.firstDay, visit.lastDay, today),
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
      thing1: '其他访客',
      thing2: `请求让出（${RELEASE_FIELDS[field]}）`,
      thing3: formatRange(visit.firstDay, visit.lastDay, today),
      thing4: visit.hostName,
    },
  }
}

/** To the unit's approvers: the visitor asks that the booking be cancelled. */
export const cancelAskedNotice = (visit: Visit, now: number, today: Day): NewNotice => {
  const notice = newBookingNotice(visit, today)
  return {
    ...notice,
    _id: noticeId(visit._id, 'cancelAsked', now),
    fields: { ...notice.fields, thing2: '请求取消预约' },
  }
}

/** To the visitor who asked for it. */
export const cancelKeptNotice = (visit: Visit, now: number, today: Day): NewNotice => ({
  _id: noticeId(visit._id, 'cancelKept', now),
  use: 'decision',
  to: { openid: visit.owner },
  page: `pages/records/visit/visit?id=${visit._id}`,
  fields: {
    phrase1: '未取消',
    thing2: visit.unitName,
    thing3: formatRange(visit.firstDay, visit.lastDay, today),
    thing4: '预约保留，可联系被访单位',
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
      phrase1: released ? '已让出' : '未让出',
      thing2: '原预约单位',
      thing3: formatRange(request.wantedFirstDay, request.wantedLastDay, today),
      thing4: released ? '可以重新提交预约了' : '请联系被访单位或改期',
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
      phrase1: accepted ? '已开通' : '未通过',
      thing2: request.unitName,
      thing3: '审批账号申请',
      thing4: request.answer ?? '现在可以审批本单位的预约',
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
      phrase1: stay.state === 'inside' ? '仍在校内' : stay.state === 'due' ? '待缴费' : '已核销',
      thing2: `${stay.campusName}指挥中心`,
      thing3: `车辆 ${stay.plate}`,
      thing4: stay.state === 'cleared' ? '可以重新提交预约了' : OUTCOMES[outcome],
    },
  }
}

/** '5月23日 14:00至16:00'; over several days their range, because the field holds 20 characters. */
function controlTimes({ from, until, at }: StoredControl): string {
  const [first, last, today] = [dayOf(from), dayOf(until - 1), dayOf(at)]
  if (first !== last) return formatRange(first, last, today)
  const day = formatDay(first, today).replace(/ 周.$/, '')
  return `${day} ${formatTime(from)}至${formatTime(until)}`
}

/** To visitors by car whose gate is closed for a time. */
export function trafficNotice(control: StoredControl, visit: Visit): NewNotice {
  return {
    _id: noticeId(visit._id, `traffic:${control._id}`, 0),
    use: 'decision',
    to: { openid: visit.owner },
    page: `pages/records/visit/visit?id=${visit._id}`,
    fields: {
      phrase1: '交通管制',
      thing2: control.gateNames.join('、'),
      thing3: controlTimes(control),
      thing4: '车辆请走其它校门',
    },
  }
}
