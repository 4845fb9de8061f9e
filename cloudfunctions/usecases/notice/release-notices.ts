import type { Day } from '../../../miniprogram/domain/values/days'
import type { IdentityKind } from '../../../miniprogram/domain/visit/duplicates'
import { releaseFieldWords } from '../../../miniprogram/locales/zh/release'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { ReleaseRequest } from '../../stores/release-requests'
import type { Visit } from '../../stores/visits'
import { newBookingNotice, visitorNotice } from './visit-notices'
import { daysOf } from './notice-days'

/** To the approvers of the booking in the way: somebody asks for it; who, is not told. */
export function releaseAskedNotice(visit: Visit, field: IdentityKind, now: number, today: Day): NewNotice {
  return {
    _id: noticeId(visit._id, 'releaseAsked', now),
    use: 'newBooking',
    to: { unitId: visit.unitId },
    page: 'staff/approvals/releases/releases',
    parts: {
      who: noticesWords.anotherVisitor,
      why: noticesWords.asksRelease(releaseFieldWords[field]),
      when: daysOf(visit, today),
      host: visit.hostName,
    },
  }
}

/** To the unit's approvers: the visitor asks that the booking be cancelled. */
export const cancelAskedNotice = (visit: Visit, now: number, today: Day): NewNotice => {
  const { visitId: _, ...notice } = newBookingNotice(visit, today)
  return {
    ...notice,
    _id: noticeId(visit._id, 'cancelAsked', now),
    parts: { ...notice.parts, why: noticesWords.asksCancel },
  }
}

/** To the unit's approvers: the visitor asks for more days or another plate. */
export const changeAskedNotice = (visit: Visit, now: number, today: Day): NewNotice => {
  const { visitId: _, ...notice } = newBookingNotice(visit, today)
  return {
    ...notice,
    _id: noticeId(visit._id, 'changeAsked', now),
    parts: { ...notice.parts, why: noticesWords.asksChange },
  }
}

/** To the visitor who asked for more days or another plate. */
export const changeAnsweredNotice = (visit: Visit, agreed: boolean, now: number, today: Day): NewNotice => {
  const { changed, changedNote, notChanged, notChangedNote } = noticesWords
  const says = agreed ? { result: changed, note: changedNote } : { result: notChanged, note: notChangedNote }
  return visitorNotice(visit, 'changeAnswered', now, says, today)
}

/** To the visitor who asked for it. */
export const cancelKeptNotice = (visit: Visit, now: number, today: Day): NewNotice => {
  const says = { result: noticesWords.notCancelled, note: noticesWords.keptCallUnit }
  return visitorNotice(visit, 'cancelKept', now, says, today)
}

/** To the one who asked. */
export function releaseAnsweredNotice(request: Omit<ReleaseRequest, 'sort'>, today: Day): NewNotice {
  const released = request.state === 'released'
  return {
    _id: noticeId(request._id, 'releaseAnswered', request.askedAt),
    use: 'decision',
    to: { openid: request.askedBy },
    page: 'pages/booking/form/form',
    parts: {
      result: released ? noticesWords.released : noticesWords.notReleased,
      unit: noticesWords.earlierUnit,
      when: daysOf({ firstDay: request.wantedFirstDay, lastDay: request.wantedLastDay }, today),
      note: released ? noticesWords.maySubmitAgain : noticesWords.callUnitOrChangeDays,
    },
  }
}
