import type { Day } from '../../../miniprogram/domain/values/days'
import { formatShortRange } from '../../../miniprogram/locales/zh/message-days'
import type { IdentityKind } from '../../../miniprogram/domain/visit/duplicates'
import { releaseFieldWords } from '../../../miniprogram/locales/zh/release'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { ReleaseRequest } from '../../stores/release-requests'
import type { Visit } from '../../stores/visits'
import { newBookingNotice } from './visit-notices'

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
