import { formatTime, type Day } from '../../../miniprogram/domain/values/days'
import { formatDay } from '../../../miniprogram/locales/zh/days'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { Unit } from '../../stores/campus'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { Visit } from '../../stores/visits'
import { wordsOfPurpose } from '../visit/views'
import { daysOf, on } from './notice-days'

/**
 * What subscribe messages say, part by part (spec 7); the settings map each part to the field of the account's template
 * (domain/notice/parts.ts).
 */

/** To the unit's approvers: somebody waits. */
export function newBookingNotice(visit: Visit, today: Day): NewNotice {
  return {
    _id: noticeId(visit._id, 'newBooking', visit.rev),
    use: 'newBooking',
    to: { unitId: visit.unitId },
    visitId: visit._id,
    page: `staff/approvals/visit/visit?id=${visit._id}`,
    parts: {
      who: maskName(visit.name),
      why: wordsOfPurpose(visit).name,
      when: daysOf(visit, today),
      host: visit.hostName,
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

/** To the approvers: somebody on a standing pass of theirs added a face photo, which opens nothing before they look. */
export const photoAskedNotice = (visit: Visit, photoId: string, today: Day): NewNotice => {
  const notice = newBookingNotice(visit, today)
  return {
    ...notice,
    _id: noticeId(visit._id, `photo:${photoId}`, 0),
    parts: { ...notice.parts, why: noticesWords.photoAsked, host: visit.unitName },
  }
}

/** To the approvers in the evening: what still waits (spec 7). */
export const digestNotice = (unit: Unit, pending: number, today: Day): NewNotice => ({
  _id: noticeId(unit._id, `digest:${today}`, 0),
  use: 'newBooking',
  to: { unitId: unit._id },
  page: 'staff/approvals/list/list',
  parts: {
    who: noticesWords.stillPending(pending),
    why: unit.name,
    when: on(formatDay(today), today),
    host: noticesWords.pleaseHandle,
  },
})

/** To the host, who may say whether this was agreed. */
export function hostAskedNotice(visit: Visit, openid: string, today: Day): NewNotice {
  const { use, parts } = newBookingNotice(visit, today)
  return {
    ...{ use, parts },
    _id: noticeId(visit._id, 'hostAsked', visit.rev),
    to: { openid },
    page: 'pages/host/visits/visits',
  }
}

/** To the host: the guest has come in, at `firstEntryAt`. Its id is the same whenever it is made, so it is told once. */
export const guestInNotice = (visit: Visit, openid: string, at: number, today: Day): NewNotice => ({
  _id: noticeId(visit._id, 'guestIn', 0),
  use: 'decision',
  to: { openid },
  page: 'pages/host/visits/visits',
  parts: {
    ...{ result: noticesWords.guestIn, unit: visit.unitName, when: daysOf(visit, today) },
    note: noticesWords.guestInAt(maskName(visit.name), visit.companions.length > 0, formatTime(at)),
  },
})

/**
 * To the visitor, about a booking of theirs, which it opens. @param occasion tells this one from another of the same kind:
 * a revision or epoch ms
 */
export const visitorNotice = (
  visit: Visit,
  kind: string,
  occasion: number,
  says: { result: string; note: string },
  today: Day,
): NewNotice => ({
  _id: noticeId(visit._id, kind, occasion),
  use: 'decision',
  to: { openid: visit.owner },
  page: `pages/records/visit/visit?id=${visit._id}`,
  parts: { unit: visit.unitName, when: daysOf(visit, today), ...says },
})

/** To who added a photo to their place on a standing pass: what the unit says to it. One of a moment, epoch ms. */
export const photoAnsweredNotice = (visit: Visit, accept: boolean, now: number, today: Day): NewNotice => {
  const says = accept
    ? { result: noticesWords.approved, note: noticesWords.photoTaken }
    : { result: noticesWords.notPassed, note: noticesWords.photoNotTaken }
  return visitorNotice(visit, 'photoAnswered', now, says, today)
}

/** To the visitor whose phone number somebody else proved to be theirs. */
export const phoneTakenNotice = (visit: Visit, now: number, today: Day): NewNotice => {
  const says = { result: noticesWords.phoneTaken, note: noticesWords.phoneTakenWhy }
  return visitorNotice(visit, 'phoneTaken', now, says, today)
}

/** To the visitor: what was decided, and why where there is a reason. */
export function decisionNotice(
  visit: Visit,
  decision: keyof typeof RESULT,
  reason: string | null,
  today: Day,
): NewNotice {
  const says = { result: RESULT[decision], note: reason ?? WHAT_NEXT[decision] }
  return visitorNotice(visit, decision, visit.rev, says, today)
}

/** To the guest whose claim of a card was undone, and with it what they had changed. Their record of it is gone. */
export const claimUndoneNotice = (visit: Visit, today: Day): NewNotice => ({
  ...decisionNotice(visit, 'revoked', noticesWords.claimUndone, today),
  page: 'pages/home/home',
})
